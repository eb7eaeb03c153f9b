import { applyUpdate } from "../expressions/apply-update.js";
import { type Condition, pathsIn } from "../expressions/condition.js";
import { evaluate } from "../expressions/evaluate.js";
import { checkKeyPaths } from "../expressions/key-attributes.js";
import { type KeyCondition, parseKeyCondition } from "../expressions/key-condition.js";
import type { LegacyCondition } from "../expressions/legacy-comparison.js";
import {
  type ExpectedAttribute,
  readExpected,
  readFilter,
  readKeyConditions,
} from "../expressions/legacy-conditions.js";
import {
  type LegacyAttributeUpdate,
  readAttributesToGet,
  readAttributeUpdates,
} from "../expressions/legacy-updates.js";
import { parseCondition } from "../expressions/parse-condition.js";
import { parseUpdate } from "../expressions/parse-update.js";
import type { Path } from "../expressions/paths.js";
import { type PlaceholderParameters, Placeholders } from "../expressions/placeholders.js";
import { type Projection, parseProjection, project, projectionOf } from "../expressions/projection.js";
import type { ReaderOptions } from "../expressions/token-reader.js";
import { changedPaths, type Update } from "../expressions/update.js";
import { keyNames } from "../store/definition.js";
import type { Item } from "../values/attribute-value.js";
import type { TableSchema } from "./table-schema.js";

type ByName<T> = Readonly<Record<string, T>>;

/** The members of a write that are expressions, or their legacy forms. */
export interface WriteExpressions extends PlaceholderParameters {
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ConditionalOperator?: "AND" | "OR";
  readonly Expected?: ByName<ExpectedAttribute>;
  readonly AttributeUpdates?: ByName<LegacyAttributeUpdate>;
}

/** The members of a read that say which attributes it returns. */
export interface ProjectionMembers extends PlaceholderParameters {
  readonly AttributesToGet?: readonly string[];
  readonly ProjectionExpression?: string;
}

/** The members of a Scan that are expressions, or their legacy forms. */
export interface ScanExpressions extends ProjectionMembers {
  readonly FilterExpression?: string;
  readonly ConditionalOperator?: "AND" | "OR";
  readonly ScanFilter?: ByName<LegacyCondition>;
}

/** The members of a Query that are expressions, or their legacy forms. */
export interface QueryExpressions extends ProjectionMembers {
  readonly FilterExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ConditionalOperator?: "AND" | "OR";
  readonly QueryFilter?: ByName<LegacyCondition>;
  readonly KeyConditions?: ByName<LegacyCondition>;
}

/** Whether an item fulfils a condition. An item that does not exist has no attributes. */
export type Test = (item: Item) => boolean;

/** The update of an item. */
export interface ItemUpdate {
  readonly update: Update;
  /** Returns the changed item. Throws DynamoDB's error if the update does not go with the item. */
  readonly apply: (item: Item) => Item;
  /** The parts of an item that it changes. */
  readonly project: (item: Item) => Item;
}

/** What a read returns of the items that it finds. */
export interface ReadExpressions {
  readonly filter: Condition | undefined;
  readonly projection: Projection | undefined;
}

/** Reads the condition and the update of a write. */
export function readWriteExpressions(members: WriteExpressions): { condition?: Test; update?: ItemUpdate } {
  const { ConditionExpression, UpdateExpression, AttributeUpdates } = members;
  const legacyUpdate = AttributeUpdates && readAttributeUpdates(AttributeUpdates);
  const legacyCondition = readExpected(members.Expected, members.ConditionalOperator);
  const placeholders = new Placeholders(members);
  const update = UpdateExpression === undefined ? legacyUpdate : parseUpdate(UpdateExpression, placeholders);
  const condition =
    ConditionExpression === undefined
      ? legacyCondition
      : parseCondition("ConditionExpression", ConditionExpression, placeholders);
  if (ConditionExpression !== undefined || UpdateExpression !== undefined) placeholders.checkUsed();
  return {
    ...(condition && { condition: (item: Item) => evaluate(condition, item) }),
    ...(update && { update: itemUpdate(update) }),
  };
}

/** Reads which attributes GetItem returns. */
export function readProjection(members: ProjectionMembers): Projection | undefined {
  return readSome(members, {}).projection;
}

/** Reads the filter and the projection of a Scan. */
export function readScanExpressions(members: ScanExpressions): ReadExpressions {
  const readLegacy = () => readFilter(members.ScanFilter, members.ConditionalOperator);
  return readSome(members, { text: members.FilterExpression, readLegacy, options: { reportsSize: true } });
}

/** Reads the conditions, the filter and the projection of a Query. */
export function readQueryExpressions(members: QueryExpressions): ReadExpressions & { readonly key: KeyCondition[] } {
  const { KeyConditions, KeyConditionExpression } = members;
  let key: KeyCondition[] = [];
  const readLegacy = () => readFilter(members.QueryFilter, members.ConditionalOperator);
  const read = readSome(members, { text: members.FilterExpression, readLegacy }, (placeholders) => {
    if (KeyConditionExpression !== undefined) key = parseKeyCondition(KeyConditionExpression, placeholders);
  });
  if (KeyConditionExpression === undefined && KeyConditions) key = readKeyConditions(KeyConditions);
  return { ...read, key };
}

/** Throws if a path goes into an attribute of a key, which has no parts. */
export function checkPaths(schema: TableSchema, paths: readonly Path[]): void {
  checkKeyPaths(paths, keyNames(schema), schema.indexKeys.flatMap(keyNames));
}

/** The top-level attributes of some paths. */
export function attributesIn(paths: readonly Path[]): string[] {
  return [...new Set(paths.map(([name]) => name))];
}

/** The attributes that a filter uses. */
export function filteredAttributes(filter: Condition | undefined): string[] {
  return filter ? attributesIn(pathsIn(filter)) : [];
}

/** The attributes that an update changes. */
export function updatedAttributes({ update }: ItemUpdate): string[] {
  return attributesIn(changedPaths(update));
}

/** What a projection leaves of an item. */
export function projected(projection: Projection | undefined, item: Item): Item {
  return projection ? project(projection, item) : item;
}

/** The filter of a read: its expression, or its legacy form. */
interface FilterSource {
  readonly text?: string | undefined;
  readonly readLegacy?: () => Condition | undefined;
  readonly options?: ReaderOptions;
}

function readSome(
  members: ProjectionMembers,
  { text, readLegacy, options }: FilterSource,
  readKey: (placeholders: Placeholders) => void = () => {},
): ReadExpressions {
  const { AttributesToGet, ProjectionExpression } = members;
  const legacyFilter = readLegacy?.();
  const legacyProjection = AttributesToGet && readAttributesToGet(AttributesToGet);
  const placeholders = new Placeholders(members);
  readKey(placeholders);
  const filter = text === undefined ? legacyFilter : parseCondition("FilterExpression", text, placeholders, options);
  const projection =
    ProjectionExpression === undefined ? legacyProjection : parseProjection(ProjectionExpression, placeholders);
  placeholders.checkUsed();
  return { filter, projection };
}

/** An update as writes apply it. */
export function itemUpdate(update: Update): ItemUpdate {
  return {
    update,
    apply: (item) => applyUpdate(update, item).item,
    project: (item) => project(projectionOf(changedPaths(update)), item),
  };
}
