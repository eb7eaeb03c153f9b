import { type Codec, InvalidValue } from "./codec.js";
import { plain } from "./plain.js";

/** The part of the Standard Schema specification that dynatwin uses; zod, valibot, arktype and others follow it. */
export interface StandardSchema<Output = unknown> {
  /** What the specification asks for. */
  readonly "~standard": {
    /** The version of the specification. */
    readonly version: 1;
    /** The library that the schema is of. */
    readonly vendor: string;
    /** Checks a value. A model cannot wait for one that answers later. */
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    /** Types only: nothing is there at run time. */
    readonly types?: SchemaTypes<Output> | undefined;
  };
}

/** The types of a schema. */
export interface SchemaTypes<Output> {
  /** What it accepts. */
  readonly input: unknown;
  /** What it returns. */
  readonly output: Output;
}

/** What a schema says of a value. */
export type SchemaResult<Output> =
  | {
      /** The value that it returns. */
      readonly value: Output;
      /** Absent where the value is right. */
      readonly issues?: undefined;
    }
  | {
      /** What is wrong with the value. */
      readonly issues: readonly SchemaIssue[];
    };

/** A step on the way to a value, where a schema gives more than its name. */
export interface SchemaPathStep {
  /** The name of the member, or its place in a list. */
  readonly key: PropertyKey;
}

/** One thing that a schema finds wrong. */
export interface SchemaIssue {
  /** What it is. */
  readonly message: string;
  /** Where it is in the value: the members on the way there. */
  readonly path?: readonly (PropertyKey | SchemaPathStep)[] | undefined;
}

/** A codec whose values another library's schema checks, on the way in and on the way out. */
export function standardCodec<V>(schema: StandardSchema<V>, storage: "S" | "N" | "B" | "BOOL" | "L" | "M"): Codec<V> {
  const stored = plain(storage);
  const check = (value: unknown): V => {
    const result = schema["~standard"].validate(value);
    if ("then" in result) {
      result.then(undefined, () => {}); // nobody waits for it, and a rejection would end the process
      throw new InvalidValue("its schema checks asynchronously, which a model cannot wait for");
    }
    if (result.issues === undefined) return result.value;
    throw describe(result.issues);
  };
  return { storage, encode: (value) => stored.encode(check(value)), decode: (found) => check(stored.decode(found)) };
}

function describe(issues: readonly SchemaIssue[]): InvalidValue {
  const misfits = issues.map(({ message, path = [] }) => {
    const keys = Array.from(path, (step) => (typeof step === "object" ? step.key : step)); // a path may be its library's own
    return {
      steps: keys.map((key) => (typeof key === "symbol" ? String(key) : key)),
      problem: message.replace(/\.$/, ""), // which ours go without, too
    };
  });
  return new InvalidValue(misfits);
}
