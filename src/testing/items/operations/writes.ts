import { MAX_ITEM_BYTES } from "../../../dynamodb/limits.js";
import { AwsError, invalid } from "../../control-plane/aws-error.js";
import { checkUpdatedAttributes } from "../expressions/key-attributes.js";
import { changedPaths, setValues } from "../expressions/update.js";
import { keyNames } from "../store/definition.js";
import type { StoredItem } from "../store/ordered-items.js";
import { type Item, pickAttributes } from "../values/attribute-value.js";
import { sizeOf } from "../values/size.js";
import { checkPaths, type ItemUpdate, type Test, updatedAttributes } from "./expressions.js";
import type { ItemTable } from "./item-tables.js";
import {
  checkEmptyItemKeys,
  checkEmptyKey,
  checkIndexKeys,
  checkItemKey,
  checkKey,
  checkUpdatedIndexKeys,
} from "./key-checks.js";
import { pickKey, type TableSchema } from "./table-schema.js";

/** A write of one item, checked as far as that is possible without its table. */
export interface ItemWrite {
  readonly kind: "put" | "delete" | "update" | "check";
  readonly tableName: string;
  /** The key; of a put, the item. */
  readonly target: Item;
  /** The bytes of the item of a put. */
  readonly size?: number | undefined;
  readonly condition: Test | undefined;
  readonly update: ItemUpdate | undefined;
  /** Whether the error for a condition that fails has the existing item. */
  readonly returnsExisting: boolean;
}

/** A write with its outcome, which is not stored yet. */
export interface PlannedWrite {
  readonly write: ItemWrite;
  readonly table: ItemTable;
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

/** The error for a condition that fails. */
export class ConditionFailed extends AwsError {
  constructor(readonly item: Item | undefined) {
    super("ConditionalCheckFailedException", "The conditional request failed");
  }

  override toJSON() {
    return { ...super.toJSON(), ...(this.item && { Item: this.item }) };
  }
}

/** Throws if a key value is empty. In a transaction, this rejects the request. */
export function checkEmptyValues(schema: TableSchema, { kind, target, update }: ItemWrite): void {
  if (kind === "put") checkEmptyItemKeys(schema, target);
  else checkEmptyKey(schema, target);
  if (update) checkUpdatedIndexKeys(schema, setValues(update.update));
}

/** Throws if the key or an index' key has the wrong form. In a transaction, this cancels it. */
export function checkKeys(schema: TableSchema, { kind, target, update }: ItemWrite): void {
  if (kind === "put") {
    checkItemKey(schema, target);
    checkIndexKeys(schema, target);
  } else checkKey(schema, target);
  if (!update) return;
  checkUpdatedAttributes(update.update, keyNames(schema));
  checkPaths(schema, changedPaths(update.update));
}

/** Computes what a write does. Throws if its condition fails, or DynamoDB refuses the changed item. */
export function planWrite(table: ItemTable, write: ItemWrite): PlannedWrite {
  const before = table.store.get(write.target);
  if (write.condition && !write.condition(before?.item ?? {}))
    throw new ConditionFailed(write.returnsExisting ? before?.item : undefined);
  return { write, table, before, after: outcomeOf(table.schema, write, before) };
}

/** Stores the outcome of a write. */
export function storeWrite({ table, before, after }: PlannedWrite): void {
  if (after === before) return;
  table.store.replace(before, after);
  table.onWrite({ before: before?.item, after: after?.item });
}

function outcomeOf(
  schema: TableSchema,
  { kind, target, size: putSize, update }: ItemWrite,
  before: StoredItem | undefined,
): StoredItem | undefined {
  if (kind === "check") return before;
  if (kind === "delete") return undefined;
  if (kind === "put") return { item: target, size: putSize ?? sizeOf(target) };
  const old = before?.item ?? pickKey(schema, target);
  const item = update ? update.apply(old) : old;
  const size = sizeOf(item);
  if (size > MAX_ITEM_BYTES) throw invalid("Item size to update has exceeded the maximum allowed size");
  if (update) checkUpdatedIndexKeys(schema, pickAttributes(item, updatedAttributes(update)));
  checkIndexKeys(schema, item);
  return { item, size };
}
