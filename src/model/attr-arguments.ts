import { MAX_VECTOR_DIMENSIONS } from "../dynamodb/limits.js";
import { Issues, type Report } from "../validation/issues.js";
import { callback, oneOf, plainObject, readerOf, wholeNumberFrom, withFix } from "../validation/readers.js";

/** Reports what is wrong with the arguments of a function. */
type Check = (given: readonly unknown[], report: Report) => void;

const attribute = readerOf((value): value is object => "codec" in Object(Object(value).spec), "an attribute");
const texts = readerOf(
  (value): value is readonly string[] =>
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string"),
  "strings, at least one",
);
const unit = withFix(oneOf("s", "ms", "us", "ns"), 'name the unit: attr.timestamp("s").');
const ownStorage = withFix(oneOf("S", "N", "B"), 'name the storage type: storage: "S".');
const storage = withFix(oneOf("S", "N", "B", "BOOL", "L", "M"), 'name the storage type: attr.schema(schema, "S").');

const dimensions = withFix(
  wholeNumberFrom(1, MAX_VECTOR_DIMENSIONS),
  "give the dimensions of your embedding: attr.vector(1024).",
);

function checkCount(given: readonly unknown[], max: number, fix: string, report: Report): void {
  if (given.length > max) report("", `expected ${max === 0 ? "no arguments" : `${max} arguments at most`}.`, fix);
}

const element: Check = (given, report) => {
  withFix(attribute, "name the type of the elements: attr.list(attr.string()).")(given[0], "of", report);
  checkCount(given, 1, "give one attribute.", report);
};

/** The checks of the functions that have parameters. */
const CHECKS: Readonly<Record<string, Check>> = {
  list: element,
  record: element,
  timestamp: (given, report) => {
    unit(given[0], "unit", report);
    checkCount(given, 1, "give a unit.", report);
  },
  vector: (given, report) => {
    dimensions(given[0], "dimensions", report);
    checkCount(given, 1, "give the dimensions.", report);
  },
  map: ([members, ...more], report) => {
    const read = withFix(plainObject, "write attr.map({ name: attr.string() }).")(members, "members", report);
    for (const [name, member] of Object.entries(read ?? {}))
      withFix(attribute, "use one of attr, such as attr.string().")(member, `members.${name}`, report);
    checkCount(more, 0, "give one object.", report);
  },
  literal: (given, report) => {
    withFix(texts, 'write attr.literal("a", "b").')(given, "values", report);
  },
  enum: ([values, ...more], report) => {
    const fix = 'give one array: attr.enum(["a", "b"]).';
    withFix(texts, fix)(values, "values", report);
    checkCount(more, 0, fix, report);
  },
  custom: ([codec, ...more], report) => {
    const { storage: stored, encode, decode } = Object(codec) as Readonly<Record<string, unknown>>;
    ownStorage(stored, "storage", report);
    withFix(callback(), "give a function that returns the stored value.")(encode, "encode", report);
    withFix(callback(), "give a function that returns the value.")(decode, "decode", report);
    checkCount(more, 0, "give one object.", report);
  },
  schema: ([schema, stored, ...more], report) => {
    const isStandard = (value: unknown): value is object =>
      typeof Object(Object(value)["~standard"]).validate === "function";
    const fix = "use a schema of zod, valibot, arktype, ….";
    withFix(readerOf(isStandard, "a schema of the Standard Schema"), fix)(schema, "schema", report);
    storage(stored, "storage", report);
    checkCount(more, 0, "give a schema and its storage type.", report);
  },
};

/**
 * The same functions, which reject arguments that are wrong, missing or superfluous. Without this check, they would be noticed
 * when the first item is written.
 */
export function withArgumentChecks<T extends Readonly<Record<string, (...given: never[]) => unknown>>>(makers: T): T {
  const checked = Object.entries(makers).map(([name, make]) => {
    const checkedMake = (...given: never[]) => {
      const issues = new Issues();
      const check = CHECKS[name];
      if (check) check(given, issues.report);
      else checkCount(given, 0, "it has no arguments; see .optional() and .default().", issues.report);
      issues.throwIfAny(`attr.${name}`);
      return make(...given);
    };
    return [name, checkedMake] as const;
  });
  return Object.fromEntries(checked) as unknown as T; // each function as it was, after its check
}
