import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { TableDefinitionError } from "../errors.js";
import { type CreateTableCall, readCreateTable } from "../table/create/create-table-call.js";
import { createOptionsOf, partsOf, type TableModel, tableNameOf } from "../table/definition/from-model.js";
import { Issues } from "../validation/issues.js";
import { memberPath } from "../validation/member-path.js";
import { isObject, type Json } from "./control-plane/wire.js";

type Input = CreateTableCommandInput;
type Index = NonNullable<Input["GlobalSecondaryIndexes"]>[number];

/** Members of a request that define keys and indexes. Each model has its own; all others are settings. */
const STRUCTURE = [
  "KeySchema",
  "AttributeDefinitions",
  "GlobalSecondaryIndexes",
  "LocalSecondaryIndexes",
  "VectorIndexes",
];

/**
 * The table that models define together, with the indexes, key attributes and settings of all of them. Throws a
 * {@link TableDefinitionError} if one of them is invalid, or two of them contradict each other.
 */
export function readSharedTable([first, ...others]: readonly [TableModel, ...TableModel[]]): CreateTableCall {
  const models = [first, ...others];
  const callOf = (model: TableModel, settings: Json = {}) =>
    readCreateTable(tableNameOf(model), createOptionsOf(model, settings));
  requireConsistent(models, (model) => ({ ...structureOf(callOf(model).input), tableOptions: settingsOf(model) }));
  const settings = models.map(settingsOf).reduce(merged);
  // With the settings of all, because the capacity of an index can depend on them.
  const combinedCall = (model: TableModel) =>
    callOf(model, { ...settings, input: merged(Object(settings["input"]), ownStructure(model)) });
  requireConsistent(models, (model) => ({ indexes: indexesOf(combinedCall(model).input, capacityOf) }));
  const start = combinedCall(first);
  return {
    ...start,
    input: others.map(combinedCall).reduce((all, { input }) => withStructure(all, input), start.input),
  };
}

/** Throws if two models contradict each other. A member that one of them omits is not a contradiction. */
function requireConsistent(models: readonly TableModel[], definitionOf: (model: TableModel) => Json): void {
  const issues = new Issues();
  const definitions = models.map((model) => ({ name: nameOf(model), definition: definitionOf(model) }));
  for (const [index, one] of definitions.entries()) {
    for (const other of definitions.slice(index + 1)) {
      for (const { path, values } of differences(one.definition, other.definition)) {
        const [value1, value2] = values.map((value) => JSON.stringify(value));
        if (issues.covers(path)) continue;
        issues.report(
          path,
          `${one.name} has ${value1}, ${other.name} has ${value2}.`,
          "use the same value in both models.",
        );
      }
    }
  }
  if (issues.list.length === 0) return;
  const names = definitions.map(({ name }) => name).join(", ");
  const subject = `Table ${JSON.stringify(models[0] && tableNameOf(models[0]))} of ${names}`;
  throw new TableDefinitionError(subject, issues.list, "nothing was started");
}

function* differences(one: Json, other: Json, path = ""): Generator<{ path: string; values: [unknown, unknown] }> {
  for (const [name, value] of Object.entries(one)) {
    const [member, otherValue] = [memberPath(path, name), other[name]];
    if (value === undefined || otherValue === undefined) continue;
    if (isObject(value) && isObject(otherValue)) yield* differences(value, otherValue, member);
    else if (JSON.stringify(value) !== JSON.stringify(otherValue)) yield { path: member, values: [value, otherValue] };
  }
}

/** Merges the members of both, at every depth. */
function merged(one: Json, other: Json): Json {
  const all = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const existing = all[name];
    all[name] = isObject(existing) && isObject(value) ? merged(existing, value) : (existing ?? value);
  }
  return all;
}

