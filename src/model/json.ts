import { types } from "node:util";
import { type Codec, InvalidValue, typeName } from "./codec.js";
import { string } from "./scalars.js";
import { isDate } from "./value-kinds.js";
import { isWalkable, walk } from "./walk.js";

/** Any JSON value, as text. */
export const json: Codec<unknown> = {
  storage: "S",
  encode: (value) => {
    check(value);
    return { S: JSON.stringify(value) };
  },
  decode: (stored) => {
    const text = string.decode(stored);
    try {
      return JSON.parse(text);
    } catch {
      throw new InvalidValue("the stored text is not JSON");
    }
  },
};

/** Throws, with the path, for values that JSON omits or changes. */
function check(given: unknown, ancestors: readonly object[] = [], key: string | number = ""): void {
  const value = formOf(given, String(key));
  if (typeof value === "string" || typeof value === "boolean" || value === null) return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (!isWalkable(value)) {
    const what = typeof value === "number" ? String(value) : typeName(value);
    throw new InvalidValue(`${what} is not a JSON value`);
  }
  walk(value, ancestors, (name, member, ownAncestors) => {
    if (member !== undefined || typeof name === "number") check(member, ownAncestors, name);
  });
}

/** The result of an object's `toJSON`, such as a date's. Bytes have one too, but in a form that cannot be decoded. */
function formOf(value: unknown, key: string): unknown {
  if (value === null || value === undefined || types.isArrayBufferView(value)) return value;
  if (isDate(value) && Number.isNaN(value.getTime())) throw new InvalidValue("the Date is invalid");
  const { toJSON } = value as { readonly toJSON?: unknown }; // any other value can have this method
  return typeof toJSON === "function" ? toJSON.call(value, key) : value;
}
