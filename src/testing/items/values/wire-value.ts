import { MAX_NESTING_LEVELS } from "../../../dynamodb/limits.js";
import { type AwsError, unreadable } from "../../control-plane/aws-error.js";
import { isObject } from "../../control-plane/wire.js";

/**
 * An attribute value as a client sent it, with members of the right types: any number of members, of which those that are null or
 * unknown count as absent.
 */
export interface WireValue {
  readonly S?: string | null;
  readonly B?: string | null;
  readonly N?: string | null;
  readonly BOOL?: boolean | string | null;
  readonly NULL?: boolean | string | null;
  readonly BS?: WireSet | null;
  readonly NS?: WireSet | null;
  readonly SS?: WireSet | null;
  readonly L?: readonly (WireValue | null)[] | null;
  readonly M?: WireItem | null;
}

export type WireSet = readonly (string | null)[];

/** Attribute values by name, as a client sent them. */
export type WireItem = Readonly<Record<string, WireValue | null>>;

const MAP_OF_VALUES = "java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>";
const TRUE_TEXTS = ["TRUE", "1", "YES"];
const FALSE_TEXTS = ["FALSE", "0", "NO"];

/** Throws a SerializationException if a value has a member of the wrong JSON type. DynamoDB checks this before anything else in a request. */
export function assertWireValue(json: unknown, level = 1): asserts json is WireValue {
  if (Array.isArray(json))
    throw unreadable("Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue");
  if (!isObject(json)) throw unreadable("Unexpected value type in payload");
  if (level > MAX_NESTING_LEVELS) return; // invalid at this level, whatever it is
  for (const name in json) {
    const member = json[name];
    if (member == null || (typeof member === "string" && (name === "S" || name === "N"))) continue; // most members
    MEMBER_CHECKS.get(name)?.(member, level);
  }
}

/** The same for attribute values by name. */
export function assertWireItem(json: unknown, level = 1): asserts json is WireItem {
  if (Array.isArray(json)) throw unreadable(`Unrecognized collection type ${MAP_OF_VALUES}`);
  if (!isObject(json)) throw unreadable("Unexpected field type");
  for (const name in json) if (json[name] != null) assertWireValue(json[name], level);
}

/** The value of a boolean member; clients may write it as text. */
export function readFlag(value: boolean | string): boolean {
  return typeof value === "boolean" ? value : TRUE_TEXTS.includes(value.toUpperCase());
}

const MEMBER_CHECKS = new Map<string, (member: unknown, level: number) => void>([
  ["S", checkText],
  ["N", checkText],
  ["B", checkBinary],
  ["BOOL", checkFlag],
  ["NULL", checkFlag],
  ["SS", (member) => checkList(member, checkText)],
  ["NS", (member) => checkList(member, checkText)],
  ["BS", (member) => checkList(member, checkBinary)],
  ["L", (member, level) => checkList(member, (value) => assertWireValue(value, level + 1))],
  ["M", (member, level) => assertWireItem(member, level + 1)],
]);

function checkText(member: unknown): void {
  if (typeof member === "object") throw noScalar(member, "class java.lang.String");
  if (typeof member !== "string") throw unreadable(`${tokenOf(member)} cannot be converted to String`);
}

function checkBinary(member: unknown): void {
  if (typeof member === "object") throw noScalar(member, "class java.nio.ByteBuffer");
  if (typeof member !== "string") throw unreadable("only base-64-encoded strings are convertible to bytes");
  if (member.length % 4 !== 0)
    throw unreadable(`Base64 encoded length is expected a multiple of 4 bytes but found: ${member.length}`);
  // The misspelling is DynamoDB's.
  if (Buffer.from(member, "base64").toString("base64") !== member)
    throw unreadable("Invalid last non-pad Base64 character dectected");
}

function checkFlag(member: unknown): void {
  if (typeof member === "object") throw noScalar(member, "class java.lang.Boolean");
  if (typeof member === "number") throw unreadable(`${tokenOf(member)} cannot be converted to Boolean`);
  if (typeof member === "string" && ![...TRUE_TEXTS, ...FALSE_TEXTS].includes(member.toUpperCase()))
    throw unreadable("Unexpected token received from parser");
}

function checkList(member: unknown, checkItem: (item: unknown) => void): void {
  if (!Array.isArray(member))
    throw typeof member === "object" ? unexpectedObject() : unreadable("Unexpected field type");
  for (const item of member) if (item != null) checkItem(item);
}

function noScalar(member: unknown, javaType: string): AwsError {
  return Array.isArray(member) ? unreadable(`Unrecognized collection type ${javaType}`) : unexpectedObject();
}

function unexpectedObject(): AwsError {
  return unreadable("Start of structure or map found where not expected");
}

/** The name of a JSON value that is no text, in the words of DynamoDB. */
function tokenOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
}
