import { types } from "node:util";
import { type Codec, InvalidValue, typeName } from "./codec.js";
import { isDate } from "./kinds.js";
import { string } from "./scalars.js";
import { isWalkable, walk } from "./walk.js";

/** Anything that JSON holds, as text. */
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

/** Refuses, by its place, what JSON leaves out or turns into something else. */
function check(given: unknown, around: readonly object[] = [], place: string | number = ""): void {
  const value = formOf(given, String(place));
  if (typeof value === "string" || typeof value === "boolean" || value === null) return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (!isWalkable(value)) {
    const what = typeof value === "number" ? String(value) : typeName(value);
    throw new InvalidValue(`${what} is nothing that JSON can hold`);
  }
  walk(value, around, (name, member, inside) => {
    if (member !== undefined || typeof name === "number") check(member, inside, name);
  });
}

/** What an object says itself that it is in JSON, as dates do. Bytes do too, in a form of which nobody makes bytes again. */
function formOf(value: unknown, place: string): unknown {
  if (value === null || value === undefined || types.isArrayBufferView(value)) return value;
  if (isDate(value) && Number.isNaN(value.getTime())) throw new InvalidValue("the Date is invalid");
  const { toJSON } = value as { readonly toJSON?: unknown }; // any other value has members to look for
  return typeof toJSON === "function" ? toJSON.call(value, place) : value;
}
