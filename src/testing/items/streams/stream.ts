import { STREAM_RETENTION_HOURS } from "../../../dynamodb/limits.js";
import type { StreamStatus } from "../../control-plane/tables.js";
import type { StoredRecord, StreamViewType } from "./stream-record.js";

const RETENTION_MS = STREAM_RETENTION_HOURS * 3_600_000;

/** What does not change in the life of a stream. */
export interface StreamDefinition {
  readonly tableName: string;
  readonly arn: string;
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly keySchema: readonly object[];
  /** The names of the table's key attributes. */
  readonly keyNames: readonly string[];
  /** In milliseconds. */
  readonly createdAt: number;
}

/** A stream of a table: records in one shard. It is closed when it is disabled, and can be read for a day after that. */
export class Stream {
  readonly definition: StreamDefinition;
  readonly shardId: string;
  /** The number with which its shard starts: smaller than those of its records. */
  readonly start: number;
  #records: StoredRecord[] = [];
  /** The number of the last record that was trimmed. */
  #trimmed: number;
  #closed: { readonly at: number; readonly count: number } | undefined;
  #status: StreamStatus = "ENABLING";

  constructor(definition: StreamDefinition, start: number) {
    this.definition = definition;
    this.start = start;
    this.#trimmed = start - 1;
    const { createdAt } = definition;
    this.shardId = `shardId-${String(createdAt).padStart(20, "0")}-${start.toString(16).padStart(8, "0")}`;
  }

  get status(): StreamStatus {
    return this.#status;
  }

  get isOpen(): boolean {
    return this.#closed === undefined;
  }

  /** The number with which the shard of a closed stream ends: greater than those of its records. */
  get end(): number | undefined {
    return this.#closed?.count;
  }

  /** The number before the oldest record that is kept. */
  get horizon(): number {
    return this.#trimmed;
  }

  /** The number of the last record; `horizon` if there is none. */
  get latest(): number {
    return this.#records.at(-1)?.count ?? this.#trimmed;
  }

  append(record: StoredRecord): void {
    this.trim(record.at);
    this.#records.push(record);
  }

  /** Changes the status of an open stream. */
  setStatus(status: "ENABLED" | "DISABLING"): void {
    if (this.isOpen) this.#status = status;
  }

  /** Ends the shard: the stream is DISABLED. */
  close(at: number, count: number): void {
    this.#closed ??= { at, count };
    this.#status = "DISABLED";
  }

  /** Drops all records. */
  clear(): void {
    this.#trimmed = this.latest;
    this.#records = [];
  }

  /** Drops the records that are older than a day. */
  trim(now: number): void {
    const kept = this.#records.findIndex(({ at }) => at > now - RETENTION_MS);
    const old = this.#records.splice(0, kept < 0 ? this.#records.length : kept);
    this.#trimmed = old.at(-1)?.count ?? this.#trimmed;
  }

  /** Whether a stream was disabled so long ago that it has nothing more to read. */
  isGone(now: number): boolean {
    return this.#closed !== undefined && this.#closed.at <= now - RETENTION_MS;
  }

  /** The records after a number, the oldest first. */
  *after(count: number): Generator<StoredRecord> {
    for (let index = firstAfter(this.#records, count); index < this.#records.length; index += 1) {
      const record = this.#records[index];
      if (record !== undefined) yield record;
    }
  }
}

/** The index of the first record with a greater number. */
function firstAfter(records: readonly StoredRecord[], count: number): number {
  let low = 0;
  for (let high = records.length; low < high; ) {
    const middle = (low + high) >>> 1;
    const record = records[middle];
    if (record !== undefined && record.count <= count) low = middle + 1;
    else high = middle;
  }
  return low;
}
