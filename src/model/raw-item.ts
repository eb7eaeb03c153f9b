import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemValidationError } from "../errors.js";
import type { StoredItem } from "./schema.js";

/** A raw value: the SDK's `AttributeValue`, or that of a stream record in AWS Lambda, which has bytes as base64 text. */
export interface RawValue {
  /** Text. */
  readonly S?: string | undefined;
  /** A number, as text. */
  readonly N?: string | undefined;
  /** Bytes, or their base64 text. */
  readonly B?: Uint8Array | string | undefined;
  /** True or false. */
  readonly BOOL?: boolean | undefined;
  /** Null, where it is true. */
  readonly NULL?: boolean | undefined;
  /** A set of texts. */
  readonly SS?: readonly string[] | undefined;
  /** A set of numbers, as texts. */
  readonly NS?: readonly string[] | undefined;
  /** A set of bytes, or of their base64 texts. */
  readonly BS?: readonly (Uint8Array | string)[] | undefined;
  /** A list. */
  readonly L?: readonly RawValue[] | undefined;
  /** A map. */
  readonly M?: RawItem | undefined;
  /** What the SDK does not know yet. */
  readonly $unknown?: unknown;
}

/** A raw item: its values by the names of their attributes. */
export interface RawItem {
  readonly [name: string]: RawValue;
}

/** A raw item as the SDK has it. */
export function readRaw(tableName: string, raw: RawItem): StoredItem {
  const issues: { path: string; message: string }[] = [];
  const item = membersOf(raw, "", (path) =>
    issues.push({ path, message: "is no value of DynamoDB's, such as { S: … }." }),
  );
  if (issues.length > 0) throw new ItemValidationError({ tableName, key: {} }, issues);
  return item;
}

type Report = (path: string) => void;

function membersOf(raw: RawItem, path: string, report: Report): StoredItem {
  if (!isRecord(raw)) {
    report(path);
    return {};
  }
  const within = (name: string) => (path === "" ? name : `${path}.${name}`);
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, rawValueOf(value, within(name), report)]),
  );
}

function rawValueOf(raw: RawValue, path: string, report: Report): AttributeValue {
  if (!isRecord(raw) || Object.keys(raw).length === 0) {
    report(path);
    return { NULL: true };
  }
  if (raw.B !== undefined) return { B: bytesOf(raw.B) };
  if (raw.BS !== undefined) return { BS: raw.BS.map(bytesOf) };
  if (raw.L !== undefined)
    return { L: raw.L.map((element, place) => rawValueOf(element, `${path}[${place}]`, report)) };
  if (raw.M !== undefined) return { M: membersOf(raw.M, path, report) };
  return raw as AttributeValue; // of the other types, the values are the SDK's
}

function isRecord(value: object): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bytesOf(bytes: Uint8Array | string): Uint8Array {
  return typeof bytes === "string" ? new Uint8Array(Buffer.from(bytes, "base64")) : bytes;
}
