import { byteLength } from "../../../dynamodb/byte-length.js";
import { MAX_TABLE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { NAME_PATTERN } from "../../../dynamodb/names.js";
import { type AwsError, invalid, unreadable } from "../aws-error.js";
import { isObject, type Json } from "../wire.js";

// These checks stay apart from src/validation: they answer with DynamoDB's texts, stop at the first wrong type, and have to notice
// a request that the library's own checks let through.

/** Checks a member of a request. Reports broken constraints; throws if the type is wrong. */
export type WireCheck = (value: unknown, at: string, report: (problem: string) => void) => void;

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

interface TextBounds extends Bounds {
  /** In UTF-8. */
  readonly maxBytes?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

/** The most problems that DynamoDB reports at once. */
const MAX_PROBLEMS = 10;

/** Checks the types, lengths and values of a request. Reports the problems in one error, as DynamoDB does. */
export function checkRequest(input: Json, shape: WireCheck): void {
  const problems: string[] = [];
  shape(input, "", (problem) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  });
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
  throw invalid(`${count} detected: ${problems.join("; ")}`);
}

/** A text. Its length is counted in characters. */
export function text({ min, max, maxBytes, pattern, values }: TextBounds = {}): WireCheck {
  return (value, at, report) => {
    if (typeof value !== "string") throw wrongType(value, "String");
    const broken = (constraint: string) => report(brokenAt(at, value, constraint));
    if (values && !values.includes(value)) broken(`Member must satisfy enum value set: [${values.join(", ")}]`);
    if (pattern && !new RegExp(`^(?:${pattern})$`).test(value))
      broken(`Member must satisfy regular expression pattern: ${pattern}`);
    if (min !== undefined && value.length < min) broken(`Member must have length greater than or equal to ${min}`);
    if (maxBytes !== undefined && byteLength(value) > maxBytes)
      broken(`Member must have length less than or equal to ${maxBytes}`);
    if (max !== undefined && value.length > max) broken(`Member must have length less than or equal to ${max}`);
  };
}

/** A whole number. */
export function whole({ min, max }: Bounds = {}): WireCheck {
  return (value, at, report) => {
    if (typeof value !== "number") throw wrongType(value, "Long");
    if (min !== undefined && value < min)
      report(brokenAt(at, value, `Member must have value greater than or equal to ${min}`));
    if (max !== undefined && value > max)
      report(brokenAt(at, value, `Member must have value less than or equal to ${max}`));
  };
}

/** True or false. */
export const flag: WireCheck = (value) => {
  if (typeof value !== "boolean") throw wrongType(value, "Boolean");
};

/** A list with members of one kind. */
export function list(of: WireCheck, { min, max }: Bounds = {}): WireCheck {
  return (value, at, report) => {
    if (!Array.isArray(value)) throw unreadable(isObject(value) ? NO_STRUCTURE : NO_FIELD);
    if (min !== undefined && value.length < min)
      report(brokenAt(at, value, `Member must have length greater than or equal to ${min}`));
    if (max !== undefined && value.length > max)
      report(brokenAt(at, value, `Member must have length less than or equal to ${max}`));
    for (const [place, item] of value.entries()) of(item, `${at}.${place + 1}.member`, report);
  };
}

/** A structure. An unknown member is rejected by name: no member is silently ignored. */
export function struct(members: Readonly<Record<string, WireCheck>>, required: readonly string[] = []): WireCheck {
  return (value, at, report) => {
    if (!isObject(value)) throw unreadable(at.endsWith(".member") ? "Unexpected value type in payload" : NO_FIELD);
    for (const name of required) {
      if (value[name] === undefined)
        report(`Value null at '${pathTo(at, name)}' failed to satisfy constraint: Member must not be null`);
    }
    for (const [name, member] of Object.entries(value)) {
      const check = Object.hasOwn(members, name) ? members[name] : undefined;
      if (!check) throw invalid(`dynatwin's emulator does not support the member ${at && `${at}.`}${name}.`);
      if (member !== undefined) check(member, pathTo(at, name), report);
    }
  };
}

const nameLength = text({ min: 1, max: MAX_TABLE_ARN_LENGTH });
const nameCharacters = text({ pattern: NAME_PATTERN });
/** The name of a table that exists or not. It can be short, or long, as an ARN can be in its place. */
const tableName: WireCheck = (value, at, report) => {
  nameLength(value, at, report);
  if (value !== "") nameCharacters(value, at, report);
};

/** The members of a request that names a table, by its name or its ARN. */
export function tableRequest(
  members: Readonly<Record<string, WireCheck>>,
  required: readonly string[] = [],
): WireCheck {
  const check = struct({ TableName: tableName, ...members }, required);
  return (value, at, report) => {
    requireTableName(value as Json);
    check(value, at, report);
  };
}

/** DynamoDB has a specific error text for a request without a table name. */
export function requireTableName({ TableName }: Json): void {
  if (TableName === undefined)
    throw invalid("The parameter 'TableName' is required but was not present in the request");
}

function pathTo(at: string, name: string): string {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return at === "" ? member : `${at}.${member}`;
}

function brokenAt(at: string, value: unknown, constraint: string): string {
  const shown = Array.isArray(value) ? JSON.stringify(value) : String(value);
  return `Value '${shown}' at '${at}' failed to satisfy constraint: ${constraint}`;
}

const NO_FIELD = "Unexpected field type";
const NO_STRUCTURE = "Start of structure or map found where not expected";

/** DynamoDB's error for a value that is not the scalar that it should be. */
function wrongType(value: unknown, wanted: string): AwsError {
  if (Array.isArray(value)) return unreadable(`Unrecognized collection type class java.lang.${wanted}`);
  return unreadable(isObject(value) ? NO_STRUCTURE : `${tokenOf(value)} cannot be converted to ${wanted}`);
}

function tokenOf(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  return typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : "STRING_VALUE";
}
