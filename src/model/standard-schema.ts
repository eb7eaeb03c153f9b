import { type Codec, InvalidValue } from "./codec.js";
import { plain } from "./plain.js";

/** The part of the Standard Schema specification that dynatwin uses; zod, valibot, arktype and others follow it. */
export interface StandardSchema<Output = unknown> {
  /** What the specification asks for. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
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
