import { byteLength } from "../../../dynamodb/byte-length.js";
import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_GLOBAL_SECONDARY_INDEXES,
  MAX_LOCAL_SECONDARY_INDEXES,
  MAX_PROJECTED_ATTRIBUTES_PER_INDEX,
  MAX_PROJECTED_ATTRIBUTES_PER_TABLE,
} from "../../../dynamodb/limits.js";
import { PROJECTION_TYPES } from "../../../dynamodb/values.js";
import { shown } from "../../../validation/readers.js";
import { reportRepeated } from "../../../validation/repeated.js";
import { ATTRIBUTE_NAME_FIX, indexesOf, type Rule } from "./rule.js";
import { vectorProjectionCount } from "./vector-indexes.js";

const KNOWN_PROJECTION_TYPES: readonly string[] = PROJECTION_TYPES;

/** The number of indexes, what they require of the table, and their projections. */
export const indexes: readonly Rule[] = [
  {
    name: "global-index-count",
    check: ({ input, options, at }, report) => {
      const count = input.GlobalSecondaryIndexes?.length ?? 0;
      // AWS raises the quota on request. With a higher one, the indexes are sent through `input`.
      if (count <= MAX_GLOBAL_SECONDARY_INDEXES || options.input?.GlobalSecondaryIndexes) return;
      report(
        at("GlobalSecondaryIndexes"),
        `the table has ${count} global secondary indexes.`,
        `use at most ${MAX_GLOBAL_SECONDARY_INDEXES}, or input.GlobalSecondaryIndexes where your quota is higher.`,
      );
    },
  },
  {
    name: "local-index-count",
    check: ({ input, at }, report) => {
      const count = input.LocalSecondaryIndexes?.length ?? 0;
      if (count > MAX_LOCAL_SECONDARY_INDEXES)
        report(
          at("LocalSecondaryIndexes"),
          `the table has ${count} local secondary indexes.`,
          `use at most ${MAX_LOCAL_SECONDARY_INDEXES}.`,
        );
    },
  },
  {
    name: "no-empty-index-lists",
    check: ({ input, at }, report) => {
      for (const member of ["GlobalSecondaryIndexes", "LocalSecondaryIndexes", "VectorIndexes"] as const) {
        if (input[member]?.length === 0) report(at(member), "the list of indexes is empty.", "leave it out.");
      }
    },
  },
  {
    name: "local-index-needs-table-sort-key",
    check: ({ input, at }, report) => {
      if (!input.LocalSecondaryIndexes?.length || (input.KeySchema?.length ?? 0) >= 2) return;
      report(
        at("LocalSecondaryIndexes"),
        "local secondary indexes need a table with a sort key.",
        "add sortKey to the table, or make them global secondary indexes.",
      );
    },
  },
  {
    name: "local-index-needs-sort-key",
    check: (request, report) => {
      for (const { kind, name, keySchema, at } of indexesOf(request)) {
        if (kind === "local" && keySchema.length === 1)
          report(at("KeySchema"), `local secondary index "${name}" has no sort key.`, "give it one of its own.");
      }
    },
  },
  {
    name: "local-index-shares-partition-key",
    check: (request, report) => {
      const [table] = request.input.KeySchema ?? [];
      if (table?.KeyType !== "HASH") return;
      for (const { kind, name, keySchema, at } of indexesOf(request)) {
        const [first] = keySchema;
        if (kind === "global" || first?.KeyType !== "HASH" || first.AttributeName === table.AttributeName) continue;
        report(
          at("KeySchema", 0),
          `local secondary index "${name}" has the partition key "${first.AttributeName}", the table has "${table.AttributeName}".`,
          "use the table's partition key.",
        );
      }
    },
  },
  {
    name: "projection-type",
    check: (request, report) => {
      for (const { projection, at } of indexesOf(request)) {
        const type = projection?.ProjectionType;
        if (type !== undefined && KNOWN_PROJECTION_TYPES.includes(type)) continue;
        const problem =
          type === undefined ? "the index has no projection type." : `unknown projection type ${shown(type)}.`;
        report(at("Projection"), problem, "use ALL, KEYS_ONLY or INCLUDE.");
      }
    },
  },
  {
    name: "include-needs-attributes",
    check: (request, report) => {
      for (const { projection, at } of indexesOf(request)) {
        if (projection?.ProjectionType !== "INCLUDE" || projection.NonKeyAttributes?.length) continue;
        report(at("Projection"), "the projection names no attributes.", 'name at least one, or use "KEYS_ONLY".');
      }
    },
  },
  {
    name: "attributes-only-with-include",
    check: (request, report) => {
      for (const { projection, at } of indexesOf(request)) {
        // A projection without a type breaks another rule.
        if (!projection?.NonKeyAttributes || !["ALL", "KEYS_ONLY"].includes(projection.ProjectionType ?? "")) continue;
        report(
          at("Projection", "NonKeyAttributes"),
          `the projection is ${projection.ProjectionType} and also names attributes.`,
          "use INCLUDE, or leave NonKeyAttributes out.",
        );
      }
    },
  },
  {
    name: "projected-attributes",
    check: (request, report) => {
      for (const { projection, at } of indexesOf(request)) {
        const attributes = projection?.NonKeyAttributes ?? [];
        const where = (index: number) => at("Projection", "NonKeyAttributes", index);
        if (attributes.length > MAX_PROJECTED_ATTRIBUTES_PER_INDEX) {
          report(
            at("Projection"),
            `the projection names ${attributes.length} attributes.`,
            `name at most ${MAX_PROJECTED_ATTRIBUTES_PER_INDEX} an index, or use "ALL".`,
          );
        }
        for (const [index, name] of attributes.entries()) {
          const size = byteLength(name);
          if (size < 1 || size > MAX_ATTRIBUTE_NAME_BYTES)
            report(where(index), `the name of a projected attribute has ${size} bytes.`, ATTRIBUTE_NAME_FIX);
        }
        reportRepeated(attributes, where, (path, name) =>
          report(path, `attribute "${name}" is named twice.`, "name it once."),
        );
      }
    },
  },
  {
    name: "projected-attributes-in-table",
    check: (request, report) => {
      const all = indexesOf(request);
      const named = all.reduce((sum, { projection }) => sum + (projection?.NonKeyAttributes?.length ?? 0), 0);
      const count = named + vectorProjectionCount(request);
      if (count <= MAX_PROJECTED_ATTRIBUTES_PER_TABLE) return;
      const last = all.findLast(({ projection }) => projection?.NonKeyAttributes) ?? all.at(-1);
      const path = last?.at("Projection") ?? "";
      report(
        path,
        `the indexes of the table name ${count} projected attributes in all, with vectors and filters.`,
        `name at most ${MAX_PROJECTED_ATTRIBUTES_PER_TABLE}, or use "ALL" for some indexes.`,
      );
    },
  },
];
