import type { ScanCommandInput, ScanCommandOutput } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../model/schema.js";
import { itemSize } from "./item-size.js";
import type { AnswerUse, RequestFlow } from "./request-flow.js";

/** The position in a segment: not started, after the item with a key, or at the end. */
export type SegmentPosition = "start" | StoredItem | "end";

/** The items of a page of one segment. */
export interface SegmentPage {
  readonly segment: number;
  readonly items: readonly StoredItem[];
  /** The position after the page. */
  readonly next: SegmentPosition;
}

/** What to read. */
export interface SegmentScanPlan {
  readonly tableName: string;
  /** Where each segment starts. */
  readonly positions: readonly SegmentPosition[];
  /** The attributes to read. @defaultValue all */
  readonly attributes?: readonly string[] | undefined;
  /** Which items to read. Not together with `attributes`. @defaultValue all */
  readonly filter?:
    | Pick<ScanCommandInput, "FilterExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues">
    | undefined;
  readonly consistentRead: boolean;
  readonly maxUnitsPerSecond: number | undefined;
}

/** The maximum number of pages that are read ahead: the memory of a call does not grow with the number of segments. */
const MAX_PAGES = 4;
/** The maximum number of items on a page: small items need many times more memory than their bytes. */
const MAX_PAGE_ITEMS = 1_000;
/** Bytes that a read capacity unit pays for, in a read that is not strongly consistent. */
const UNIT_BYTES = 8192;

interface Segment {
  readonly number: number;
  position: SegmentPosition;
  isUnderWay: boolean;
}

/** Reads the segments of a table concurrently, some pages ahead of their use. */
export class SegmentScan {
  readonly #flow: RequestFlow;
  readonly #plan: SegmentScanPlan;
  /** The segments that were not read to their end, the next one first. */
  #segments: Segment[];
  #underWay = 0;
  readonly #pages: SegmentPage[] = [];
  /** As measured in the last page. */
  #itemsPerUnit: number | undefined;

  constructor(flow: RequestFlow, plan: SegmentScanPlan) {
    this.#flow = flow;
    this.#plan = plan;
    this.#segments = plan.positions
      .map((position, number) => ({ number, position, isUnderWay: false }))
      .filter(({ position }) => position !== "end");
    flow.limit("Scan", { maxUnderWay: MAX_PAGES, maxUnitsPerSecond: plan.maxUnitsPerSecond });
  }

  /** Whether all pages were used. */
  get isOver(): boolean {
    return this.#segments.length === 0 && this.#pages.length === 0;
  }

  /** Requests pages, as long as not too many are ahead. */
  readAhead(): void {
    while (this.#underWay + this.#pages.length < MAX_PAGES) {
      const segment = this.#segments.find(({ isUnderWay }) => !isUnderWay);
      if (segment === undefined) return;
      segment.isUnderWay = true;
      this.#underWay++;
      this.#flow.add("Scan", this.#request(segment), (answer) => this.#use(segment, answer));
    }
  }

  /** The next page, if one has been read. */
  nextPage(): SegmentPage | undefined {
    return this.#pages.shift();
  }

  #request({ number, position }: Segment): ScanCommandInput {
    const { tableName, positions, attributes, filter, consistentRead } = this.#plan;
    const parallel = positions.length > 1 ? { Segment: number, TotalSegments: positions.length } : undefined;
    return {
      ...{ TableName: tableName, ConsistentRead: consistentRead, ReturnConsumedCapacity: "TOTAL", ...parallel },
      ...{ Limit: this.#pageLimit, ExclusiveStartKey: typeof position === "object" ? position : undefined },
      ...(attributes && projection(attributes)),
      ...filter,
    };
  }

  /** With a limit of units, a page costs about those of a second. */
  get #pageLimit(): number {
    const { maxUnitsPerSecond } = this.#plan;
    if (maxUnitsPerSecond === undefined) return MAX_PAGE_ITEMS;
    const affordable = Math.floor(maxUnitsPerSecond * (this.#itemsPerUnit ?? 1));
    return Math.min(MAX_PAGE_ITEMS, Math.max(1, affordable));
  }

  #use(segment: Segment, answer: ScanCommandOutput): AnswerUse {
    const { Items: items = [], LastEvaluatedKey, ScannedCount = items.length, ConsumedCapacity } = answer;
    this.#underWay--;
    segment.isUnderWay = false;
    segment.position = LastEvaluatedKey ?? "end";
    // The segments take turns.
    const others = this.#segments.filter((other) => other !== segment);
    this.#segments = LastEvaluatedKey === undefined ? others : [...others, segment];
    this.#pages.push({ segment: segment.number, items, next: segment.position });
    const units = ConsumedCapacity?.CapacityUnits ?? unitsOf(items);
    if (ScannedCount > 0 && units > 0) this.#itemsPerUnit = ScannedCount / units;
    return { units, acceptance: "all" };
  }
}

/** The units of an answer that does not say them. */
function unitsOf(items: readonly StoredItem[]): number {
  return Math.max(0.5, items.reduce((bytes, item) => bytes + itemSize(item), 0) / UNIT_BYTES);
}

function projection(attributes: readonly string[]) {
  const names = attributes.map((name, index) => [`#${index}`, name] as const);
  return {
    ProjectionExpression: names.map(([alias]) => alias).join(),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
}
