import type { Report } from "./issues.js";
import { memberPath } from "./member-path.js";
import { suggestValue } from "./suggestions.js";

/** Reads a value. Reports what is wrong with it, and returns a value to continue with, or `undefined`. */
export interface Reader<T> {
  (value: unknown, path: string, report: Report): T | undefined;
  /** Never present: because of it, the compiler rejects a reader that accepts fewer values than its option. */
  readonly "~accepts"?: (value: T) => void;
}

/** A reader that only checks its values, whatever their type is. */
export type AnyReader = (value: unknown, path: string, report: Report) => unknown;

/** Describes a value for a message. A long text is shortened. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/**
 * A reader of values that pass a test.
 *
 * @param wanted - What is accepted, for messages: `"a string"`.
 */
export function readerOf<T>(is: (value: unknown) => value is T, wanted: string): Reader<T> {
  return (value, path, report) => {
    if (is(value)) return value;
    report(path, `expected ${wanted}, got ${shown(value)}.`);
    return undefined;
  };
}

/** The same reader, with a fix for the issues that it reports without one. */
export function withFix<T>(read: Reader<T>, fix: string): Reader<T> {
  return (value, path, report) => read(value, path, (at, message, own = fix) => report(at, message, own));
}

export const string = readerOf((value) => typeof value === "string", "a string");
export const boolean = readerOf((value) => typeof value === "boolean", "true or false");
export const wholeNumber = readerOf((value): value is number => Number.isSafeInteger(value), "a whole number");
export const positiveNumber = readerOf(
  (value): value is number => typeof value === "number" && value > 0,
  "a number above 0",
);
export const notNegative = readerOf(
  (value): value is number => typeof value === "number" && value >= 0,
  "a number, 0 or above",
);
export const plainObject = readerOf(
  (value): value is object => typeof value === "object" && value !== null && !Array.isArray(value),
  "an object",
);
export const signal = readerOf(
  // By the members that are used: a signal of jsdom, or of another realm, is no instance of ours.
  (value): value is AbortSignal =>
    hasMember(value, "aborted", "boolean") && hasMember(value, "addEventListener", "function"),
  "an AbortSignal",
);

/** A function. Its parameters cannot be checked. */
export function callback<F extends (...values: never[]) => unknown>(wanted = "a function"): Reader<F> {
  return readerOf((value): value is F => typeof value === "function", wanted);
}

/** A whole number in a range. */
export function wholeNumberFrom(min: number, max?: number): Reader<number> {
  return readerOf(
    (value): value is number =>
      Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= (max ?? Infinity),
    `a whole number from ${min}${max === undefined ? "" : ` to ${max.toLocaleString("en")}`}`,
  );
}

/** One of a few texts. A wrong text is returned as it is, so that later rules do not use the default in its place. */
export function oneOf<const T extends string>(...accepted: readonly T[]): Reader<T> {
  const choices = accepted.map((choice) => JSON.stringify(choice)).join(", ");
  return (value, path, report) => {
    if ((accepted as readonly unknown[]).includes(value)) return value as T;
    report(path, `expected one of ${choices}, got ${shown(value)}.`, suggestValue(value, accepted));
    // With this issue reported, nothing of the call is sent.
    return (typeof value === "string" ? value : "?") as T;
  };
}

/** The first reader for values that pass a test, the second for all others. */
export function either<A, B>(is: (value: unknown) => boolean, first: Reader<A>, second: Reader<B>): Reader<A | B> {
  return (value, path, report) => (is(value) ? first(value, path, report) : second(value, path, report));
}

/** `true`, `false`, or a value of a reader, for what can be switched on with or without details. */
export function booleanOr<T>(details: Reader<T>): Reader<boolean | T> {
  return either((value) => typeof value === "boolean", boolean, details);
}

/** `false`, or a value of a reader, for what can be switched off. */
export function falseOr<T>(setting: Reader<T>): Reader<false | T> {
  return either(
    (value) => value === false,
    readerOf((value) => value === false, "false"),
    setting,
  );
}

/** A list. A member that cannot be read is replaced, so that all others keep their places. */
export function listOf<T>(member: Reader<T>, substitute: (path: string) => T): Reader<readonly T[]> {
  return (value, path, report) => {
    if (!Array.isArray(value)) {
      report(path, `expected a list, got ${shown(value)}.`);
      return undefined;
    }
    return value.map((each, index) => {
      const place = `${path}[${index}]`;
      return member(each, place, report) ?? substitute(place);
    });
  };
}

/** An object under names of the caller's choice. Members that cannot be read are left out. */
export function recordOf<T>(member: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, path, report) => {
    const record = plainObject(value, path, report);
    if (record === undefined) return undefined;
    const entries = Object.entries(record).flatMap(([name, each]): [string, T][] => {
      const read = member(each, memberPath(path, name), report);
      return read === undefined ? [] : [[name, read]];
    });
    return Object.fromEntries(entries);
  };
}

function hasMember(value: unknown, name: string, type: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === type;
}
