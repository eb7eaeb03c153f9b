import { MAX_VECTOR_INDEXES } from "../../dynamodb/limits.js";
import type { Report } from "../../validation/issues.js";
import type { IndexAfter } from "./index-conflicts.js";
import type { Changes } from "./steps/changes.js";
import { finalMode } from "./steps/index-changes.js";

const areVectors = ({ kind }: IndexAfter) => kind === "vector";
const isBuilt = ({ path }: IndexAfter) => path !== undefined;

/** A table with vector indexes is on demand. */
export function checkVectorBilling(all: readonly IndexAfter[], changes: Changes, report: Report): void {
  const indexes = all.filter(areVectors);
  if (indexes.length === 0 || finalMode(changes) !== "PROVISIONED") return;
  const message = "vector indexes are only supported for PAY_PER_REQUEST tables";
  if (changes.actual.billingMode !== "PROVISIONED") {
    const kept = indexes.map(({ name }) => `"${name}"`).join(", ");
    report("billingMode", `${message}, and the table has ${kept}.`, "leave it out, or remove these indexes.");
    return;
  }
  for (const { path = "vectorIndexes" } of indexes)
    report(path, `${message}, and the table is PROVISIONED.`, 'set billingMode to "PAY_PER_REQUEST".');
}

export function checkVectorIndexCount(all: readonly IndexAfter[], { actual, wanted }: Changes, report: Report): void {
  const indexes = all.filter(areVectors);
  // A table that has more, or a definition that may have more, is one of an account with a higher quota.
  const isQuotaHigher = [wanted, actual].some(
    ({ vectorIndexes = {} }) => Object.keys(vectorIndexes).length > MAX_VECTOR_INDEXES,
  );
  if (indexes.length <= MAX_VECTOR_INDEXES || !indexes.some(isBuilt) || isQuotaHigher) return;
  report(
    "vectorIndexes",
    `the table would have ${indexes.length} vector indexes, more than the per-table limit of ${MAX_VECTOR_INDEXES}.`,
    `remove some: at most ${MAX_VECTOR_INDEXES} are possible.`,
  );
}

/** All vector indexes of an attribute have the same dimensions. */
export function checkVectorDimensions(indexes: readonly IndexAfter[], report: Report): void {
  for (const { path, vector } of indexes.filter(isBuilt)) {
    const other = indexes.find(
      (each) =>
        !isBuilt(each) &&
        each.vector?.attribute === vector?.attribute &&
        each.vector?.dimensions !== vector?.dimensions,
    );
    if (other?.vector === undefined || vector === undefined || path === undefined) continue;
    report(
      `${path}.dimensions`,
      `is ${vector.dimensions}, and index ${other.name} has ${other.vector.dimensions} dimensions.`,
      `all vector indexes on the same vector attribute must use the same dimensions: remove index ${other.name} in the same call, or use another attribute.`,
    );
  }
}

/** An attribute with vectors is in no key, and in no search schema. */
export function checkVectorAttributes(indexes: readonly IndexAfter[], { actual }: Changes, report: Report): void {
  const { partitionKey = [], sortKey = [] } = actual;
  const owners = [
    { owner: "the table", attributes: [...partitionKey, ...sortKey], path: undefined },
    ...indexes.map(({ name, attributes, path }) => ({ owner: `index ${name}`, attributes, path })),
  ];
  const message = "an attribute cannot be defined in AttributeDefinitions when used as a vector attribute";
  for (const { name, path: ofVector, vector } of indexes.filter(areVectors)) {
    for (const { owner, attributes, path } of owners) {
      // The rules of a definition have reported two indexes that both are in it.
      const place = ofVector === undefined ? path : path === undefined ? ofVector : undefined;
      if (place === undefined || !attributes.some(([attribute]) => attribute === vector?.attribute)) continue;
      const user = place === ofVector ? owner : `index ${name}`;
      report(
        place,
        `${message}, and "${vector?.attribute}" is used by ${user}.`,
        `use another attribute${user === "the table" ? "" : `, or remove ${user} in the same call`}.`,
      );
    }
  }
}
