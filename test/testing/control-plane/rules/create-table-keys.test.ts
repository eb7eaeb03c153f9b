import { Emulated, itRefuses, type Mistake } from "../../../support/emulated.js";
import { global, index, key, local, on, P, wide } from "../../../support/table-requests.js";

const mistakes: readonly Mistake[] = [
  // Names and shapes.
  [
    "no table name",
    { TableName: undefined },
    "The parameter 'TableName' is required but was not present in the request",
  ],
  [
    "a short name",
    { TableName: "ab" },
    "Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
  ],
  ["a long name", { TableName: "a".repeat(256) }, "Member must have length less than or equal to 255"],
  ["signs in the name", { TableName: "a+b c" }, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"],
  [
    "signs in an index' name",
    global({ IndexName: "by/a" }),
    "at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must satisfy regular expression pattern",
  ],
  [
    "another key type",
    { AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "BOOL" }] },
    "Value 'BOOL' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]",
  ],
  [
    "no key",
    { KeySchema: undefined },
    "Value null at 'keySchema' failed to satisfy constraint: Member must not be null",
  ],
  [
    "three attributes in the key",
    { ...on("pk", "a", "b"), KeySchema: key("pk", "/", "a", "b") },
    "at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
  [
    "three attributes in a local index",
    local(key("pk", "/", "a", "sk")),
    "Member must have length less than or equal to 2",
  ],
  [
    "a long attribute name",
    { ...on("p".repeat(256)), KeySchema: key("p".repeat(256)) },
    "Member must have length less than or equal to 255",
  ],
  [
    "an attribute name of 256 bytes",
    { ...on("ü".repeat(128)), KeySchema: key("ü".repeat(128)) },
    "Member must have length less than or equal to 255",
  ],
  ["two mistakes of shape", { TableName: "ab", BillingMode: "FREE" }, "2 validation errors detected: "],
  // Keys and their definitions.
  [
    "a sort key first",
    { ...on("pk", "sk"), KeySchema: key("/", "sk", "pk") },
    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
  ],
  [
    "two partition keys",
    { ...on("pk", "sk"), KeySchema: key("pk", "sk") },
    "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
  ],
  [
    "the same attribute twice",
    { KeySchema: key("pk", "/", "pk"), ...on("pk", "sk") },
    "Both the Hash Key and the Range Key element in the KeySchema have the same name",
  ],
  ["a definition twice", on("pk", "pk"), "Attribute Name is duplicated: pk"],
  [
    "too few definitions",
    { KeySchema: key("pk", "/", "sk") },
    "Invalid KeySchema: Some index key attribute have no definition",
  ],
  [
    "an undefined key",
    on("a"),
    `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [pk], AttributeDefinitions: [a]`,
  ],
  [
    "an undefined key of an index",
    { GlobalSecondaryIndexes: [index("by-q", key("q"))] },
    `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [q], AttributeDefinitions: [pk]`,
  ],
  [
    "an unused definition",
    on("pk", "a"),
    `${P}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
  ],
  [
    "an unused definition beside an index",
    { ...global({}), ...on("pk", "a", "c") },
    `${P}Some AttributeDefinitions are not used. AttributeDefinitions: [pk, a, c], keys used: [pk, a]`,
  ],
  [
    "an unused definition beside a wide index",
    { ...wide("a", "b"), ...on("pk", "a", "b", "c") },
    `${P}Some AttributeDefinitions are not used.`,
  ],
  // Keys of several attributes.
  [
    "five partition attributes",
    wide("a", "b", "c", "d", "e"),
    `${P}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
  ],
  [
    "five sort attributes",
    wide("a", "/", "b", "c", "d", "e", "f"),
    `${P}The KeySchema exceeds the maximum allowed number of RANGE key attributes`,
  ],
  [
    "a partition attribute behind a sort attribute",
    { ...wide("a", "b", "c"), GlobalSecondaryIndexes: [index("wide", [...key("a", "/", "b"), ...key("c")])] },
    `${P}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
  ],
  [
    "an attribute twice in a wide key",
    { ...on("pk", "a"), GlobalSecondaryIndexes: [index("wide", key("a", "a"))] },
    "The KeySchema contains multiple key attributes with the same name",
  ],
  [
    "an undefined attribute in a wide key",
    { GlobalSecondaryIndexes: [index("wide", key("pk", "b"))] },
    `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [pk, b]`,
  ],
  [
    "a wide key without a partition attribute",
    { ...on("pk", "a", "b"), GlobalSecondaryIndexes: [index("wide", key("/", "a", "b"))] },
    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
  ],
];

describe("CreateTable of the emulator: names, types and keys", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  itRefuses(() => emulated, mistakes);
});
