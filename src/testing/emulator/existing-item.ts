import type { Plane } from "../plane/tables.js";
import { keyOf } from "../plane/transaction-requests.js";
import type { Json } from "../plane/wire.js";
import type { Answer, Store } from "./store.js";

/** Whether the item that is there is wanted with the refusal of a write. */
export function wantsExistingItem({ ReturnValuesOnConditionCheckFailure }: Json): boolean {
  return ReturnValuesOnConditionCheckFailure === "ALL_OLD";
}

/** The answer to such a write with that item, which dynalite never gives. Nothing else may be written meanwhile. */
export async function withExistingItem(plane: Plane, store: Store, input: Json, answer: Answer): Promise<Answer> {
  const { status, body } = answer;
  if (status === 200 || !body.includes("ConditionalCheckFailedException")) return answer;
  const { TableName, Key = keyOf(plane, String(TableName), input["Item"]) } = input;
  const { Item } = await store.ask("GetItem", { TableName, Key, ConsistentRead: true });
  return Item === undefined ? answer : { status, body: JSON.stringify({ ...JSON.parse(body), Item }) };
}
