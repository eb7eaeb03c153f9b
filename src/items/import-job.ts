import { ImportLineError, noteLinesWritten } from "../errors.js";
import type { BatchWriter, BulkWrite } from "./batch-writer.js";
import type { BulkJob } from "./bulk-job.js";
import { readImportLine } from "./import-line.js";
import { LineProblem } from "./item-json.js";
import type { Progress } from "./progress.js";
import type { RequestFlow } from "./request-flow.js";
import type { TableFacts } from "./table-facts.js";

/** The parts of an import. */
export interface ImportParts {
  readonly flow: RequestFlow;
  readonly writer: BatchWriter;
  readonly progress: Progress;
  readonly facts: TableFacts;
}

/** Writes the items of lines. Once a line is wrong, no further lines are read, and the items before it are written. */
export class ImportJob implements BulkJob {
  readonly flow: RequestFlow;
  readonly progress: Progress;
  readonly #parts: ImportParts;
  /** How many lines were read. */
  #lines = 0;
  /** The item of the last line, while an earlier write of the same item is under way. */
  #waiting: BulkWrite | undefined;
  #hasEnded = false;
  /** What ended the lines before their end. */
  #problem: { readonly reason: unknown } | undefined;

  constructor(parts: ImportParts) {
    this.flow = parts.flow;
    this.progress = parts.progress;
    this.#parts = parts;
  }

  /** Whether the next line can be used now. */
  get wantsLine(): boolean {
    return !this.#hasEnded && this.#waiting === undefined && !this.#parts.writer.isFull;
  }

  get isOver(): boolean {
    return this.#hasEnded && this.#waiting === undefined && this.#parts.writer.isIdle;
  }

  /** How many lines from the start on are written for sure. */
  get linesWritten(): number {
    const first = this.#parts.writer.firstUnwritten ?? this.#waiting?.place;
    return first === undefined ? this.#lines : first - 1;
  }

  addLine(line: string): void {
    const place = this.#lines + 1;
    try {
      const write = this.#read(line, place);
      this.#lines = place;
      if (write !== undefined && !this.#parts.writer.add(write)) this.#waiting = write;
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the lines. */
  end(): void {
    this.#hasEnded = true;
  }

  /** Ends the lines with an error, which {@link throwIfFailed} throws when the items before it are written. */
  fail(reason: unknown): void {
    this.#problem = { reason };
    this.#hasEnded = true;
  }

  proceed(): void {
    const { writer } = this.#parts;
    if (this.#waiting !== undefined && !writer.isFull && writer.add(this.#waiting)) this.#waiting = undefined;
    if (this.#hasEnded && this.#waiting === undefined) writer.flush();
  }

  throwIfFailed(): void {
    if (this.#problem === undefined) return;
    const { reason } = this.#problem;
    if (!(reason instanceof LineProblem)) throw reason;
    const { tableName } = this.#parts.facts;
    const { linesWritten } = this;
    throw new ImportLineError({ tableName, lineNumber: this.#lines + 1, linesWritten }, reason.text);
  }

  /** Stores in an error of the call how far it had come. */
  note(error: unknown): void {
    noteLinesWritten(error, this.linesWritten);
  }

  #read(line: unknown, place: number): BulkWrite | undefined {
    if (typeof line !== "string") throw new LineProblem("is no text.");
    const text = line.trim(); // also without the byte order mark of a file
    if (text === "") return undefined;
    const { item, bytes } = readImportLine(text, this.#parts.facts);
    return { request: { PutRequest: { Item: item } }, bytes, items: 1, place };
  }
}
