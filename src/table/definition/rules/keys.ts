import { byteLength } from "../../../dynamodb/byte-length.js";
import { MAX_ATTRIBUTE_NAME_BYTES, MAX_KEY_ATTRIBUTES, MAX_KEY_ATTRIBUTES_PER_TYPE } from "../../../dynamodb/limits.js";
import { KEY_ATTRIBUTE_TYPES, KEY_ELEMENT_TYPES } from "../../../dynamodb/values.js";
import { reportRepeated } from "../../../validation/repeated.js";
import { ATTRIBUTE_NAME_FIX, indexesOf, keySchemasOf, type Rule } from "./rule.js";
import { searchAttributesOf } from "./vector-indexes.js";

const TYPES: readonly string[] = KEY_ATTRIBUTE_TYPES;
const ELEMENT_TYPES: readonly unknown[] = KEY_ELEMENT_TYPES;

/** The keys of the table and of its indexes, and their attribute definitions. */
export const keys: readonly Rule[] = [
  {
    name: "one-type-per-attribute",
    check: ({ keyUses, options }, report) => {
      // Definitions in `input` replace those that are made from the options.
      if (options.input?.AttributeDefinitions) return;
      const first = new Map<string, { type: string; path: string }>();
      for (const { name, type, path } of keyUses) {
        const before = first.get(name);
        if (before === undefined) first.set(name, { type, path });
        else if (before.type !== type && TYPES.includes(type) && TYPES.includes(before.type)) {
          report(
            path,
            `attribute "${name}" is "${type}" here and "${before.type}" at ${before.path}.`,
            "an attribute has one type in all keys and filters: use the same at both places.",
          );
        }
      }
    },
  },
  {
    name: "attribute-type",
    check: ({ input, at }, report) => {
      for (const [index, { AttributeName, AttributeType }] of (input.AttributeDefinitions ?? []).entries()) {
        if (AttributeType !== undefined && TYPES.includes(AttributeType)) continue;
        report(
          at("AttributeDefinitions", index, "AttributeType"),
          `attribute "${AttributeName}" has the key type ${JSON.stringify(AttributeType)}.`,
          'use "S", "N" or "B".',
        );
      }
    },
  },
  {
    name: "attribute-name-length",
    check: (request, report) => {
      for (const { elements, at } of keySchemasOf(request)) {
        for (const [index, { AttributeName = "" }] of elements.entries()) {
          const length = byteLength(AttributeName);
          if (length < 1 || length > MAX_ATTRIBUTE_NAME_BYTES)
            report(at(index), `the name of a key attribute has ${length} bytes.`, ATTRIBUTE_NAME_FIX);
        }
      }
    },
  },
  {
    name: "key-type",
    check: (request, report) => {
      for (const { elements, at } of keySchemasOf(request)) {
        for (const [index, { KeyType }] of elements.entries()) {
          if (!ELEMENT_TYPES.includes(KeyType))
            report(at(index), `unknown key type ${JSON.stringify(KeyType)}.`, 'use "HASH" or "RANGE".');
        }
      }
    },
  },
  {
    name: "first-is-partition-key",
    check: (request, report) => {
      for (const { elements, at } of keySchemasOf(request)) {
        if (elements.length === 0) report(at(0), "the key has no attributes.", 'name at least one, like ["pk", "S"].');
        if (elements[0]?.KeyType === "RANGE")
          report(at(0), "the key does not start with a partition key (HASH).", "name the partition key first.");
      }
    },
  },
  {
    name: "second-is-sort-key",
    check: (request, report) => {
      for (const { of, elements, at } of keySchemasOf(request)) {
        if (of === "global" || elements[1]?.KeyType !== "HASH") continue;
        report(
          at(1),
          "the second element of the key is not a sort key (RANGE).",
          "use one partition key and one sort key; only global secondary indexes may have several of each.",
        );
      }
    },
  },
  {
    name: "at-most-two-key-attributes",
    check: (request, report) => {
      for (const { of, elements, at } of keySchemasOf(request)) {
        if (of === "global" || elements.length <= MAX_KEY_ATTRIBUTES) continue;
        report(
          at(2),
          `the key has ${elements.length} attributes.`,
          "only global secondary indexes may have more than one partition key and one sort key attribute.",
        );
      }
    },
  },
  {
    name: "at-most-four-key-attributes-a-side",
    check: (request, report) => {
      for (const { kind, keySchema, at } of indexesOf(request)) {
        if (kind === "local") continue;
        for (const [type, side] of [
          ["HASH", "partition"],
          ["RANGE", "sort"],
        ] as const) {
          const count = keySchema.filter(({ KeyType }) => KeyType === type).length;
          if (count <= MAX_KEY_ATTRIBUTES_PER_TYPE) continue;
          const place = keySchema.findIndex(({ KeyType }) => KeyType === type);
          const path = at("KeySchema", place).replace(/\[\d+\]$/, "");
          report(path, `the ${side} key has ${count} attributes.`, `use at most ${MAX_KEY_ATTRIBUTES_PER_TYPE}.`);
        }
      }
    },
  },
  {
    name: "partition-keys-before-sort-keys",
    check: (request, report) => {
      for (const { kind, keySchema, at } of indexesOf(request)) {
        const firstSort = keySchema.findIndex(({ KeyType }) => KeyType === "RANGE");
        const late = keySchema.findLastIndex(({ KeyType }) => KeyType === "HASH");
        // A sort key in the first place breaks another rule, and this is its consequence.
        if (kind === "local" || firstSort <= 0 || late < firstSort) continue;
        report(
          at("KeySchema", late),
          "a partition key attribute (HASH) stands behind a sort key attribute (RANGE).",
          "name all partition key attributes first.",
        );
      }
    },
  },
  {
    name: "distinct-key-attributes",
    check: (request, report) => {
      for (const { elements, at } of keySchemasOf(request)) {
        const names = elements.map(({ AttributeName = "" }) => AttributeName);
        reportRepeated(names, at, (path, name, first) =>
          report(path, `attribute "${name}" is already in this key, at ${first}.`, "use each attribute once in a key."),
        );
      }
    },
  },
  {
    name: "unique-attribute-definitions",
    check: ({ input, at }, report) => {
      const names = (input.AttributeDefinitions ?? []).map(({ AttributeName = "" }) => AttributeName);
      const pathOf = (index: number) => at("AttributeDefinitions", index);
      reportRepeated(names, pathOf, (path, name) =>
        report(path, `attribute "${name}" is defined twice.`, "keep one definition."),
      );
    },
  },
  {
    name: "keys-are-defined",
    check: (request, report) => {
      const defined = new Set((request.input.AttributeDefinitions ?? []).map(({ AttributeName }) => AttributeName));
      for (const { elements, at } of keySchemasOf(request)) {
        for (const [index, { AttributeName }] of elements.entries()) {
          if (!defined.has(AttributeName))
            report(
              at(index),
              `key attribute "${AttributeName}" is not in AttributeDefinitions.`,
              "list the definitions of all key attributes in input.AttributeDefinitions.",
            );
        }
      }
    },
  },
  {
    name: "definitions-are-used",
    check: (request, report) => {
      const used = new Set([
        ...keySchemasOf(request).flatMap(({ elements }) => elements.map(({ AttributeName }) => AttributeName)),
        ...searchAttributesOf(request),
      ]);
      for (const [index, { AttributeName }] of (request.input.AttributeDefinitions ?? []).entries()) {
        if (!used.has(AttributeName))
          report(
            request.at("AttributeDefinitions", index),
            `attribute "${AttributeName}" is defined and in no key.`,
            "define the attributes of keys and of search schemas only: all others need no definition.",
          );
      }
    },
  },
];
