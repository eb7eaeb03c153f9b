import type { Json } from "../control-plane/wire.js";
import { entriesOf } from "../items/multi-attribute-entries.js";
import type { IndexEntry, IndexReadRequest, MultiAttributeIndex } from "../items/multi-attribute-index.js";
import { answerFrom, checkIndexRead, itemsOf, requestTo, tableOf } from "../items/multi-attribute-request.js";
import type { Answer, Store } from "./item-store.js";

// What the store says to a request in which nothing else is wrong: it does not know the index, nor keys of such length.
const WELL_FORMED = ["The table does not have the specified index", "Conditions can be of length 1 or 2 only"];

/** Plays Query or Scan through an index that the store cannot keep. */
export async function readMultiAttributeIndex(
  store: Store,
  index: MultiAttributeIndex,
  operation: string,
  input: Json,
): Promise<Answer> {
  const checked = await store.send(operation, JSON.stringify(input));
  if (!WELL_FORMED.some((words) => checked.body.includes(words))) return checked;
  // What is null is as good as absent. Anything else that this is not, the store has refused.
  const request: IndexReadRequest = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  checkIndexRead(index, request);
  const all = entriesOf(index, (await store.items(index.tableName)) as IndexEntry[], request); // values as they are on the wire
  // One more than are asked for tells that there are more.
  const rows = all.slice(0, request.Limit === undefined ? undefined : request.Limit + 1);
  const answer = await store.askTemporaryTable(
    tableOf(index),
    itemsOf(rows),
    operation,
    requestTo(index, operation, request),
  );
  if (answer.status !== 200) return answer;
  return { status: 200, body: JSON.stringify(answerFrom(index, rows, JSON.parse(answer.body) as Json)) };
}
