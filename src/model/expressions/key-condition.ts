import type { Attributes } from "../attribute.js";
import type { ValueOf } from "../infer.js";
import type { IndexSchema, Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";
export type KeyConditionOf<A extends Attributes, P extends keyof A, S extends keyof A> = { [K in P]: ValueOf<A[K]> } & {
  [K in S]?: ValueOf<A[K]> | { beginsWith: ValueOf<A[K]> } | { lt: ValueOf<A[K]> };
};
export function compileKeyCondition(
  _schema: Schema,
  _index: IndexSchema | undefined,
  _key: Readonly<Record<string, unknown>>,
  _into: Placeholders,
): string {
  return "";
}
