import { MAX_ITEM_NAME_BYTES, MAX_NESTING_LEVELS } from "../../../dynamodb/limits.js";
import { AwsError, CountedError, invalid } from "../../control-plane/aws-error.js";
import { type AttributeValue, type Item, type SetType, setMember } from "./attribute-value.js";
import { compareBinary, compareText } from "./key-order.js";
import { compareNumbers, normaliseNumber } from "./number.js";
import {
  assertWireItem,
  assertWireValue,
  readFlag,
  type WireItem,
  type WireSet,
  type WireValue,
} from "./wire-value.js";

const EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const SEVERAL =
  "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";

/** The error for a value with too many levels. */
export class TooDeepError extends AwsError {
  constructor() {
    super(
      "ValidationException",
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
      400,
      "com.amazon.coral.validate",
    );
  }
}

/** Reads an attribute value: checks the types of its members, then its content, and normalises it. */
export function readValue(json: unknown): AttributeValue {
  assertWireValue(json);
  return normaliseValue(json);
}

/** Reads an item or a key. */
export function readItem(json: unknown): Item {
  assertWireItem(json);
  return normaliseItem(json);
}

/** Checks the content of a value whose members have the right types, and normalises it. Throws a ValidationException. */
export function normaliseValue(wire: WireValue | null, level = 1): AttributeValue {
  if (level > MAX_NESTING_LEVELS) throw new TooDeepError();
  const normal = wire === null ? undefined : normaliseSimple(wire, level);
  if (normal !== undefined) return normal;
  // DynamoDB reports a problem of one of several members rather than that there are several.
  const values = wire === null ? [] : normaliseMembers(wire, level);
  const [value] = values;
  if (value === undefined) throw invalid(EMPTY);
  if (values.length > 1) throw invalid(SEVERAL);
  return value;
}

/** The same for a value that has one member, of a frequent type. One that is normal already is returned as it is. */
function normaliseSimple(wire: WireValue, level: number): AttributeValue | undefined {
  let members = 0;
  for (const _ in wire) members += 1;
  const { S, N, BOOL, M, L } = wire;
  if (members !== 1) return undefined;
  if (S != null || typeof BOOL === "boolean") return wire as AttributeValue; // its one member is a text or a boolean
  if (N != null) return unlessSame(wire, N, normaliseNumber(N), (number) => ({ N: number }));
  if (M != null) return unlessSame(wire, M, normaliseItem(M, level + 1), (map) => ({ M: map }));
  if (L != null) return unlessSame(wire, L, normaliseList(L, level + 1), (list) => ({ L: list }));
  return undefined;
}

/** The value itself if its content is normal, else a new one. */
function unlessSame<T>(
  wire: WireValue,
  content: unknown,
  normal: T,
  make: (normal: T) => AttributeValue,
): AttributeValue {
  return content === normal ? (wire as AttributeValue) : make(normal); // it has this one member, with such a content
}

/** The values of a list. */
function normaliseList(wire: readonly (WireValue | null)[], level: number): readonly AttributeValue[] {
  const values = wire.map((value) => normaliseValue(value, level));
  return values.every((value, index) => value === wire[index]) ? (wire as readonly AttributeValue[]) : values;
}

/** The same for attribute values by name. An item that is normal already is returned as it is. */
export function normaliseItem(wire: WireItem, level = 1): Item {
  let copy: Record<string, AttributeValue> | undefined;
  for (const name in wire) {
    const given = wire[name] ?? null;
    checkAttributeName(name);
    const value = normaliseValue(given, level);
    if (value !== given) copy ??= { ...(wire as Item) }; // what is not normal yet is replaced below
    if (copy !== undefined) setMember(copy, name, value);
  }
  return copy ?? (wire as Item); // each value is one
}

/** The members of a set in the order in which DynamoDB answers with them. */
export function sortMembers(type: SetType, members: Iterable<string>): string[] {
  return [...members].sort(ORDER[type]);
}

const ORDER = { SS: compareText, NS: compareNumbers, BS: compareBinary };

/** The members of a value in the order in which DynamoDB checks them. */
function normaliseMembers(wire: WireValue, level: number): AttributeValue[] {
  const values: AttributeValue[] = [];
  if (wire.S != null) values.push({ S: wire.S });
  if (wire.B != null) values.push({ B: wire.B });
  if (wire.N != null) values.push({ N: normaliseNumber(wire.N) });
  if (wire.BOOL != null) values.push({ BOOL: readFlag(wire.BOOL) });
  if (wire.NULL != null) values.push(normaliseNull(wire.NULL));
  if (wire.BS != null) values.push({ BS: normaliseBinarySet(wire.BS) });
  if (wire.NS != null) values.push({ NS: normaliseNumberSet(wire.NS) });
  if (wire.SS != null) values.push({ SS: normaliseTextSet(wire.SS) });
  if (wire.L != null) values.push({ L: normaliseList(wire.L, level + 1) });
  if (wire.M != null) values.push({ M: normaliseItem(wire.M, level + 1) });
  return values;
}

/** Throws if the name of an attribute is too long for an item. */
export function checkAttributeName(name: string): void {
  // A character has at most three bytes.
  if (name.length > MAX_ITEM_NAME_BYTES / 3 && Buffer.byteLength(name) > MAX_ITEM_NAME_BYTES)
    throw new CountedError(`Attribute name is too large, must be less than ${MAX_ITEM_NAME_BYTES + 1} bytes`);
}

function wrongValue(message: string): CountedError {
  return new CountedError(`One or more parameter values were invalid: ${message}`);
}

function normaliseNull(flag: boolean | string): AttributeValue {
  if (!readFlag(flag)) throw wrongValue("Null attribute value types must have the value of true");
  return { NULL: true };
}

// The words and the spaces of the texts below are DynamoDB's.

function normaliseTextSet(wire: WireSet): string[] {
  if (wire.length === 0) throw wrongValue("An string set  may not be empty");
  const members = wire.map((member) => member ?? failOnNull("string"));
  if (hasDuplicates(members)) throw wrongValue(`Input collection ${listed(members)} contains duplicates.`);
  return sortMembers("SS", members);
}

function normaliseNumberSet(wire: WireSet): string[] {
  if (wire.length === 0) throw wrongValue("An number set  may not be empty");
  const members = wire.map((member) => normaliseNumber(member ?? ""));
  if (hasDuplicates(members)) throw new CountedError("Input collection contains duplicates");
  return sortMembers("NS", members);
}

function normaliseBinarySet(wire: WireSet): string[] {
  if (wire.length === 0) throw wrongValue("Binary sets should not be empty");
  const members = wire.map((member) => member ?? failOnNull("binary"));
  if (hasDuplicates(members)) throw wrongValue(`Input collection ${listed(members)}of type BS contains duplicates.`);
  return sortMembers("BS", members);
}

function failOnNull(type: string): never {
  throw wrongValue(`An ${type} set may not have a null ${type} as a member`);
}

function hasDuplicates(members: readonly string[]): boolean {
  return new Set(members).size < members.length;
}

function listed(members: readonly string[]): string {
  return `[${members.join(", ")}]`;
}
