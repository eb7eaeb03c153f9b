import { defined, global, local, type RuleCase, rawGlobal, rawLocal, sortKey, times, vector } from "./rule-case.js";

const hash = (AttributeName: string) => ({ AttributeName, KeyType: "HASH" });
const range = (AttributeName: string) => ({ AttributeName, KeyType: "RANGE" });
const keys = (count: number, prefix: string) => times(count, (place) => [`${prefix}${place}`, "S"]);

/** The attributes of keys: their names, types and definitions. */
const attributes: readonly RuleCase[] = [
  {
    rule: "one-type-per-attribute",
    about: "two types for one name",
    breaking: { sortKey: ["at", "S"], globalSecondaryIndexes: [{ ...global, sortKey: ["at", "N"] }] },
    path: "globalSecondaryIndexes[0].sortKey",
    message: '"at" is "N" here and "S" at sortKey',
    fix: "use the same at both places",
    allowed: { sortKey: ["at", "S"], globalSecondaryIndexes: [{ ...global, sortKey: ["at", "S"] }] },
  },
  {
    rule: "one-type-per-attribute",
    about: "in one of several attributes of a key",
    breaking: {
      globalSecondaryIndexes: [
        {
          ...global,
          partitionKey: [
            ["email", "S"],
            ["pk", "B"],
          ],
        },
      ],
    },
    path: "globalSecondaryIndexes[0].partitionKey[1]",
    message: '"pk" is "B" here and "S" at partitionKey',
    fix: "use the same at both places",
    allowed: { globalSecondaryIndexes: [{ ...global, partitionKey: ["pk", "S"] }] },
  },
  {
    rule: "attribute-type",
    about: "through input",
    breaking: { input: { AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "SS" }] } },
    path: "input.AttributeDefinitions[0].AttributeType",
    message: 'attribute "pk" has the key type "SS"',
    fix: '"S", "N" or "B"',
    allowed: { input: { AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "B" }] } },
  },
  {
    rule: "attribute-name-length",
    about: "an empty name",
    breaking: { sortKey: ["", "S"] },
    path: "sortKey",
    message: "has 0 bytes",
    fix: "1 to 255 bytes",
    allowed: { sortKey: ["s", "S"] },
  },
  {
    rule: "attribute-name-length",
    about: "too many bytes, though few letters, and told once",
    breaking: { partitionKey: ["é".repeat(128), "S"], sortKey, localSecondaryIndexes: [local] },
    path: "partitionKey",
    message: "has 256 bytes",
    fix: "1 to 255 bytes",
    allowed: { partitionKey: [`${"é".repeat(127)}e`, "S"], sortKey, localSecondaryIndexes: [local] },
  },
  {
    rule: "unique-attribute-definitions",
    about: "through input",
    breaking: { input: { AttributeDefinitions: defined("pk", "pk") } },
    path: "input.AttributeDefinitions[1]",
    message: '"pk" is defined twice',
    fix: "keep one",
    allowed: { input: { AttributeDefinitions: defined("pk") } },
  },
  {
    rule: "keys-are-defined",
    about: "a key of the request that the options do not name",
    breaking: { input: { GlobalSecondaryIndexes: [{ ...rawGlobal, KeySchema: [hash("email")] }] } },
    path: "input.GlobalSecondaryIndexes[0].KeySchema[0]",
    message: '"email" is not in AttributeDefinitions',
    fix: "input.AttributeDefinitions",
    allowed: {
      input: {
        GlobalSecondaryIndexes: [{ ...rawGlobal, KeySchema: [hash("email")] }],
        AttributeDefinitions: defined("pk", "email"),
      },
    },
  },
  {
    rule: "definitions-are-used",
    about: "through input",
    breaking: { input: { AttributeDefinitions: defined("pk", "age") } },
    path: "input.AttributeDefinitions[1]",
    message: '"age" is defined and in no key',
    fix: "attributes of keys and of search schemas only",
    allowed: {
      vectorIndexes: [{ ...vector, filters: [["age", "S"]] }],
      input: { AttributeDefinitions: defined("pk", "age") },
    },
  },
  {
    rule: "definitions-are-used",
    about: "an option's key that a key of the request replaced",
    breaking: { sortKey, input: { KeySchema: [hash("pk")] } },
    path: "sortKey",
    message: '"sk" is defined and in no key',
    fix: "attributes of keys and of search schemas only",
    allowed: { sortKey, input: { KeySchema: [hash("pk"), range("sk")] } },
  },
];

