import type { UpdateItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { ItemValidationError } from "../errors.js";
import { migrationOf } from "../model/migration.js";
import type { Schema, StoredItem } from "../model/schema.js";
import type { BulkJob } from "./bulk-job.js";
import { itemSize } from "./item-size.js";
import type { Progress } from "./progress.js";
import type { AnswerUse, RequestFlow } from "./request-flow.js";
import { ScannedItems } from "./scanned-items.js";
import type { SegmentScan } from "./segment-scan.js";

/** The parts of a migration. */
export interface MigrationParts {
  readonly flow: RequestFlow;
  readonly scan: SegmentScan;
  readonly progress: Progress;
  readonly schema: Schema;
  readonly concurrency: number;
  readonly maxUnitsPerSecond: number | undefined;
  readonly onMisfit: ((error: ItemValidationError) => void) | undefined;
}

/** Reads the items of earlier versions of an entity, and updates each. One that was changed meanwhile is read again. */
export class MigrateJob implements BulkJob {
  readonly flow: RequestFlow;
  readonly progress: Progress;
  readonly #parts: MigrationParts;
  readonly #items: ScannedItems;

  constructor(parts: MigrationParts) {
    this.flow = parts.flow;
    this.progress = parts.progress;
    this.#parts = parts;
    this.#items = new ScannedItems(parts.scan);
    const { concurrency: maxUnderWay, maxUnitsPerSecond } = parts;
    this.flow.limit("UpdateItem", { maxUnderWay, maxUnitsPerSecond });
    this.flow.limit("GetItem", { maxUnderWay, maxUnitsPerSecond: undefined });
  }

  get isOver(): boolean {
    return this.#items.isOver && this.#pending === 0;
  }

  get #pending(): number {
    return this.flow.count("UpdateItem") + this.flow.count("GetItem");
  }

  proceed(): void {
    const { scan, concurrency } = this.#parts;
    scan.readAhead();
    while (this.#pending < 2 * concurrency) {
      const item = this.#items.next;
      if (item === undefined) return;
      this.#items.skip();
      this.#migrate(item);
    }
  }

  #migrate(item: StoredItem): void {
    const update = this.#updateOf(item);
    if (update === undefined) return;
    const { TableName, Key = {} } = update;
    const use = ({ ConsumedCapacity }: UpdateItemCommandOutput): AnswerUse => {
      this.progress.items++;
      this.progress.bytes += itemSize(item);
      return { units: ConsumedCapacity?.CapacityUnits ?? 1, acceptance: "all" };
    };
    const useError = (error: unknown): boolean => {
      if ((error as Error).name !== "ConditionalCheckFailedException") return false;
      this.#readAgain(TableName, Key);
      return true;
    };
    this.flow.add("UpdateItem", { ...update, ReturnConsumedCapacity: "TOTAL" }, use, { useError });
  }

  #updateOf(item: StoredItem) {
    const { schema, onMisfit } = this.#parts;
    try {
      return migrationOf(schema, item);
    } catch (error) {
      if (onMisfit === undefined || !(error instanceof ItemValidationError)) throw error;
      onMisfit(error);
      return undefined;
    }
  }

  #readAgain(TableName: string | undefined, Key: StoredItem): void {
    const input = { TableName, Key, ConsistentRead: true, ReturnConsumedCapacity: "TOTAL" } as const;
    this.flow.add("GetItem", input, ({ Item, ConsumedCapacity }) => {
      if (Item !== undefined) this.#migrate(Item);
      return { units: ConsumedCapacity?.CapacityUnits ?? 1, acceptance: "all" };
    });
  }
}
