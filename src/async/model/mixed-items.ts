import { CallIssues } from "../../model/call-issues.js";
import type { ItemCallOptions, QueryOptions, ScanOptions } from "../../model/item-options.js";
import { usableOptions } from "../../model/option-readers.js";
import { isOwn } from "../../model/own-items.js";
import { markPartial } from "../../model/partial-items.js";
import type { Schema, StoredItem } from "../../model/schema.js";
import type { SharedTableSchema } from "../../model/shared-table-schema.js";
import type { IndexSchema } from "../../model/table-keys.js";
import { instantiate, type ModelClass, type ModelInstance, type SharedTableInfo } from "./model-info.js";

/** Which models the items of a read are of. */
export interface MixedOptions<M extends readonly ModelClass[] = readonly ModelClass[]> {
  /** The models whose items are returned. @defaultValue those that the program has used so far */
  readonly models?: M | undefined;
  /** Receives each item of no such model, in stored form. @defaultValue they are skipped */
  readonly onUnknown?: ((stored: StoredItem) => void) | undefined;
}

/** How to query a table with the items of several models. */
export interface MixedQueryOptions<M extends readonly ModelClass[] = readonly ModelClass[]>
  extends Omit<QueryOptions<never>, "filter">,
    MixedOptions<M> {}

/** How to scan a table with the items of several models. */
export type MixedScanOptions<M extends readonly ModelClass[] = readonly ModelClass[]> = WithoutFilter<
  ScanOptions<never>
> &
  MixedOptions<M>;

/** Each member of a union without the filter. */
type WithoutFilter<T> = T extends unknown ? Omit<T, "filter"> : never;

/** How to get items of several models. */
export interface MixedGetOptions<M extends readonly ModelClass[] = readonly ModelClass[]>
  extends ItemCallOptions,
    MixedOptions<M> {
  /** Whether to read what was written last. @defaultValue `false`; in a transaction always */
  readonly consistentRead?: boolean | undefined;
}

/** The items of models: of the given ones, or of any. */
export type MixedItem<M extends readonly ModelClass[]> = [M] extends [readonly []]
  ? ModelInstance
  : M extends readonly (infer Each)[]
    ? Each extends ModelClass
      ? InstanceType<Each>
      : never
    : never;

/** The models of the items of a mixed read. */
export class MixedModels {
  readonly #table: SharedTableSchema;
  readonly #models: ReadonlyMap<string, ModelClass> | undefined;
  readonly #onUnknown: MixedOptions["onUnknown"];

  constructor(table: SharedTableSchema, options: MixedOptions) {
    const { models, onUnknown } = checkModels(table, options);
    this.#table = table;
    this.#onUnknown = onUnknown;
    this.#models = models && new Map(models.map((model) => [entityOf(model) ?? "", model]));
  }

  /** Whether a stored item is of one of the models. Others are passed to the caller. */
  know(index: IndexSchema | undefined, stored: StoredItem): boolean {
    if (this.#modelOf(index, stored) !== undefined) return true;
    this.#onUnknown?.(stored);
    return false;
  }

  /** Creates the item of a stored item that one of the models knows; for a part of one, an object with its attributes. */
  read(index: IndexSchema | undefined, stored: StoredItem): unknown {
    const model = this.#modelOf(index, stored);
    if (model === undefined) return undefined;
    const { schema } = model["~model"];
    if (isWhole(schema, index)) return instantiate(model, schema.decode(stored));
    return markPartial(schema.decode(stored, true));
  }

  #modelOf(index: IndexSchema | undefined, stored: StoredItem): ModelClass | undefined {
    const entity = stored[this.#table.entityAttribute]?.S;
    if (entity !== undefined) return this.#models ? this.#models.get(entity) : this.#usedClass(entity);
    // An index of the keys only does not have the entity: the keys tell the models apart.
    if (index === undefined || index.projection !== "KEYS_ONLY") return undefined;
    const models = this.#models?.values() ?? (this.#table.usedClasses as Iterable<ModelClass>); // only models use a table
    for (const model of models) if (isOwn(model["~model"].schema, index, stored)) return model;
    return undefined;
  }

  #usedClass(entity: string): ModelClass | undefined {
    return this.#table.classOf(entity) as ModelClass | undefined; // only models use a table
  }
}

function isWhole(schema: Schema, index: IndexSchema | undefined): boolean {
  return schema.projectedBy(index) === undefined;
}

/** Throws an error with all issues of the options that say which models the items are of. */
function checkModels(table: SharedTableSchema, options: MixedOptions): MixedOptions {
  const issues = CallIssues.onTable(table.table);
  const { models, onUnknown } = options;
  if (onUnknown !== undefined && typeof onUnknown !== "function")
    issues.report("onUnknown", "expected a function.", "write (stored) => { … }.");
  if (models !== undefined && !Array.isArray(models))
    issues.report("models", "expected an array of models.", "write [User, Order].");
  else
    for (const [place, model] of (models ?? []).entries())
      if (tableOf(model) !== table)
        issues.report(`models[${place}]`, "is not a model of this table.", "use models defined with this table.");
  issues.finish();
  return options;
}

/** The table that a model shares; `undefined` for anything else. */
function tableOf(model: unknown): unknown {
  const { "~model": info } = Object(model) as {
    readonly "~model"?: { readonly sharedTable?: { readonly schema: unknown } };
  };
  return info?.sharedTable?.schema;
}

function entityOf(model: ModelClass): string | undefined {
  return model["~model"].schema.entity?.name;
}

/** The options of a read by keys, without those of the models. Throws an error with all issues of the options. */
export function readGetOptions(
  { schema }: SharedTableInfo,
  call: "mixedBatchGet" | "mixedTransactGet",
  options: MixedGetOptions,
): Omit<MixedGetOptions, "models" | "onUnknown"> {
  const issues = CallIssues.onTable(schema.table);
  usableOptions(call, options, issues);
  issues.finish();
  const { models: _, onUnknown: __, ...getOptions } = options;
  return getOptions;
}
