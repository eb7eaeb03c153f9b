import { MAX_IN_PAGE_ITEMS } from "../../../../dynamodb/limits.js";
import { evaluate } from "../../expressions/evaluate.js";
import type { ReadPlan } from "../../partiql/plan-read.js";
import { selectColumns } from "../../partiql/select-columns.js";
import type { Reading } from "../../store/ordered-items.js";
import { segmentRange } from "../../store/places.js";
import { type CapacityDetail, isWanted } from "../capacity.js";
import type { ItemService } from "../item-tables.js";
import { findSource, readCapacity, type Source, scanItems } from "../page.js";
import { placesOf } from "../query.js";
import { invalidStartKey } from "../start-key.js";
import { formatToken, type PageStart, readToken } from "./next-token.js";
import type { StatementMembers, TablePlan } from "./statements.js";

/** The members of a request for a page of items. */
export interface PageMembers extends StatementMembers {
  readonly ConsistentRead?: boolean;
  readonly Limit?: number;
  readonly NextToken?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** Reads a page of what a SELECT finds: items until the limit or 1 MB, of which those are returned that match. */
export function readSelected(service: ItemService, { table, plan }: TablePlan<ReadPlan>, request: PageMembers): object {
  const { filter, columns, indexName: IndexName } = plan;
  const { ConsistentRead, ReturnConsumedCapacity: detail } = request;
  const source = findSource(service, table, { ...(IndexName !== undefined && { IndexName }) }, "Scan");
  const start = readToken(request, request.NextToken);
  const { scanned, bytes, last } = scanItems(source.items, readingsOf(source, plan, start), limitOf(plan, request));
  const isFetching = needsFetch(source, plan);
  const items = scanned.map(({ item }) => (isFetching ? item : source.items.project(item)));
  const found = filter ? items.filter((item) => evaluate(filter, item)) : items;
  const after = last && source.items.keyOf(last.item);
  return {
    Items: found.map((item) => selectColumns(columns, item)),
    ...(after && {
      NextToken: formatToken(request, { range: (start?.range ?? 0) + last.reading, after }),
      LastEvaluatedKey: after,
    }),
    ...(isWanted(detail) && {
      ConsumedCapacity: readCapacity(source, bytes, isFetching ? scanned : [], ConsistentRead).answer(detail),
    }),
  };
}

/** How many items are read. A read of several key ranges, as IN describes them, has smaller pages. */
function limitOf({ ranges = [] }: ReadPlan, { Limit = Number.POSITIVE_INFINITY }: PageMembers): number {
  return ranges.length > 1 ? Math.min(Limit, MAX_IN_PAGE_ITEMS) : Limit;
}

/** What is read, from the start of the page on: the key ranges, or everything. */
function readingsOf({ items }: Source, { ranges, isForward }: ReadPlan, start: PageStart | undefined): Reading[] {
  const all = ranges ? ranges.map(placesOf) : [segmentRange(0, 1)];
  const after = start && items.placeOf(start.after);
  if (start && after === undefined) throw invalidStartKey();
  return all
    .slice(start?.range ?? 0)
    .map((range, place) => ({ range, forward: isForward, after: place === 0 ? after : undefined }));
}

/** Whether items are fetched from the table, because a local index lacks attributes that are selected. */
function needsFetch({ index }: Source, { columns = [] }: ReadPlan): boolean {
  const held = index?.projection ?? "ALL";
  return held !== "ALL" && columns.some(({ path: [name] }) => !held.has(name));
}
