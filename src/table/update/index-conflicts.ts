import { MAX_PROJECTED_ATTRIBUTES_PER_TABLE } from "../../dynamodb/limits.js";
import type { Report } from "../../validation/issues.js";
import { ownMember } from "../../validation/own-member.js";
import type { NormalisedIndex, NormalisedKey, NormalisedVectorIndex } from "../definition/normalised-table.js";
import type { Changes } from "./steps/changes.js";
import { indexChangesOf } from "./steps/index-changes.js";

/** An index of the table after the changes. */
export interface IndexAfter {
  readonly kind: "global secondary" | "local secondary" | "vector";
  readonly name: string;
  /** Where the definition has it, if it is built by the changes. */
  readonly path: string | undefined;
  /** The attributes of its key or of its search schema. */
  readonly attributes: readonly NormalisedKey[];
  /** Of a vector index. */
  readonly vector?: { readonly attribute: string; readonly dimensions: number } | undefined;
  /** What it adds to the projected attributes of the table. */
  readonly projected: number;
}

/** The indexes of the table after the changes. */
export function indexesAfter(changes: Changes): IndexAfter[] {
  const { actual, wanted } = changes;
  const globals = indexChangesOf(changes);
  const vectors = indexChangesOf(changes, "vectorIndexes");
  const pick = <T>(names: readonly string[], indexes: Readonly<Record<string, T>> | undefined) =>
    names.flatMap((name): [string, T][] => {
      const index = ownMember(indexes, name);
      return index === undefined ? [] : [[name, index]];
    });
  const built = (list: string, name: string) => `${list}.${name}`;
  return [
    ...pick(globals.kept, actual.globalSecondaryIndexes).map((each) => ordinary("global secondary", each)),
    ...pick(vectors.kept, actual.vectorIndexes).map((each) => ofVectors(each)),
    ...Object.entries(actual.localSecondaryIndexes ?? {}).map((each) => ordinary("local secondary", each)),
    ...pick([...globals.rebuilt, ...globals.added], wanted.globalSecondaryIndexes).map((each) =>
      ordinary("global secondary", each, built("globalSecondaryIndexes", each[0])),
    ),
    ...pick([...vectors.rebuilt, ...vectors.added], wanted.vectorIndexes).map((each) =>
      ofVectors(each, built("vectorIndexes", each[0])),
    ),
  ];
}

function ordinary(
  kind: "global secondary" | "local secondary",
  [name, { partitionKey, sortKey, projection }]: [string, NormalisedIndex],
  path?: string,
): IndexAfter {
  return { kind, name, path, attributes: [...partitionKey, ...sortKey], projected: namedIn(projection) };
}

function ofVectors([name, index]: [string, NormalisedVectorIndex], path?: string): IndexAfter {
  const { partitionKey, filters, vector: attribute, dimensions, projection } = index;
  const projected = namedIn(projection) + 1 + filters.length; // of its search schema, the partition key does not count
  return {
    kind: "vector",
    name,
    path,
    attributes: [...partitionKey, ...filters],
    vector: { attribute, dimensions },
    projected,
  };
}

function namedIn(projection: string | readonly string[]): number {
  return typeof projection === "string" ? 0 : projection.length;
}

/** All indexes of a table have different names, whatever their kind. */
export function checkIndexNames(all: readonly IndexAfter[], report: Report): void {
  for (const { name, path } of all) {
    const other = path && all.find((each) => each.name === name && each.path === undefined);
    if (other) report(path, `the table has a ${other.kind} index of this name.`, "choose another name.");
  }
}

/** An attribute has one type in all keys of a table. DynamoDB would build the index with the type that it knows. */
export function checkKeyTypes(all: readonly IndexAfter[], { actual }: Changes, report: Report): void {
  const types = new Map<string, readonly [type: string, owner: string, place: string]>();
  for (const { kind, name, attributes, path } of all)
    for (const [attribute, type] of path === undefined ? attributes : [])
      types.set(attribute, [type, `index ${name}`, kind === "vector" ? "search schema" : "key"]);
  for (const [attribute, type] of [...(actual.partitionKey ?? []), ...(actual.sortKey ?? [])])
    types.set(attribute, [type, "the table", "key"]);
  for (const { kind, attributes, path } of all) {
    for (const [name, type] of path === undefined ? [] : attributes) {
      const [known, owner, place] = types.get(name) ?? [type, "", ""];
      if (known === type) continue;
      report(
        path ?? "",
        `its ${kind === "vector" ? "search" : "key"} attribute "${name}" has type "${type}", and in the ${place} of ${owner} it has type "${known}".`,
        `write ["${name}", "${known}"]${owner === "the table" ? "" : `, or remove ${owner} in the same call`}.`,
      );
    }
  }
}

/** The projections of all indexes share one limit. */
export function checkProjections(all: readonly IndexAfter[], report: Report): void {
  const count = all.reduce((sum, { projected }) => sum + projected, 0);
  const built = all.filter(({ path }) => path !== undefined);
  if (count <= MAX_PROJECTED_ATTRIBUTES_PER_TABLE || built.length === 0) return;
  report(
    built.some(({ kind }) => kind === "global secondary") ? "globalSecondaryIndexes" : "vectorIndexes",
    `the projections of all indexes of the table would name ${count} attributes.`,
    `name at most ${MAX_PROJECTED_ATTRIBUTES_PER_TABLE}, or use "ALL" for some indexes.`,
  );
}