/** The order and number of the elements of a key. */
const schemas: readonly RuleCase[] = [
  {
    rule: "key-type",
    about: "of an index, through input",
    breaking: {
      input: { GlobalSecondaryIndexes: [{ ...rawGlobal, KeySchema: [{ ...hash("pk"), KeyType: "hash" }] }] },
    },
    path: "input.GlobalSecondaryIndexes[0].KeySchema[0]",
    message: 'unknown key type "hash"',
    fix: '"HASH" or "RANGE"',
    allowed: { input: { GlobalSecondaryIndexes: [rawGlobal] } },
  },
  {
    rule: "first-is-partition-key",
    about: "no attributes",
    breaking: { globalSecondaryIndexes: [{ ...global, partitionKey: [] }] },
    path: "globalSecondaryIndexes[0].partitionKey",
    message: "no attributes",
    fix: "at least one",
    allowed: { globalSecondaryIndexes: [{ ...global, partitionKey: [["email", "S"]], sortKey: [] }] },
  },
  {
    rule: "first-is-partition-key",
    about: "a sort key first",
    breaking: { sortKey, input: { KeySchema: [range("sk"), range("pk")] } },
    path: "input.KeySchema[0]",
    message: "does not start with a partition key (HASH)",
    fix: "the partition key first",
    allowed: { sortKey, input: { KeySchema: [hash("sk"), range("pk")] } },
  },
  {
    rule: "second-is-sort-key",
    about: "of the table",
    breaking: { sortKey, input: { KeySchema: [hash("pk"), hash("sk")] } },
    path: "input.KeySchema[1]",
    message: "is not a sort key (RANGE)",
    fix: "one partition key and one sort key",
    allowed: { sortKey, input: { KeySchema: [hash("pk"), range("sk")] } },
  },
  {
    rule: "at-most-two-key-attributes",
    about: "of the table",
    breaking: {
      sortKey,
      input: { KeySchema: [hash("pk"), range("sk"), range("at")], AttributeDefinitions: defined("pk", "sk", "at") },
    },
    path: "input.KeySchema[2]",
    message: "has 3 attributes",
    fix: "only global secondary indexes",
    allowed: { sortKey, input: { KeySchema: [hash("pk"), range("sk")], AttributeDefinitions: defined("pk", "sk") } },
  },
  {
    rule: "at-most-two-key-attributes",
    about: "of a local index",
    breaking: {
      sortKey,
      input: {
        AttributeDefinitions: defined("pk", "sk", "age"),
        LocalSecondaryIndexes: [{ ...rawLocal, KeySchema: [...rawLocal.KeySchema, range("sk")] }],
      },
    },
    path: "input.LocalSecondaryIndexes[0].KeySchema[2]",
    message: "has 3 attributes",
    fix: "only global secondary indexes",
    allowed: {
      sortKey,
      input: { AttributeDefinitions: defined("pk", "sk", "age"), LocalSecondaryIndexes: [rawLocal] },
    },
  },
  {
    rule: "at-most-four-key-attributes-a-side",
    about: "five partition key attributes",
    breaking: { globalSecondaryIndexes: [{ ...global, partitionKey: keys(5, "p") }] },
    path: "globalSecondaryIndexes[0].partitionKey",
    message: "the partition key has 5 attributes",
    fix: "at most 4",
    allowed: { globalSecondaryIndexes: [{ ...global, partitionKey: keys(4, "p"), sortKey: keys(4, "s") }] },
  },
  {
    rule: "at-most-four-key-attributes-a-side",
    about: "five sort key attributes",
    breaking: { globalSecondaryIndexes: [global, { ...global, indexName: "by-day", sortKey: keys(5, "s") }] },
    path: "globalSecondaryIndexes[1].sortKey",
    message: "the sort key has 5 attributes",
    fix: "at most 4",
    allowed: { globalSecondaryIndexes: [global, { ...global, indexName: "by-day", sortKey: keys(4, "s") }] },
  },
  {
    rule: "partition-keys-before-sort-keys",
    about: "through input",
    breaking: {
      input: {
        GlobalSecondaryIndexes: [{ ...rawGlobal, KeySchema: [hash("pk"), range("a"), hash("b")] }],
        AttributeDefinitions: defined("pk", "a", "b"),
      },
    },
    path: "input.GlobalSecondaryIndexes[0].KeySchema[2]",
    message: "stands behind a sort key attribute",
    fix: "all partition key attributes first",
    allowed: {
      input: {
        GlobalSecondaryIndexes: [{ ...rawGlobal, KeySchema: [hash("pk"), hash("b"), range("a")] }],
        AttributeDefinitions: defined("pk", "a", "b"),
      },
    },
  },
  {
    rule: "distinct-key-attributes",
    about: "of the table",
    breaking: { sortKey: ["pk", "S"] },
    path: "sortKey",
    message: '"pk" is already in this key, at partitionKey',
    fix: "once in a key",
    allowed: { sortKey: ["Pk", "S"] },
  },
  {
    rule: "distinct-key-attributes",
    about: "of a local index, whose partition key is the table's",
    breaking: { sortKey, localSecondaryIndexes: [{ ...local, sortKey: ["pk", "S"] }] },
    path: "localSecondaryIndexes[0].sortKey",
    message: '"pk" is already in this key, at partitionKey',
    fix: "once in a key",
    allowed: { sortKey, localSecondaryIndexes: [{ ...local, sortKey }] },
  },
];

export const keyCases: readonly RuleCase[] = [...attributes, ...schemas];
