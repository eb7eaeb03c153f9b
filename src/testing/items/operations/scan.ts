import type { Json } from "../../control-plane/wire.js";
import { pathsIn } from "../expressions/condition.js";
import { isInRange, segmentRange } from "../store/places.js";
import type { WireItem } from "../values/wire-value.js";
import { checkPaths, readScanExpressions, type ScanExpressions } from "./expressions.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { findSource, type PageMembers, readPage } from "./page.js";
import { checkParameters, checkSegments, checkSelect, PARAMETERS } from "./parameters.js";
import { scanShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { checkStartKey, invalidStartKey, readStartKey, wrongSegment } from "./start-key.js";
import { positionOf } from "./table-schema.js";

interface ScanRequest extends PageMembers, ScanExpressions {
  readonly ExclusiveStartKey?: WireItem;
  readonly Segment?: number;
  readonly TotalSegments?: number;
}

/** Scan. */
export function scan(service: ItemService, json: Json): object {
  const request = readRequest<ScanRequest>(scanShape, json);
  const { Segment = 0, TotalSegments = 1 } = request;
  checkParameters(request, PARAMETERS.scan);
  checkSelect(request, "");
  const start = readStartKey(request.ExclusiveStartKey);
  checkSegments(request.Segment, request.TotalSegments);
  const read = readScanExpressions(request);
  const table = findItemTable(service, request.TableName);
  const source = findSource(service, table, request, "Scan");
  const { items, index } = source;
  const more = index ? "" : ": The provided key element does not match the schema";
  if (start) checkStartKey(positionOf(table.schema, index), start, more);
  checkPaths(table.schema, [...(read.projection?.paths ?? []), ...(read.filter ? pathsIn(read.filter) : [])]);
  const range = segmentRange(Segment, TotalSegments);
  const after = start && items.placeOf(start);
  if (start && after === undefined) throw invalidStartKey(more);
  if (after !== undefined && !isInRange(after, range)) throw wrongSegment(Segment, TotalSegments);
  return readPage(source, { range, after }, request, read);
}
