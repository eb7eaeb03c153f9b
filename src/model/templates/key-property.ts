import { ItemValidationError } from "../../errors.js";
import { InvalidValue } from "../codec.js";
import type { Schema } from "../schema.js";

/** The key that a template makes from the values of an item; `undefined` while a value is missing or does not fit. */
export function keyProperty(schema: Schema, item: object, keyName: string): unknown {
  const values = item as Readonly<Record<string, unknown>>;
  try {
    const names = schema.templates.namesIn(keyName).filter((name) => values[name] !== undefined);
    const stored = Object.fromEntries(names.map((name) => [name, schema.encodeValue(name, values[name])]));
    const { S, N, B } = schema.templates.keyFor(keyName, stored) ?? {};
    return S ?? B ?? (N === undefined ? undefined : values[names[0] ?? ""]);
  } catch (error) {
    if (error instanceof ItemValidationError || error instanceof InvalidValue) return undefined;
    throw error;
  }
}
