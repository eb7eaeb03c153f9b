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
