/** A value in DynamoDB's JSON: times are seconds, binary values are base64 text, and members are mutable. */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? string
    : T extends readonly (infer E)[]
      ? Wire<E>[]
      : T extends object
        ? { -readonly [K in keyof T]: Wire<T[K]> }
        : T;

/** The body of a request or answer, not yet checked. */
export type Json = Record<string, unknown>;

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy of a JSON value. DescribeTable needs one for each poll, and structuredClone takes ten times as long. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T; // of the same elements
  if (!isObject(value)) return value;
  const copy: Json = {};
  for (const name of Object.keys(value)) copy[name] = copyOf(value[name]);
  return copy as T; // with the same members
}

/** Removes members that are null: DynamoDB treats them as absent. */
export function withoutNulls(json: Json): Json {
  // The value comes from JSON.parse, so it can be serialised.
  return JSON.parse(JSON.stringify(json), (_name, value: unknown) => value ?? undefined) as Json;
}

/** Why a value cannot be sent to the emulator's thread as JSON; `undefined` if it can. */
export function whyNoJson(value: unknown): string | undefined {
  try {
    JSON.stringify(structuredClone(value));
    return undefined;
  } catch (error) {
    return (error as Error).message.split("\n", 1)[0]; // the further lines contain the path
  }
}
