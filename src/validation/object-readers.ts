import { Issues, type Report } from "./issues.js";
import { memberPath } from "./member-path.js";
import { type AnyReader, plainObject, type Reader, shown } from "./readers.js";
import { nearest, simplify, suggest } from "./suggestions.js";

/** The names of all options. Of a union of options objects, `keyof` has only the common ones. */
type OptionName<T> = T extends unknown ? keyof T : never;
type OptionValue<T, K> = T extends unknown ? (K extends keyof T ? Exclude<T[K], undefined> : never) : never;

/** The readers of an options object, by option name. The compiler reports an option without a reader. */
export type OptionReaders<T> = { readonly [K in OptionName<T>]-?: Reader<OptionValue<T, K>> };

/** For each required option how to write it, and a value that replaces it so that the rest can be checked too. */
type RequiredOptions<T> = {
  readonly [K in keyof T]?: { readonly fix: string; readonly instead: (path: string) => NonNullable<T[K]> };
};

/** An options object. Reports unknown names with a suggestion, and required options that are missing. */
export function objectOf<T extends object>(
  optionReaders: OptionReaders<T>,
  required: RequiredOptions<T> = {},
): Reader<T> {
  const names = Object.keys(optionReaders) as (keyof T & string)[];
  // By name alone: the type of `optionReaders` says that each reader fits its option.
  const readers = optionReaders as unknown as { readonly [K in keyof T]: Reader<T[K]> };
  return (value, path, report) => {
    const given = plainObject(value, path === "" ? "options" : path, report);
    if (given === undefined) return undefined;
    const result: { [K in keyof T]?: T[K] | undefined } = {};
    const meant = new Set<string>();
    for (const [name, member] of Object.entries(given)) {
      const place = memberPath(path, name);
      if (Object.hasOwn(readers, name)) {
        if (member !== undefined) result[name as keyof T] = readers[name as keyof T](member, place, report);
        continue;
      }
      reportUnknownOption(name, place, names, report);
      const near = nearest(name, names);
      if (near === undefined || (given as Partial<T>)[near] !== undefined) continue;
      // Read as if its name was right, so that its absence is not reported as a second issue.
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
    // Every member was read, and the required ones are there: a wrong one was replaced.
    return result as T;
  };
}

/**
 * Reads the options of a call of which there are many. Returns the same object if all of them are right, and a copy without
 * those that are wrong if not.
 */
export function readUsableOptions<T extends object>(
  optionReaders: Readonly<Record<string, AnyReader>>,
  given: T,
  report: Report,
): Partial<T> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const fix = `the options are ${Object.keys(optionReaders).join(", ")}.`;
    report("options", `expected an object, got ${shown(given)}.`, fix);
    return {};
  }
  let usable: Partial<T> = given;
  let issues = 0;
  const count: Report = (...issue) => {
    issues++;
    report(...issue);
  };
  for (const name in given) {
    const value: unknown = given[name];
    if (value === undefined) continue;
    const read = Object.hasOwn(optionReaders, name) ? optionReaders[name] : undefined;
    const before = issues;
    if (read === undefined) reportUnknownOption(name, name, Object.keys(optionReaders), count);
    else read(value, name, count);
    if (issues === before) continue;
    if (usable === given) usable = { ...given };
    delete usable[name];
  }
  return usable;
}

/**
 * An object of a DynamoDB request. Unknown members are accepted, because the service may be newer than this library. One that
 * differs from a known member in its spelling only is reported, because the SDK would ignore it.
 */
export function requestOf(
  members: Readonly<Record<string, AnyReader>>,
  required: readonly string[] = [],
): Reader<object> {
  const names = Object.keys(members);
  return (value, path, report) => {
    const given = plainObject(value, path, report);
    if (given === undefined) return undefined;
    const entries = Object.entries(given);
    for (const [name, member] of entries) {
      const place = memberPath(path, name);
      const meant = names.find((known) => known !== name && simplify(known) === simplify(name));
      if (meant !== undefined) report(place, "there is no such member in the request.", `did you mean ${meant}?`);
      else if (member !== undefined) members[name]?.(member, place, report);
    }
    for (const name of required) {
      const isThere = entries.some(([key, member]) => member !== undefined && simplify(key) === simplify(name));
      if (!isThere) report(memberPath(path, name), "is required.");
    }
    return given;
  };
}

function reportUnknownOption(name: string, path: string, known: readonly string[], report: Report): void {
  report(path, "there is no such option.", suggest(name, known, "options"));
}

function readQuietly<T>(reader: Reader<T>, value: unknown): T | undefined {
  const issues = new Issues();
  const result = reader(value, "", issues.report);
  return issues.list.length === 0 ? result : undefined;
}
