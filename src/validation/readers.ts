import { Issues, type Report } from "./issues.js";
import { memberPath } from "./member-path.js";
import { nearest } from "./nearest.js";

/** Reads one value: reports what it is not, and returns what can be worked with, or `undefined`. */
export interface Reader<T> {
  (value: unknown, path: string, report: Report): T | undefined;
  /** Never there: with it a reader that takes fewer values than its option has is an error of the compiler. */
  readonly "~takes"?: (value: T) => void;
}

/** A reader whose values are only checked, of whatever type they are. */
export type AnyReader = (value: unknown, path: string, report: Report) => unknown;

/** The names of all options: for a union of options objects those of each, where `keyof` has only the common ones. */
type OptionName<T> = T extends unknown ? keyof T : never;
type OptionValue<T, K> = T extends unknown ? (K extends keyof T ? Exclude<T[K], undefined> : never) : never;

/** The readers of an options object, by option name. The compiler misses one that is forgotten. */
export type Shape<T> = { readonly [K in OptionName<T>]: Reader<OptionValue<T, K>> };

/** Says what a value is, for a message: short, and never the whole of a long value. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function reader<T>(is: (value: unknown) => value is T, wanted: string): Reader<T> {
  return (value, path, report) => {
    if (is(value)) return value;
    report(path, `expected ${wanted}, got ${shown(value)}.`);
    return undefined;
  };
}

export const string = reader((value) => typeof value === "string", "a string");
export const boolean = reader((value) => typeof value === "boolean", "true or false");
export const positiveNumber = reader(
  (value): value is number => typeof value === "number" && value > 0,
  "a number above 0",
);
export const notNegative = reader(
  (value): value is number => typeof value === "number" && value >= 0,
  "a number, 0 or above",
);
export const wholeNumber = reader((value): value is number => Number.isSafeInteger(value), "a whole number");
/** A function. What it takes cannot be seen, so it is taken for the one that is wanted. */
export const callback = <F extends (...values: never[]) => unknown>(): Reader<F> =>
  reader((value): value is F => typeof value === "function", "a function");
export const signal = reader(
  // By what is used of it: those of jsdom, or of another realm, are no instances of ours.
  (value): value is AbortSignal =>
    hasMember(value, "aborted", "boolean") && hasMember(value, "addEventListener", "function"),
  "an AbortSignal",
);
export const plainObject = reader(
  (value): value is object => typeof value === "object" && value !== null && !Array.isArray(value),
  "an object",
);

/** One of a few strings. A wrong one stays wrong, so that later rules do not take it for the default. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value, path, report) => {
    if ((allowed as readonly unknown[]).includes(value)) return value as T;
    const near = typeof value === "string" ? nearest(value, allowed) : undefined;
    const choices = allowed.map((choice) => JSON.stringify(choice)).join(", ");
    report(path, `expected one of ${choices}, got ${shown(value)}.`, near && `write ${JSON.stringify(near)}.`);
    // The mistake was reported, so that nothing of this is ever sent.
    return (typeof value === "string" ? value : "?") as T;
  };
}

/** The first reader for values that `is` takes, the second for all others. */
export function either<A, B>(is: (value: unknown) => boolean, first: Reader<A>, second: Reader<B>): Reader<A | B> {
  return (value, path, report) => (is(value) ? first(value, path, report) : second(value, path, report));
}

/** A list whose members are all read. One that cannot be read is replaced, so that the others keep their places. */
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

/** An object with string values, under names of the caller's choice. */
export const stringRecord: Reader<Readonly<Record<string, string>>> = (value, path, report) => {
  const record = plainObject(value, path, report);
  if (record === undefined) return undefined;
  const entries = Object.entries(record).filter(
    ([name, text]) => string(text, memberPath(path, name), report) !== undefined,
  );
  return Object.fromEntries(entries);
};

/** For each required option what it looks like, and what stands in for it so that the rest can still be checked. */
type RequiredOptions<T> = {
  readonly [K in keyof T]?: { readonly fix: string; readonly instead: (path: string) => NonNullable<T[K]> };
};

/** An options object: unknown names are reported with the nearest known one, required ones when they are missing. */
export function objectOf<T extends object>(shape: Shape<T>, required: RequiredOptions<T> = {}): Reader<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  // By name alone: that each reader fits its option was seen to by the type of the shape.
  const readers = shape as unknown as { readonly [K in keyof T]: Reader<T[K]> };
  return (value, path, report) => {
    const given = plainObject(value, path === "" ? "options" : path, report);
    if (given === undefined) return undefined;
    const result: { [K in keyof T]?: T[K] | undefined } = {};
    const meant = new Set<string>();
    for (const [name, member] of Object.entries(given)) {
      const place = memberPath(path, name);
      if (Object.hasOwn(shape, name)) {
        if (member !== undefined) result[name as keyof T] = readers[name as keyof T](member, place, report);
        continue;
      }
      const near = nearest(name, names);
      report(
        place,
        "there is no such option.",
        near ? `did you mean ${near}?` : `the options are ${names.join(", ")}.`,
      );
      if (near === undefined || (given as Partial<T>)[near] !== undefined) continue;
      // Checked on as if it was written right, lest its absence be reported as a second mistake.
      meant.add(near);
      result[near] = readQuietly(readers[near], member);
    }
    for (const name of names) {
      const { fix, instead } = required[name] ?? {};
      if (instead === undefined || result[name] !== undefined) continue;
      const place = memberPath(path, name);
      if ((given as Partial<T>)[name] === undefined && !meant.has(name)) report(place, "is required.", fix);
      result[name] = instead(place);
    }
    // Every member went through its reader, and the required ones are there: in place of a bad one, what stands in for it.
    return result as T;
  };
}

function readQuietly<T>(reader: Reader<T>, value: unknown): T | undefined {
  const issues = new Issues();
  const result = reader(value, "", issues.report);
  return issues.list.length === 0 ? result : undefined;
}

function hasMember(value: unknown, name: string, type: string): boolean {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, name) === type;
}
