import { invalid, unreadable } from "../../control-plane/aws-error.js";
import { isObject, type Json } from "../../control-plane/wire.js";
import { setMember } from "../values/attribute-value.js";

// DynamoDB reads a whole request before it checks any constraint, so both steps are separate.

/** Stands for a value that the error does not have. */
const HIDDEN = Symbol("hidden");

/** Reports a constraint that a value breaks. */
export type Report = (value: unknown, at: string, constraint: string) => void;

/** A type of a request's member, with its constraints. */
export interface Shape {
  /** Converts a JSON value that is not null. Throws DynamoDB's error if its type is wrong. */
  readonly read: (json: unknown) => unknown;
  /** Reports the constraints that a value breaks. `undefined` is an absent value. */
  readonly check: (value: unknown, at: string, report: Report) => void;
  /** Whether the member is required. */
  readonly isRequired?: boolean;
}

/** The lengths or values that a member can have. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** How the problems of a request are reported. */
interface ReportOptions {
  /** Members whose problems are reported without those of others, the first one first. */
  readonly alone?: readonly string[];
}

interface Problem {
  readonly at: string;
  readonly text: string;
}

/** DynamoDB reports at most ten problems. */
const MAX_PROBLEMS = 10;

/**
 * Reads a request: its types first, then all constraints, which DynamoDB reports in one error.
 * The type argument is what the shape describes.
 */
export function readRequest<T>(shape: Shape, json: Json, { alone = [] }: ReportOptions = {}): T {
  const request = shape.read(json);
  const problems: Problem[] = [];
  shape.check(request, "", (value, at, constraint) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({ at, text: `Value${shown(value)} at '${at}' failed to satisfy constraint: ${constraint}` });
  });
  if (problems.length === 0) return request as T;
  const first = alone.find((name) => problems.some(({ at }) => at === name));
  const reported = first === undefined ? problems : problems.filter(({ at }) => at === first);
  throw invalid(
    `${reported.length} validation error${reported.length > 1 ? "s" : ""} detected: ` +
      reported.map(({ text }) => text).join("; "),
  );
}

/** A text. Its length is counted in characters. */
export function text(bounds: Bounds & { readonly pattern?: string; readonly values?: readonly string[] } = {}): Shape {
  const { pattern, values } = bounds;
  const expression = pattern === undefined ? undefined : new RegExp(`^${pattern}$`);
  return {
    read: (json) => (typeof json === "string" ? json : refuseScalar(json, "String")),
    check: (value, at, report) => {
      if (typeof value !== "string") return;
      if (values && !values.includes(value))
        report(value, at, `Member must satisfy enum value set: [${values.join(", ")}]`);
      if (expression && !expression.test(value))
        report(value, at, `Member must satisfy regular expression pattern: ${pattern}`);
      checkLength(value.length, bounds, () => value, at, report);
    },
  };
}

/** A whole number. */
export function whole({ min, max }: Bounds): Shape {
  return {
    read: (json) => (typeof json === "number" ? Math.trunc(json) : refuseScalar(json, "Integer")),
    check: (value, at, report) => {
      if (typeof value !== "number") return;
      if (min !== undefined && value < min) report(value, at, `Member must have value greater than or equal to ${min}`);
      if (max !== undefined && value > max) report(value, at, `Member must have value less than or equal to ${max}`);
    },
  };
}

/** True or false. DynamoDB accepts some words as well. */
export const flag: Shape = {
  read: (json) => {
    if (typeof json === "boolean") return json;
    if (typeof json !== "string") return refuseScalar(json, "Boolean");
    if (/^(true|1|yes)$/i.test(json)) return true;
    if (/^(false|0|no)$/i.test(json)) return false;
    throw unreadable("Unexpected token received from parser");
  },
  check: () => {},
};

/** A list with members of one shape. */
export function list(of: Shape, bounds: Bounds = {}): Shape {
  return {
    read: (json) => {
      if (Array.isArray(json)) return json.map((member) => of.read(member ?? {}));
      throw unreadable(isObject(json) ? "Start of structure or map found where not expected" : "Unexpected field type");
    },
    check: (value, at, report) => {
      if (!Array.isArray(value)) return;
      checkLength(value.length, bounds, () => value, at, report);
      for (const [place, member] of value.entries()) of.check(member, `${at}.${place + 1}.member`, report);
    },
  };
}

