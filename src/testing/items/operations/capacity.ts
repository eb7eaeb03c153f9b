import type { StoredItem } from "../store/ordered-items.js";
import type { TableStore } from "../store/table-store.js";

/** How much of the consumed capacity a request wants to know. */
export type CapacityDetail = "NONE" | "TOTAL" | "INDEXES" | undefined;

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;

/** Transactions read and write a table twice, its indexes once. */
export const TRANSACTION_FACTOR = 2;

/** Read capacity units for a number of bytes: at least one unit, and half of it for a read that is not strongly consistent. */
export function readUnits(bytes: number, isConsistent: boolean | undefined): number {
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isConsistent ? 1 : 0.5);
}

/** Write capacity units for an item of a number of bytes. */
function writeUnits(bytes = 0): number {
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));
}

/** What a search of vectors read. */
interface VectorSearchSize {
  readonly dimensions: number;
  /** How many items it found, and how many of them it returns with their vectors. */
  readonly results: number;
  readonly vectors: number;
  /** The bytes of the items in the index, without their vectors. */
  readonly itemBytes: number;
}

/** Measured on AWS, whose numbers differ by up to a fifth between equal searches. */
const SEARCH_BYTES = { perDimension: 30.6875, perResult: 65, perVectorDimension: 4, min: 1024 };

/** The bytes that a search of vectors is charged for. */
export function searchedBytes({ dimensions, results, vectors, itemBytes }: VectorSearchSize): number {
  const { perDimension, perResult, perVectorDimension, min } = SEARCH_BYTES;
  const bytes = dimensions * (perDimension + perVectorDimension * vectors) + perResult * results + itemBytes;
  return Math.max(min, Math.round(bytes));
}

/** What requests consumed in one table and its indexes. */
export class TableCapacity {
  #tableUnits = 0;
  readonly #vectorBytes = new Map<string, number>();
  readonly #indexUnits = { global: new Map<string, number>(), local: new Map<string, number>() };

  /** @param factor - By how much the units of the table are multiplied. */
  constructor(
    private readonly tableName: string,
    private readonly factor = 1,
  ) {}

  /** Adds units of the table. */
  add(units: number): void {
    this.#tableUnits += units * this.factor;
  }

  /** Adds units of an index. */
  addIndex(name: string, isGlobal: boolean, units: number): void {
    const of = this.#indexUnits[isGlobal ? "global" : "local"];
    of.set(name, (of.get(name) ?? 0) + units);
  }

  /** Adds a write: the larger of both items, and what changes in each index. */
  addWrite(store: TableStore, before: StoredItem | undefined, after: StoredItem | undefined): void {
    this.add(Math.max(writeUnits(before?.size), writeUnits(after?.size)));
    for (const [name, { definition, items }] of store.indexes) {
      const units = items.writes(before, after).reduce((sum, bytes) => sum + writeUnits(bytes), 0);
      if (units > 0) this.addIndex(name, definition.global, units);
    }
    for (const [name, items] of store.vectorIndexes) {
      const bytes = items.writtenBytes(before, after);
      if (bytes === undefined) continue;
      this.#vectorBytes.set(name, (this.#vectorBytes.get(name) ?? 0) + Math.max(WRITE_UNIT_BYTES, bytes));
    }
  }

  /**
   * The ConsumedCapacity of an answer.
   *
   * @param kind - Whether the units are named as read or write units too, as transactions do.
   */
  answer(detail: CapacityDetail, kind?: "Read" | "Write"): object {
    const units = (count: number) => ({ CapacityUnits: count, ...(kind && { [`${kind}CapacityUnits`]: count }) });
    const indexes = (of: ReadonlyMap<string, number>) =>
      Object.fromEntries([...of].map(([name, count]) => [name, units(count)]));
    const { global, local } = this.#indexUnits;
    return {
      TableName: this.tableName,
      ...units(this.#tableUnits + total(global) + total(local)),
      ...(detail === "INDEXES" && {
        Table: units(this.#tableUnits),
        ...(local.size > 0 && { LocalSecondaryIndexes: indexes(local) }),
        ...(global.size > 0 && { GlobalSecondaryIndexes: indexes(global) }),
        ...(this.#vectorBytes.size > 0 && { VectorIndexes: vectorCapacities(this.#vectorBytes) }),
      }),
    };
  }
}

function vectorCapacities(bytes: ReadonlyMap<string, number>): object {
  return Object.fromEntries(
    Array.from(bytes, ([name, VectorWriteRequestBytes]) => [name, { VectorWriteRequestBytes }]),
  );
}

/** Capacity by table, for requests on several. */
export class Capacities {
  readonly #tables = new Map<string, TableCapacity>();
  readonly #detail: CapacityDetail;
  readonly #factor: number;

  constructor(detail: CapacityDetail, factor = 1) {
    this.#detail = detail;
    this.#factor = factor;
  }

  /** Whether the capacity is asked for, and so has to be computed. */
  get isWanted(): boolean {
    return isWanted(this.#detail);
  }

  /** The capacity of a table, to add to. */
  of(tableName: string): TableCapacity {
    const known = this.#tables.get(tableName);
    if (known) return known;
    const added = new TableCapacity(tableName, this.#factor);
    this.#tables.set(tableName, added);
    return added;
  }

  /** The member ConsumedCapacity of an answer, if it was asked for. */
  answer(kind?: "Read" | "Write"): object {
    if (!this.isWanted) return {};
    return { ConsumedCapacity: [...this.#tables.values()].map((table) => table.answer(this.#detail, kind)) };
  }
}

/** Whether a request wants to know the consumed capacity. */
export function isWanted(detail: CapacityDetail): boolean {
  return detail === "TOTAL" || detail === "INDEXES";
}

function total(units: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of units.values()) sum += count;
  return sum;
}
