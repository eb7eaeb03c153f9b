import { type Codec, InvalidValue } from "./codec.js";
import { plain } from "./plain-codec.js";

/** The part of the Standard Schema specification that dynatwin uses. zod, valibot, arktype and others implement it. */
export interface StandardSchema<Output = unknown> {
  /** The member that the specification defines. */
  readonly "~standard": {
    /** The version of the specification. */
    readonly version: 1;
    /** The library of the schema. */
    readonly vendor: string;
    /** Checks a value. Models do not support asynchronous schemas. */
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    /** Types only: it does not exist at run time. */
    readonly types?: SchemaTypes<Output> | undefined;
  };
}

/** The types of a schema. */
export interface SchemaTypes<Output> {
  /** The type that it accepts. */
  readonly input: unknown;
  /** The type that it returns. */
  readonly output: Output;
}

/** The result of a schema for a value. */
export type SchemaResult<Output> =
  | {
      /** The returned value. */
      readonly value: Output;
      /** Absent if the value is valid. */
      readonly issues?: undefined;
    }
  | {
      /** The issues of an invalid value. */
      readonly issues: readonly SchemaIssue[];
    };

/** A step of a path, if a schema gives it as an object. */
export interface SchemaPathStep {
  /** The name of the member, or its index in a list. */
  readonly key: PropertyKey;
}

/** One issue that a schema finds. */
export interface SchemaIssue {
  /** The message. */
  readonly message: string;
  /** The path of the issue in the value. */
  readonly path?: readonly (PropertyKey | SchemaPathStep)[] | undefined;
}

/** A codec whose values are checked by a schema of another library, when they are written and when they are read. */
export function standardCodec<V>(schema: StandardSchema<V>, storage: "S" | "N" | "B" | "BOOL" | "L" | "M"): Codec<V> {
  const stored = plain(storage);
  const check = (value: unknown): V => {
    const result = schema["~standard"].validate(value);
    if ("then" in result) {
      result.then(undefined, () => {}); // it is not awaited, and an unhandled rejection would end the process
      throw new InvalidValue("its schema is asynchronous, which models do not support");
    }
    if (result.issues === undefined) return result.value;
    throw describe(result.issues);
  };
  return { storage, encode: (value) => stored.encode(check(value)), decode: (found) => check(stored.decode(found)) };
}

function describe(issues: readonly SchemaIssue[]): InvalidValue {
  const problems = issues.map(({ message, path = [] }) => {
    const keys = Array.from(path, (step) => (typeof step === "object" ? step.key : step)); // copied: it is the library's
    return {
      steps: keys.map((key) => (typeof key === "symbol" ? String(key) : key)),
      problem: message.replace(/\.$/, ""), // ours end without one
    };
  });
  return new InvalidValue(problems);
}
