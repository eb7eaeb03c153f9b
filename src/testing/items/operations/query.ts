import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import { checkFilteredAttributes } from "../expressions/key-attributes.js";
import { type KeyRange, keyRangeOf } from "../expressions/key-range.js";
import { keyNames } from "../store/definition.js";
import type { PlaceRange } from "../store/ordered-map.js";
import { isInRange, partitionPlace, rangeOf, type SortCondition } from "../store/places.js";
import type { WireItem } from "../values/wire-value.js";
import { checkPaths, type QueryExpressions, readQueryExpressions } from "./expressions.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { findSource, needsFetch, type PageMembers, readPage } from "./page.js";
import { checkParameters, checkSelect, PARAMETERS } from "./parameters.js";
import { queryShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { checkStartInRange, checkStartKey, invalidStartKey, readStartKey } from "./start-key.js";
import { positionOf } from "./table-schema.js";

interface QueryRequest extends PageMembers, QueryExpressions {
  readonly ScanIndexForward?: boolean;
  readonly ExclusiveStartKey?: WireItem;
}

/** Query. */
export function query(service: ItemService, json: Json): object {
  const request = readRequest<QueryRequest>(queryShape, json);
  checkSelect(request, "1 validation error detected: ");
  checkParameters(request, PARAMETERS.query);
  const start = readStartKey(request.ExclusiveStartKey);
  if (request.KeyConditions === undefined && request.KeyConditionExpression === undefined)
    throw invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  const { key, ...read } = readQueryExpressions(request);
  const table = findItemTable(service, request.TableName);
  const source = findSource(service, table, request, "Query");
  const { items, index } = source;
  if (start) checkStartKey(positionOf(table.schema, index), start);
  const keyRange = keyRangeOf(items.key, key);
  const range = placesOf(keyRange);
  if (start) {
    checkStartInRange(items.key, keyRange, start, (position) => {
      const place = items.placeOf(position);
      if (place === undefined) throw invalidStartKey();
      return isInRange(place, range);
    });
  }
  checkPaths(table.schema, read.projection?.paths ?? []);
  if (read.filter) {
    const parameter = request.QueryFilter ? "QueryFilter" : "Filter Expression";
    checkFilteredAttributes(parameter, read.filter, keyNames(items.key));
  }
  needsFetch(source, request, read);
  const after = start && (items.placeOf(start) ?? throwInvalid());
  return readPage(source, { range, forward: request.ScanIndexForward ?? true, after }, request, read);
}

/** The places in the store of a key range. */
export function placesOf({ partition, equal, range }: KeyRange): PlaceRange {
  return rangeOf(partitionPlace(partition), equal, sortCondition(range));
}

function throwInvalid(): never {
  throw invalidStartKey();
}

/** The condition on a sort key attribute in the terms of the store. */
function sortCondition(range: KeyRange["range"]): SortCondition | undefined {
  const [value, second] = range?.values ?? [];
  if (range === undefined || value === undefined) return undefined;
  if (range.operator === "BETWEEN") return { operator: "between", from: value, to: second ?? value };
  return { operator: range.operator, value };
}
