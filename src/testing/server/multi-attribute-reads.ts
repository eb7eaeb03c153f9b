import type { Json } from "../control-plane/wire.js";
import { rowsOf } from "../items/multi-attribute-entries.js";
import type { IndexView, Row, ViewRequest } from "../items/multi-attribute-index.js";
import { answerFrom, checkViewRequest, itemsOf, requestTo, tableOf } from "../items/multi-attribute-request.js";
import type { Answer, Store } from "./item-store.js";

// What the store says to a request in which nothing else is wrong: it does not know the index, nor keys of such length.
const WELL_FORMED = ["The table does not have the specified index", "Conditions can be of length 1 or 2 only"];

/** Plays Query or Scan through an index that the store cannot keep. */
export async function readThroughView(store: Store, view: IndexView, operation: string, input: Json): Promise<Answer> {
  const checked = await store.send(operation, JSON.stringify(input));
  if (!WELL_FORMED.some((words) => checked.body.includes(words))) return checked;
  // What is null is as good as absent. Anything else that this is not, the store has refused.
  const request: ViewRequest = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  checkViewRequest(view, request);
  const all = rowsOf(view, (await store.items(view.tableName)) as Row[], request); // values as they are on the wire
  // One more than are asked for tells that there are more.
  const rows = all.slice(0, request.Limit === undefined ? undefined : request.Limit + 1);
  const answer = await store.askOnce(tableOf(view), itemsOf(rows), operation, requestTo(view, operation, request));
  if (answer.status !== 200) return answer;
  return { status: 200, body: JSON.stringify(answerFrom(view, rows, JSON.parse(answer.body) as Json)) };
}
