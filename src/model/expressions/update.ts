import type { Attributes } from "../attribute.js";
import type { ChangeableName, ValueOf } from "../infer.js";
import type { Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";
export type ChangesOf<A extends Attributes> = { [K in ChangeableName<A>]?: ValueOf<A[K]> | undefined };
export function compileUpdate<A extends Attributes>(
  _schema: Schema,
  _changes: ChangesOf<A>,
  _into: Placeholders,
): string {
  return "";
}
