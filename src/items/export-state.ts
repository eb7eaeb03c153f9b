import type { StoredItem } from "../model/schema.js";
import { packExport } from "./export-cursor.js";
import type { SegmentPage, SegmentPosition } from "./segment-scan.js";
import type { TableFacts } from "./table-facts.js";

/** Where an export is: after the line that the caller got last. */
export class ExportState {
  /** The cursor that the export started with, until there is a better one. */
  readonly #given: string | undefined;
  #facts: TableFacts | undefined;
  #positions: SegmentPosition[] = [];

  constructor(given: string | undefined) {
    this.#given = given;
  }

  /** The text of the position; `undefined` before the first line of an export from the start. */
  get cursor(): string | undefined {
    const { tableName, tableId, keyNames = [] } = this.#facts ?? {};
    if (tableName === undefined || this.#positions.every((position) => position === "start")) return this.#given;
    const positions = this.#positions.map((position) => keyIn(position, keyNames));
    return packExport({ tableName, tableId, positions });
  }

  /** Notes the table, and where its segments start. */
  start(facts: TableFacts, positions: readonly SegmentPosition[]): void {
    this.#facts = facts;
    this.#positions = [...positions];
  }

  /** Notes that the caller gets an item. */
  moveTo({ segment }: SegmentPage, item: StoredItem): void {
    this.#positions[segment] = item;
  }

  /** Notes that the caller has got the whole page. */
  finish({ segment, next }: SegmentPage): void {
    this.#positions[segment] = next;
  }
}

function keyIn(position: SegmentPosition, keyNames: readonly string[]): SegmentPosition {
  if (typeof position === "string") return position;
  return Object.fromEntries(Object.entries(position).filter(([name]) => keyNames.includes(name)));
}
