import { pickAttributes } from "../values/attribute-value.js";
import { equalItems } from "../values/compare.js";
import { Stream, type StreamDefinition } from "./stream.js";
import { createRecord, type ItemChange } from "./stream-record.js";

/** The streams of all tables, those included that were disabled, or whose table was deleted, in the last day. */
export class Streams {
  #streams: Stream[] = [];
  /** Those that are not disabled, by the name of the table. */
  #open = new Map<string, Stream>();
  /** The sequence numbers that were used, of all streams. */
  #count = 0;

  /** Adds the stream of a table. It is ENABLING. */
  add(definition: StreamDefinition): void {
    const stream = new Stream(definition, this.#next());
    this.#streams.push(stream);
    this.#open.set(definition.tableName, stream);
  }

  /** Changes the status of the stream of a table, if it has one. */
  setStatus(tableName: string, status: "ENABLED" | "DISABLING"): void {
    this.#open.get(tableName)?.setStatus(status);
  }

  /** Ends the stream of a table, if it has one: because it is disabled, or with its table. */
  disable(tableName: string, now: number): void {
    this.#open.get(tableName)?.close(now, this.#next());
    this.#open.delete(tableName);
  }

  /** Records a write, if the table has a stream that is ENABLED, and the write has changed something. */
  record(tableName: string, change: ItemChange, now: number): void {
    const stream = this.#open.get(tableName);
    const { before, after } = change;
    const item = after ?? before;
    if (stream?.status !== "ENABLED" || item === undefined) return;
    if (before !== undefined && after !== undefined && equalItems(before, after)) return;
    const { keyNames, viewType } = stream.definition;
    const keys = pickAttributes(item, keyNames);
    stream.append(createRecord(change, { keys, viewType, count: this.#next(), at: now }));
  }

  /** The streams that can be read, by their ARNs. */
  list(now: number): Stream[] {
    return this.#current(now).toSorted((a, b) => (a.definition.arn < b.definition.arn ? -1 : 1));
  }

  /** A stream by its ARN, without the records that are too old. */
  find(arn: string, now: number): Stream | undefined {
    const stream = this.#current(now).find(({ definition }) => definition.arn === arn);
    stream?.trim(now);
    return stream;
  }

  /** The last number that was used. */
  get lastNumber(): number {
    return this.#count;
  }

  /** Uses no number up to another one. */
  skipTo(number: number): void {
    this.#count = Math.max(this.#count, number);
  }

  /** Drops the records of all streams. */
  clear(): void {
    for (const stream of this.#streams) stream.clear();
  }

  #current(now: number): readonly Stream[] {
    this.#streams = this.#streams.filter((stream) => !stream.isGone(now));
    return this.#streams;
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}
