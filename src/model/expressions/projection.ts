import type { Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";
export function compileProjection(_schema: Schema, _attributes: readonly string[], _into: Placeholders): string {
  return "";
}
