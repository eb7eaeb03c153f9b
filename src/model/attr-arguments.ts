import { type DefinitionIssue, TableDefinitionError } from "../errors.js";
import { nearest } from "../validation/nearest.js";

type Check = (given: readonly unknown[]) => (DefinitionIssue | undefined)[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isAttribute = (value: unknown) => isObject(value) && isObject(value["spec"]) && "codec" in value["spec"];
const isFunction = (value: unknown) => typeof value === "function";

function issueUnless(isAllowed: boolean, path: string, wanted: string, fix: string): DefinitionIssue | undefined {
  return isAllowed ? undefined : { path, message: `expected ${wanted}.`, fix };
}

const tooMany = (given: readonly unknown[], most: number, fix: string) =>
  issueUnless(given.length <= most, "", most === 0 ? "no arguments" : `${most} arguments at most`, fix);

const element: Check = (given) => [
  issueUnless(isAttribute(given[0]), "of", "an attribute", "name the type of the elements: attr.list(attr.string())."),
  tooMany(given, 1, "give one attribute."),
];

function oneOfFew(
  name: string,
  allowed: readonly string[],
  fix: string,
): (value: unknown) => DefinitionIssue | undefined {
  const wanted = `one of ${allowed.map((each) => JSON.stringify(each)).join(", ")}`;
  return (value) => {
    const near = typeof value === "string" ? nearest(value, allowed) : undefined;
    return issueUnless(
      allowed.some((each) => each === value),
      name,
      wanted,
      near ? `write "${near}".` : fix,
    );
  };
}

const texts = (values: readonly unknown[], fix: string) =>
  issueUnless(
    values.length > 0 && values.every((value) => typeof value === "string"),
    "values",
    "strings, at least one",
    fix,
  );

const unit = oneOfFew("unit", ["s", "ms", "us", "ns"], 'name the unit: attr.timestamp("s").');
const ownStorage = oneOfFew("storage", ["S", "N", "B"], 'name the storage type: storage: "S".');
const storage = oneOfFew(
  "storage",
  ["S", "N", "B", "BOOL", "L", "M"],
  'name the storage type: attr.schema(schema, "S").',
);

/** The arguments of the attribute types. All others have no arguments. */
const CHECKS: Readonly<Record<string, Check>> = {
  list: element,
  record: element,
  timestamp: (given) => [unit(given[0]), tooMany(given, 1, "give a unit.")],
  map: ([members, ...more]) => [
    issueUnless(isObject(members), "members", "an object of attributes", "write attr.map({ name: attr.string() })."),
    ...Object.entries(isObject(members) ? members : {}).map(([name, member]) =>
      issueUnless(isAttribute(member), `members.${name}`, "an attribute", "use one of attr, such as attr.string()."),
    ),
    tooMany(more, 0, "give one object."),
  ],
  literal: (given) => [texts(given, 'write attr.literal("a", "b").')],
  enum: ([values, ...more]) => [
    texts(Array.isArray(values) ? values : [], 'give one array: attr.enum(["a", "b"]).'),
    tooMany(more, 0, 'give one array: attr.enum(["a", "b"]).'),
  ],
  custom: ([codec, ...more]) => {
    const { storage: stored, encode, decode } = (isObject(codec) ? codec : {}) as Readonly<Record<string, unknown>>;
    return [
      ownStorage(stored),
      issueUnless(isFunction(encode), "encode", "a function", "give a function that returns the stored value."),
      issueUnless(isFunction(decode), "decode", "a function", "give a function that returns the value."),
      tooMany(more, 0, "give one object."),
    ];
  },
  schema: ([schema, stored, ...more]) => {
    const standard = Object(schema) as { readonly "~standard"?: { readonly validate?: unknown } };
    return [
      issueUnless(
        isFunction(standard["~standard"]?.validate),
        "schema",
        "a schema of the Standard Schema",
        "use a schema of zod, valibot, arktype, ….",
      ),
      storage(stored),
      tooMany(more, 0, "give a schema and its storage type."),
    ];
  },
};

/**
 * Wraps the functions to check their arguments. Without these checks, a wrong argument would be reported only when an
 * item is written.
 */
export function withArgumentChecks<T extends Readonly<Record<string, (...given: never[]) => unknown>>>(makers: T): T {
  const checked = Object.entries(makers).map(([name, make]) => {
    const check =
      CHECKS[name] ?? ((given) => [tooMany(given, 0, "it has no arguments; see .optional() and .default().")]);
    const checkedMake = (...given: never[]) => {
      throwIssues(`attr.${name}`, check(given));
      return make(...given);
    };
    return [name, checkedMake] as const;
  });
  return Object.fromEntries(checked) as unknown as T; // the same functions, wrapped
}

/** Throws if an argument of a function is invalid. */
export function throwIssues(subject: string, found: readonly (DefinitionIssue | undefined)[]): void {
  const issues = found.filter((issue) => issue !== undefined);
  if (issues.length > 0) throw new TableDefinitionError(subject, issues);
}
