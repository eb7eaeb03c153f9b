import type { ControlPlane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";
import { keyOf } from "../items/transaction-requests.js";
import type { Answer, Store } from "./item-store.js";

/**
 * Adds the existing item to the answer of a conditional write that failed, for ReturnValuesOnConditionCheckFailure, which
 * dynalite does not support. The caller holds the lock, so that no other write changes the item.
 */
export async function withExistingItem(
  controlPlane: ControlPlane,
  store: Store,
  input: Json,
  answer: Answer,
): Promise<Answer> {
  const { status, body } = answer;
  if (status === 200 || !body.includes("ConditionalCheckFailedException")) return answer;
  const { TableName, Key = keyOf(controlPlane, String(TableName), input["Item"]) } = input;
  const { Item } = await store.ask("GetItem", { TableName, Key, ConsistentRead: true });
  return Item === undefined ? answer : { status, body: JSON.stringify({ ...JSON.parse(body), Item }) };
}
