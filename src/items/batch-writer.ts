import type { BatchWriteItemCommandOutput, WriteRequest } from "@aws-sdk/client-dynamodb";
import { MAX_BATCH_WRITE_ITEMS } from "../dynamodb/limits.js";
import { keyIdentity } from "../model/keys.js";
import type { StoredItem } from "../model/schema.js";
import type { Progress } from "./progress.js";
import type { AnswerUse, RequestFlow } from "./request-flow.js";

/** A put or a delete of a batch. */
export interface BulkWrite {
  readonly request: WriteRequest;
  /** The bytes that it is counted with. */
  readonly bytes: number;
  /** How many items of the source it is for: more than one, if later ones replaced earlier ones. */
  readonly items: number;
  /** The place of the first of these items in the source. */
  readonly place: number;
}

/** Where to write, and how fast. */
export interface BatchWriterPlan {
  readonly tableName: string;
  readonly keyNames: readonly string[];
  readonly concurrency: number;
  readonly maxUnitsPerSecond: number | undefined;
}

/**
 * Bytes of the items of a batch. A request is JSON, which can be 7 times as long, and less than DynamoDB's limit of 16 MB.
 */
const MAX_BATCH_BYTES = 2 ** 20;
/** Bytes of the items that are not written yet: the memory of a call does not grow with the size of items. */
const MAX_UNWRITTEN_BYTES = 8 * 2 ** 20;
const UNIT_BYTES = 1024;

/**
 * Writes items in batches. Of several writes of one item the last one wins: those of one batch are combined, and batches with
 * the same item are not under way at the same time.
 */
export class BatchWriter {
  readonly #flow: RequestFlow;
  readonly #plan: BatchWriterPlan;
  readonly #progress: Progress;
  /** The batch that is not sent yet, by the identity of the items. */
  #open = new Map<string, BulkWrite>();
  #openBytes = 0;
  /** The writes that wait for an answer. */
  readonly #unanswered = new Map<string, BulkWrite>();
  #unansweredBytes = 0;

  constructor(flow: RequestFlow, plan: BatchWriterPlan, progress: Progress) {
    this.#flow = flow;
    this.#plan = plan;
    this.#progress = progress;
    flow.limit("BatchWriteItem", { maxUnderWay: plan.concurrency, maxUnitsPerSecond: plan.maxUnitsPerSecond });
  }

  /** Whether further writes have to wait. */
  get isFull(): boolean {
    return this.#flow.count("BatchWriteItem") > this.#plan.concurrency || this.#unansweredBytes >= MAX_UNWRITTEN_BYTES;
  }

  /** Whether everything is written that was sent. */
  get isIdle(): boolean {
    return this.#unanswered.size === 0 && this.#open.size === 0;
  }

  /** The place of the first item that may not be written; `undefined` if all are. */
  get firstUnwritten(): number | undefined {
    let first: number | undefined;
    for (const writes of [this.#open, this.#unanswered])
      for (const { place } of writes.values()) first = Math.min(first ?? place, place);
    return first;
  }

  /** Adds a write. Returns `false` if it has to wait until an earlier write of its item was answered. */
  add(write: BulkWrite): boolean {
    const identity = identityOf(this.#plan.keyNames, write.request);
    if (this.#unanswered.has(identity)) {
      this.flush();
      return false;
    }
    const earlier = this.#open.get(identity);
    if (earlier === undefined && this.#openBytes > 0 && this.#openBytes + write.bytes > MAX_BATCH_BYTES) this.flush();
    const combined = earlier && { ...write, items: earlier.items + write.items, place: earlier.place };
    this.#open.set(identity, combined ?? write);
    this.#openBytes += write.bytes - (earlier?.bytes ?? 0);
    if (this.#open.size === MAX_BATCH_WRITE_ITEMS) this.flush();
    return true;
  }

  /** Sends the writes that are not sent yet. */
  flush(): void {
    if (this.#open.size === 0) return;
    for (const [identity, write] of this.#open) this.#unanswered.set(identity, write);
    this.#unansweredBytes += this.#openBytes;
    this.#send(this.#open, false);
    this.#open = new Map();
    this.#openBytes = 0;
  }

  #send(batch: ReadonlyMap<string, BulkWrite>, isFirst: boolean): void {
    const { tableName } = this.#plan;
    const RequestItems = { [tableName]: [...batch.values()].map(({ request }) => request) };
    const input = { RequestItems, ReturnConsumedCapacity: "TOTAL" } as const;
    this.#flow.add("BatchWriteItem", input, (answer) => this.#use(batch, answer), { isFirst });
  }

  #use(batch: ReadonlyMap<string, BulkWrite>, answer: BatchWriteItemCommandOutput): AnswerUse {
    const { UnprocessedItems = {}, ConsumedCapacity } = answer;
    const left = new Set(Object.values(UnprocessedItems).flatMap((requests) => requests.map((each) => this.#id(each))));
    const unprocessed = new Map<string, BulkWrite>();
    let leastUnits = 0;
    for (const [identity, write] of batch) {
      if (left.has(identity)) unprocessed.set(identity, write);
      else {
        this.#unanswered.delete(identity);
        this.#unansweredBytes -= write.bytes;
        this.#progress.items += write.items;
        this.#progress.bytes += write.bytes;
        leastUnits += Math.max(1, Math.ceil(write.bytes / UNIT_BYTES));
      }
    }
    if (unprocessed.size > 0) this.#send(unprocessed, true);
    const units = ConsumedCapacity?.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    const acceptance = unprocessed.size === 0 ? "all" : unprocessed.size < batch.size ? "some" : "none";
    return { units: units ?? leastUnits, acceptance };
  }

  #id(request: WriteRequest): string {
    return identityOf(this.#plan.keyNames, request);
  }
}

function identityOf(keyNames: readonly string[], { PutRequest, DeleteRequest }: WriteRequest): string {
  const item: StoredItem = PutRequest?.Item ?? DeleteRequest?.Key ?? {};
  return keyIdentity(keyNames, item);
}
