import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../../errors.js";
import type { AttributeSpec } from "../attribute.js";
import type { IndexSchema, Schema, StoredItem } from "../schema.js";
import { isRange } from "./key-condition.js";
import { isReversed } from "./order.js";

type Key = Readonly<Record<string, unknown>>;

/**
 * Throws if the start key of a query does not match its key condition, as DynamoDB does. The key condition was compiled
 * before, so its values are valid.
 */
export function checkStartKey(schema: Schema, index: IndexSchema | undefined, key: Key, start: StoredItem): void {
  const outside = schema.keyNamesOf(index).find((name) => {
    const spec = schema.attributes[name] as AttributeSpec; // names of keys were checked with the definition
    const startValue = start[name];
    return key[name] !== undefined && startValue !== undefined && !isInside(spec, key[name], startValue);
  });
  if (outside === undefined) return;
  const message = `belongs to another query, with another ${outside}.`;
  const fix = "use it in the query that returned it, or omit it.";
  throw new ExpressionError(`Table ${JSON.stringify(schema.table)}`, [{ path: "cursor", message, fix }]);
}

/** Whether a key value of a cursor matches the condition on its attribute. */
function isInside({ codec }: AttributeSpec, given: unknown, startValue: AttributeValue): boolean {
  const isBelow = (value: unknown) => isReversed(codec.encode(value), startValue);
  const isAbove = (value: unknown) => isReversed(startValue, codec.encode(value));
  if (!isRange(given)) return !isBelow(given) && !isAbove(given);
  const { lt, lte, gt, gte, between, beginsWith } = given;
  const [low = gt ?? gte, high = lt ?? lte] = (between ?? []) as readonly unknown[]; // two values, checked by the compilation
  if (beginsWith !== undefined) return startsWith(startValue, codec.encode(beginsWith));
  return !(low !== undefined && isBelow(low)) && !(high !== undefined && isAbove(high));
}

function startsWith({ S, B }: AttributeValue, start: AttributeValue): boolean {
  if (S !== undefined) return S.startsWith(start.S ?? "");
  return B === undefined || (start.B ?? []).every((byte, startValue) => B[startValue] === byte);
}
