import type { Json } from "../control-plane/wire.js";
import { entriesOf } from "../items/multi-attribute-entries.js";
import type { IndexEntry, IndexReadRequest, MultiAttributeIndex } from "../items/multi-attribute-index.js";
import { answerFrom, checkIndexRead, itemsOf, requestTo, tableOf } from "../items/multi-attribute-request.js";
import type { Answer, Store } from "./item-store.js";

// dynalite's errors for an otherwise valid request: it supports neither the index nor keys with more than two
// attributes.
const WELL_FORMED = ["The table does not have the specified index", "Conditions can be of length 1 or 2 only"];

/** Executes Query or Scan on an index that dynalite does not support. */
export async function readMultiAttributeIndex(
  store: Store,
  index: MultiAttributeIndex,
  operation: string,
  input: Json,
): Promise<Answer> {
  const checked = await store.send(operation, JSON.stringify(input));
  if (!WELL_FORMED.some((words) => checked.body.includes(words))) return checked;
  // null means absent. dynalite has rejected everything else that is not of this type.
  const request: IndexReadRequest = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
  checkIndexRead(index, request);
  const all = entriesOf(index, (await store.items(index.tableName)) as IndexEntry[], request); // values in DynamoDB's JSON
  // One more than the limit, so that dynalite returns a LastEvaluatedKey if there are more.
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
