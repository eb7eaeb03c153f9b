import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError } from "../errors.js";
import type { StoredItem } from "./schema.js";

/**
 * An attribute value in DynamoDB's form: the SDK's `AttributeValue`, or that of a stream record in AWS Lambda, which
 * has bytes as base64 text.
 */
export interface AttributeMapValue {
  /** Text. */
  readonly S?: string | undefined;
  /** A number, as text. */
  readonly N?: string | undefined;
  /** Bytes, or their base64 text. */
  readonly B?: Uint8Array | string | undefined;
  /** True or false. */
  readonly BOOL?: boolean | undefined;
  /** Null, if it is true. */
  readonly NULL?: boolean | undefined;
  /** A set of texts. */
  readonly SS?: readonly string[] | undefined;
  /** A set of numbers, as texts. */
  readonly NS?: readonly string[] | undefined;
  /** A set of bytes, or of their base64 texts. */
  readonly BS?: readonly (Uint8Array | string)[] | undefined;
  /** A list. */
  readonly L?: readonly AttributeMapValue[] | undefined;
  /** A map. */
  readonly M?: AttributeMap | undefined;
  /** A type that the SDK does not support yet. */
  readonly $unknown?: unknown;
}

/** An item in DynamoDB's form: attribute values by attribute name. */
export interface AttributeMap {
  readonly [name: string]: AttributeMapValue;
}

/** Converts an attribute map to the SDK's form. */
export function readAttributeMap(tableName: string, raw: AttributeMap): StoredItem {
  const issues: { path: string; message: string }[] = [];
  const item = membersOf(raw, "", (path) =>
    issues.push({ path, message: "is not an attribute value of DynamoDB, such as { S: … }." }),
  );
  if (issues.length > 0) throw new ItemValidationError({ tableName, key: {} }, issues);
  return item;
}

type Report = (path: string) => void;

function membersOf(raw: AttributeMap, path: string, report: Report): StoredItem {
  if (!isRecord(raw)) {
    report(path);
    return {};
  }
  const within = (name: string) => (path === "" ? name : `${path}.${name}`);
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, rawValueOf(value, within(name), report)]),
  );
}

function rawValueOf(raw: AttributeMapValue, path: string, report: Report): AttributeValue {
  if (!isRecord(raw) || Object.keys(raw).length === 0) {
    report(path);
    return { NULL: true };
  }
  if (raw.B !== undefined) return { B: bytesOf(raw.B) };
  if (raw.BS !== undefined) return { BS: raw.BS.map(bytesOf) };
  if (raw.L !== undefined)
    return { L: raw.L.map((element, place) => rawValueOf(element, `${path}[${place}]`, report)) };
  if (raw.M !== undefined) return { M: membersOf(raw.M, path, report) };
  return raw as AttributeValue; // the other types have the SDK's values already
}

function isRecord(value: object): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bytesOf(bytes: Uint8Array | string): Uint8Array {
  return typeof bytes === "string" ? new Uint8Array(Buffer.from(bytes, "base64")) : bytes;
}
