import type { Plane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";
import { keyOf } from "../items/transaction-requests.js";
import type { Answer, Store } from "./item-store.js";

/** The answer to a write that wants the item that is there with its refusal, which dynalite never gives. Nothing else may be written meanwhile. */
export async function withExistingItem(plane: Plane, store: Store, input: Json, answer: Answer): Promise<Answer> {
  const { status, body } = answer;
  if (status === 200 || !body.includes("ConditionalCheckFailedException")) return answer;
  const { TableName, Key = keyOf(plane, String(TableName), input["Item"]) } = input;
  const { Item } = await store.ask("GetItem", { TableName, Key, ConsistentRead: true });
  return Item === undefined ? answer : { status, body: JSON.stringify({ ...JSON.parse(body), Item }) };
}
