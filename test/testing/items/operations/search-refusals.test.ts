import { Emulated } from "../../../support/emulated.js";
import { definition, index, key, on, searchSchema, vectorIndex } from "../../../support/table-requests.js";

const list = (...numbers: readonly (number | string)[]) => numbers.map((number) => ({ N: String(number) }));

describe("SearchVectors", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start({ latency: "instant" });
    const shops = {
      ...on("pk", "shop", "lang"),
      GlobalSecondaryIndexes: [index("by-shop", key("shop"))],
      VectorIndexes: [vectorIndex("by-v", searchSchema("shop", "lang"))],
    };
    await emulated.ask("CreateTable", definition("shops", shops));
  });
  after(() => emulated.close());

  const valid = {
    TableName: "shops",
    IndexName: "by-v",
    SearchVector: list(1, 0, 0),
    TopK: 10,
    SearchConditionExpression: "shop = :s",
    ExpressionAttributeValues: { ":s": { S: "x" } },
  };

  describe("is refused for", () => {
    const refusals: readonly (readonly [what: string, members: object, words: string, error?: string])[] = [
      ["no table", { TableName: undefined }, "missing field `TableName` at line 1 column "],
      ["no TopK", { TopK: undefined }, "missing field `TopK` at line 1 column "],
      [
        "a short name of an index",
        { IndexName: "ab" },
        "1 validation error detected: Value at 'IndexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      ],
      [
        "an empty vector",
        { SearchVector: [] },
        "1 validation error detected: Value at 'SearchVector' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ],
      [
        "no results",
        { TopK: 0 },
        "1 validation error detected: Value at 'TopK' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ],
      ["half a result", { TopK: 3.5 }, "invalid type: floating point `3.5`, expected i32", "SerializationException"],
      [
        "101 results",
        { TopK: 101 },
        "Provided TopK value '101' is out of valid range. The value must be between 1 and 100 inclusive",
      ],
      ...[[{ L: list(1, 0, 0) }], list("1e39", 0, 0), [{ S: "1" }], [{ N: "x" }]].map(
        (SearchVector) =>
          [
            `the vector ${JSON.stringify(SearchVector)}`,
            { SearchVector },
            "Search vector contains invalid values. All values in the search vector must be a 32-bit floating-point number attribute",
          ] as const,
      ),
      [
        "other dimensions",
        { SearchVector: list(1, 0) },
        "Input search vector dimension 2 does not match vector index dimension 3",
      ],
      ["an unknown table", { TableName: "nothing" }, "Requested resource not found", "ResourceNotFoundException"],
      ["an unknown index", { IndexName: "nothing" }, "The table does not have the specified index: nothing"],
      ["a global index", { IndexName: "by-shop" }, "The table does not have the specified index: by-shop"],
      [
        "no condition",
        { SearchConditionExpression: undefined, ExpressionAttributeValues: undefined },
        "SearchConditionExpression must be provided when SearchSchema has a HASH key",
      ],
      [
        "no partition key",
        { SearchConditionExpression: "lang = :s" },
        "SearchConditionExpression must have all HASH attributes in configured SearchSchema",
      ],
      [
        "an attribute that is not searched",
        { SearchConditionExpression: "shop = :s AND title = :s" },
        "SearchConditionExpression must not contain any attributes that is not in SearchSchema. Invalid attribute: title",
      ],
      ...[
        "shop < :s",
        "shop <> :s",
        "shop = :s OR lang = :s",
        "NOT shop = :s",
        "begins_with(shop, :s)",
        "shop = lang",
      ].map(
        (SearchConditionExpression) =>
          [
            SearchConditionExpression,
            { SearchConditionExpression },
            "Invalid SearchConditionExpression: Invalid comparator used in SearchConditionExpression",
          ] as const,
      ),
      [
        "a part of an attribute",
        { SearchConditionExpression: "shop.part = :s" },
        "Invalid SearchConditionExpression: SearchConditionExpression cannot have conditions on nested attributes",
      ],
      [
        "an attribute twice",
        { SearchConditionExpression: "shop = :s AND shop = :s" },
        "Invalid SearchConditionExpression: SearchConditionExpression must only contain one condition per attribute",
      ],
      [
        "no text",
        { SearchConditionExpression: "" },
        "Invalid SearchConditionExpression: The expression can not be empty;",
      ],
      [
        "an unknown value",
        { SearchConditionExpression: "shop = :t" },
        "Invalid SearchConditionExpression: An expression attribute value used in expression is not defined; attribute value: :t",
      ],
      [
        "an unused name",
        { ExpressionAttributeNames: { "#l": "lang" } },
        "Value provided in ExpressionAttributeNames unused in expressions: keys: {#l}",
      ],
      [
        "values without a condition",
        { SearchConditionExpression: undefined },
        "ExpressionAttributeValues can only be specified when using expressions: SearchConditionExpression is null",
      ],
      [
        "a number as partition",
        { ExpressionAttributeValues: { ":s": { N: "1" } } },
        "Type of 'shop' attribute in SearchConditionExpression (N) does not match type in search schema (S)",
      ],
      [
        "an empty partition",
        { ExpressionAttributeValues: { ":s": { S: "" } } },
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: shop",
      ],
    ];

    for (const [what, members, words, error = "ValidationException"] of refusals) {
      it(what, async () => {
        await emulated.refuses("SearchVectors", { ...valid, ...members }, error, words);
      });
    }
  });
});
