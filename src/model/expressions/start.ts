import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../../errors.js";
import type { AttributeSpec } from "../attribute.js";
import type { IndexSchema, Schema, StoredItem } from "../schema.js";
import { isRange } from "./key-condition.js";
import { isReversed } from "./order.js";

type Key = Readonly<Record<string, unknown>>;

/**
 * Refuses to go on from a place that is outside of what a query asks for, as DynamoDB does. The key condition was compiled,
 * so that its values fit.
 */
export function checkStart(schema: Schema, index: IndexSchema | undefined, key: Key, start: StoredItem): void {
  const outside = schema.keyNamesOf(index).find((name) => {
    const spec = schema.attributes[name] as AttributeSpec; // names of keys were checked with the definition
    const place = start[name];
    return key[name] !== undefined && place !== undefined && !admits(spec, key[name], place);
  });
  if (outside === undefined) return;
  const message = `is a place of another query, with another ${outside}.`;
  const fix = "give it to the query that it is of, or leave it out.";
  throw new ExpressionError(`Table ${JSON.stringify(schema.table)}`, [{ path: "cursor", message, fix }]);
}

/** Whether a place may be among what a key condition asks of an attribute. */
function admits({ codec }: AttributeSpec, asked: unknown, place: AttributeValue): boolean {
  const isBelow = (value: unknown) => isReversed(codec.encode(value), place);
  const isAbove = (value: unknown) => isReversed(place, codec.encode(value));
  if (!isRange(asked)) return !isBelow(asked) && !isAbove(asked);
  const { lt, lte, gt, gte, between, beginsWith } = asked;
  const [low = gt ?? gte, high = lt ?? lte] = (between ?? []) as readonly unknown[]; // of two values: it was compiled
  if (beginsWith !== undefined) return startsWith(place, codec.encode(beginsWith));
  return !(low !== undefined && isBelow(low)) && !(high !== undefined && isAbove(high));
}

function startsWith({ S, B }: AttributeValue, start: AttributeValue): boolean {
  if (S !== undefined) return S.startsWith(start.S ?? "");
  return B === undefined || (start.B ?? []).every((byte, place) => B[place] === byte);
}
