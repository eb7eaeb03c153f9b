import { MAX_BATCH_GET_BYTES, MAX_BATCH_GET_KEYS } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import type { Projection } from "../expressions/projection.js";
import { type Item, setMember } from "../values/attribute-value.js";
import { normaliseItem } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";
import { Capacities, type CapacityDetail, readUnits } from "./capacity.js";
import { checkPaths, type ProjectionMembers, projected, readProjection } from "./expressions.js";
import { identityOf } from "./identity.js";
import { findItemTable, type ItemService, type ItemTable } from "./item-tables.js";
import { checkEmptyKey, checkKey } from "./key-checks.js";
import { checkParameters, PARAMETERS } from "./parameters.js";
import { batchGetItemShape } from "./requests.js";
import { readRequest } from "./shapes.js";

/** The missing value, and the capital letter, are DynamoDB's. */
const NO_TABLE =
  "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: " +
  "Member must have length greater than or equal to 1";

interface TableRequest extends ProjectionMembers {
  readonly Keys: readonly WireItem[];
  readonly ConsistentRead?: boolean;
}

interface BatchGetItemRequest {
  readonly RequestItems: Readonly<Record<string, TableRequest>>;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** The keys that are read from one table. */
interface TableRead {
  readonly tableName: string;
  readonly request: TableRequest;
  readonly keys: readonly Item[];
  readonly projection: Projection | undefined;
}

/** BatchGetItem. */
export function batchGetItem(service: ItemService, json: Json): object {
  const request = readRequest<BatchGetItemRequest>(batchGetItemShape, json);
  if (Object.keys(request.RequestItems).length === 0) throw invalid(NO_TABLE);
  checkParameters(Object.assign({}, ...Object.values(request.RequestItems)), PARAMETERS.get);
  const reads = Object.entries(request.RequestItems).map(([tableName, of]) => readTableRequest(tableName, of));
  if (reads.reduce((count, { keys }) => count + keys.length, 0) > MAX_BATCH_GET_KEYS)
    throw invalid("Too many items requested for the BatchGetItem call");
  const found = reads.map((read) => ({ ...read, table: findItemTable(service, read.tableName) }));
  for (const { keys, table, projection } of found) {
    for (const key of keys) checkEmptyKey(table.schema, key);
    for (const key of keys) checkKey(table.schema, key);
    checkPaths(table.schema, projection?.paths ?? []);
  }
  const capacities = new Capacities(request.ReturnConsumedCapacity);
  const answer = new BatchAnswer();
  for (const { table, ...read } of found) answer.add(table, read, capacities);
  return { Responses: answer.responses, UnprocessedKeys: answer.unprocessed, ...capacities.answer() };
}

function readTableRequest(tableName: string, request: TableRequest): TableRead {
  checkParameters(request, PARAMETERS.get);
  const projection = readProjection(request);
  const keys = request.Keys.map((key) => normaliseItem(key));
  if (new Set(keys.map(identityOf)).size < keys.length) throw invalid("Provided list of item keys contains duplicates");
  return { tableName, request, keys, projection };
}

/** An answer of at most 16 MB. Keys of further items are returned as unprocessed. */
class BatchAnswer {
  readonly responses: Record<string, Item[]> = {};
  readonly unprocessed: Record<string, object> = {};
  #bytes = 0;

  add({ store }: ItemTable, { tableName, keys, request, projection }: TableRead, capacities: Capacities): void {
    const items: Item[] = [];
    const left: Item[] = [];
    for (const key of keys) {
      const stored = store.get(key);
      const size = stored?.size ?? 0;
      if (this.#bytes + size > MAX_BATCH_GET_BYTES) left.push(key);
      else {
        this.#bytes += size;
        if (stored) items.push(projected(projection, stored.item));
        capacities.of(tableName).add(readUnits(size, request.ConsistentRead));
      }
    }
    setMember(this.responses, tableName, items);
    if (left.length > 0) setMember(this.unprocessed, tableName, { ...request, Keys: left });
  }
}