/** A map with values of one shape. The type is DynamoDB's name of that shape. */
export function map(of: Shape, type: string, bounds: Bounds & { readonly checkKeys?: KeyCheck } = {}): Shape {
  return {
    read: (json) => {
      if (Array.isArray(json)) throw wrongCollection(`java.util.Map<java.lang.String, ${javaName(type)}>`);
      if (!isObject(json)) throw unreadable("Unexpected field type");
      return mapValues(json, (value) => of.read(value ?? {}));
    },
    check: (value, at, report) => {
      if (!isObject(value)) return;
      const keys = Object.keys(value);
      checkLength(keys.length, bounds, () => value, at, report);
      bounds.checkKeys?.(keys, value, at, report);
      for (const key of keys) of.check(value[key], `${at}.${key}.member`, report);
    },
  };
}

/** Checks the keys of a map together. */
export type KeyCheck = (keys: readonly string[], value: Json, at: string, report: Report) => void;

/**
 * A structure. DynamoDB ignores members that it does not know, and members that are null.
 *
 * @param where - Whether it is a member or in a collection, which differ in an error's text.
 */
export function struct(
  members: Readonly<Record<string, Shape>>,
  type: string,
  where: "member" | "collection" = "collection",
): Shape {
  const all = Object.entries(members).map(([name, shape]) => ({ name, shape, place: lowerFirst(name) }));
  return {
    read: (json) => {
      if (Array.isArray(json)) throw wrongCollection(`class ${javaName(type)}`);
      if (!isObject(json))
        throw unreadable(where === "member" ? "Unexpected field type" : "Unexpected value type in payload");
      const read: Json = {};
      for (const { name, shape } of all) {
        const member = json[name];
        if (member !== undefined && member !== null) read[name] = shape.read(member);
      }
      return read;
    },
    check: (value, at, report) => {
      if (!isObject(value)) return;
      for (const { name, shape, place } of all) {
        const path = at === "" ? place : `${at}.${place}`;
        if (value[name] === undefined && shape.isRequired) report(undefined, path, "Member must not be null");
        else shape.check(value[name], path, report);
      }
    },
  };
}

/** The same shape for a member whose error has its path in capitals, without the value: in the newer checks of DynamoDB. */
export function hiddenValue(shape: Shape): Shape {
  return {
    ...shape,
    check: (value, at, report) =>
      shape.check(value, at, (_, path, constraint) =>
        report(HIDDEN, path.replaceAll(/^\w|\.\w+$/g, upperFirst), constraint),
      ),
  };
}

/** The same shape for a member that is required. */
export function required(shape: Shape): Shape {
  return { ...shape, isRequired: true };
}

/** Converts the values of an object. */
function mapValues(object: Json, convert: (value: unknown) => unknown): Json {
  const converted: Json = {};
  for (const name of Object.keys(object)) setMember(converted, name, convert(object[name]));
  return converted;
}

/** Throws DynamoDB's error for a value that is not the scalar that it should be. */
function refuseScalar(json: unknown, type: string): never {
  if (Array.isArray(json)) throw wrongCollection(`class java.lang.${type}`);
  if (isObject(json)) throw unreadable("Start of structure or map found where not expected");
  throw unreadable(`${tokenOf(json)} cannot be converted to ${type}`);
}

/** DynamoDB's error for a list where another type should be. */
function wrongCollection(type: string) {
  return unreadable(`Unrecognized collection type ${type}`);
}

function tokenOf(json: unknown): string {
  if (typeof json === "number") return Number.isInteger(json) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  return typeof json === "boolean" ? `${String(json).toUpperCase()}_VALUE` : "STRING_VALUE";
}

function checkLength(length: number, { min, max }: Bounds, value: () => unknown, at: string, report: Report): void {
  if (min !== undefined && length < min) report(value(), at, `Member must have length greater than or equal to ${min}`);
  if (max !== undefined && length > max) report(value(), at, `Member must have length less than or equal to ${max}`);
}

function shown(value: unknown): string {
  if (value === HIDDEN) return "";
  return value === undefined ? " null" : ` '${plain(value)}'`;
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(", ")}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${plain(member)}`)
    .join(", ")}}`;
}

function javaName(type: string): string {
  return type.includes(".") ? type : `com.amazonaws.dynamodb.v20120810.${type}`;
}

function upperFirst(name: string): string {
  return name.replace(/\w/, (letter) => letter.toUpperCase());
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