/** The settings of a model that define its table. */
function settingsOf(model: TableModel): Json {
  const { wait, signal, resourcePolicy: policy, input = {}, ...settings } = partsOf(model).tableOptions;
  // As text, normalised from either form.
  const resourcePolicy = policy && JSON.stringify(typeof policy === "string" ? JSON.parse(policy) : policy);
  const others = Object.entries(input).filter(([name]) => !STRUCTURE.includes(name));
  return { ...settings, resourcePolicy, input: Object.fromEntries(others) };
}

/** The keys and indexes in a model's `input`. */
function ownStructure(model: TableModel): Json {
  const { input = {} } = partsOf(model).tableOptions;
  return Object.fromEntries(Object.entries(input).filter(([name]) => STRUCTURE.includes(name)));
}

function structureOf(input: Input): Json {
  return {
    ...keysOf(input),
    attributes: Object.fromEntries(
      (input.AttributeDefinitions ?? []).map((each) => [each.AttributeName, each.AttributeType]),
    ),
    indexes: {
      ...indexesOf(input, (index, kind) => ({ kind, ...keysOf(index), projection: projectionOf(index) })),
      ...vectorIndexesOf(input),
    },
  };
}

function indexesOf(input: Input, describe: (index: Index, kind: string) => Json): Json {
  const entries = (kind: string, indexes: readonly Index[] = []) =>
    indexes.map((index) => [index.IndexName, describe(index, kind)]);
  return Object.fromEntries([
    ...entries("global", input.GlobalSecondaryIndexes),
    ...entries("local", input.LocalSecondaryIndexes),
  ]);
}

function vectorIndexesOf({ VectorIndexes = [] }: Input): Json {
  return Object.fromEntries(
    VectorIndexes.map(({ IndexName, Projection, ...members }) => [
      IndexName,
      { kind: "vector", ...members, projection: projectionOf({ Projection }) },
    ]),
  );
}

function keysOf({ KeySchema = [] }: Pick<Input, "KeySchema">): Json {
  const names = (type: string) => KeySchema.filter((key) => key.KeyType === type).map((key) => key.AttributeName);
  return { partitionKey: names("HASH"), sortKey: names("RANGE") };
}

function projectionOf({
  Projection: { ProjectionType, NonKeyAttributes = [] } = {},
}: Pick<Index, "Projection">): unknown {
  return ProjectionType === "INCLUDE" ? NonKeyAttributes.toSorted() : ProjectionType;
}

function capacityOf({ ProvisionedThroughput, OnDemandThroughput, WarmThroughput }: Index): Json {
  return { ProvisionedThroughput, OnDemandThroughput, WarmThroughput };
}

/** A request with the indexes of another one, and their attributes, in addition to its own. */
function withStructure(one: Input, other: Input): Input {
  const { AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes, VectorIndexes } = other;
  return {
    ...one,
    AttributeDefinitions: united(one.AttributeDefinitions, AttributeDefinitions, (each) => each.AttributeName),
    GlobalSecondaryIndexes: united(one.GlobalSecondaryIndexes, GlobalSecondaryIndexes, (each) => each.IndexName),
    LocalSecondaryIndexes: united(one.LocalSecondaryIndexes, LocalSecondaryIndexes, (each) => each.IndexName),
    VectorIndexes: united(one.VectorIndexes, VectorIndexes, (each) => each.IndexName),
  };
}

/** Merges two lists. Elements with the same name are merged. */
function united<T extends object>(
  one: readonly T[] = [],
  other: readonly T[] = [],
  nameIn: (each: T) => unknown,
): T[] | undefined {
  const all = one.map((value1) => {
    const value2 = other.find((each) => nameIn(each) === nameIn(value1));
    return value2 === undefined ? value1 : (merged(value1 as Json, value2 as Json) as T); // members of T, of both
  });
  all.push(...other.filter((value2) => !one.some((value1) => nameIn(value1) === nameIn(value2))));
  return all.length > 0 ? all : undefined;
}

function nameOf(model: TableModel): string {
  const { name } = model as unknown as { readonly name: string }; // a class, as checked before
  return name || "a model without a name";
}
