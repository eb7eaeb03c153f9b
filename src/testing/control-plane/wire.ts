/** A value as DynamoDB's JSON has it: times are seconds, bytes are text in base64, and what is being built can change. */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? string
    : T extends readonly (infer E)[]
      ? Wire<E>[]
      : T extends object
        ? { -readonly [K in keyof T]: Wire<T[K]> }
        : T;

/** What a client sends, and gets. Nothing is known of it before it is checked. */
export type Json = Record<string, unknown>;

/** Whether a value of JSON has members. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A request without the members that are null: DynamoDB takes them for members that are not there. */
export function withoutNulls(json: Json): Json {
  // What JSON.parse came from can go back to text.
  return JSON.parse(JSON.stringify(json), (_name, value: unknown) => value ?? undefined) as Json;
}

/** Why a value cannot go to the emulator's thread and on as JSON; `undefined` where it can. */
export function whyNoJson(value: unknown): string | undefined {
  try {
    JSON.stringify(structuredClone(value));
    return undefined;
  } catch (error) {
    return (error as Error).message.split("\n", 1)[0]; // the first line says what, the others where
  }
}
