import { expect } from "chai";
import { definitionOf, keyNames } from "../../../../src/testing/items/store/definition.js";

describe("the definition of a store", () => {
  it("has the keys and indexes of a description", () => {
    const definition = definitionOf({
      AttributeDefinitions: [
        { AttributeName: "a", AttributeType: "S" },
        { AttributeName: "b", AttributeType: "N" },
        { AttributeName: "c", AttributeType: "B" },
      ],
      KeySchema: [
        { AttributeName: "a", KeyType: "HASH" },
        { AttributeName: "b", KeyType: "RANGE" },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "local",
          KeySchema: [
            { AttributeName: "a", KeyType: "HASH" },
            { AttributeName: "c", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["x", "y"] },
        },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "wide",
          KeySchema: [
            { AttributeName: "b", KeyType: "HASH" },
            { AttributeName: "a", KeyType: "HASH" },
            { AttributeName: "c", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
        {
          IndexName: "narrow",
          KeySchema: [{ AttributeName: "c", KeyType: "HASH" }],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    });
    const [a, b, c] = [
      { name: "a", type: "S" },
      { name: "b", type: "N" },
      { name: "c", type: "B" },
    ];
    expect(definition).to.deep.equal({
      key: { partition: [a], sort: [b] },
      indexes: [
        { name: "local", global: false, key: { partition: [a], sort: [c] }, projection: ["x", "y"] },
        { name: "wide", global: true, key: { partition: [b, a], sort: [c] }, projection: "ALL" },
        { name: "narrow", global: true, key: { partition: [c], sort: [] }, projection: [] },
      ],
    });
    expect(definition.indexes.map(({ key }) => keyNames(key))).to.deep.equal([["a", "c"], ["b", "a", "c"], ["c"]]);
  });
});
