import { expect } from "chai";
import { mockDynamoDB } from "../../../src/testing/index.js";
import { Emulated } from "../../support/emulated.js";
import { Show, shows } from "../../support/shows.js";

describe("a request through an index with several partition or sort attributes", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = new Emulated(await mockDynamoDB(Show));
    await emulated.db.put(...shows);
  });

  after(() => emulated.close());

  const names = { ExpressionAttributeNames: { "#name": "name" } };
  const values = { ":no": { S: "no" }, ":oslo": { S: "oslo" }, ":10": { N: "10.0" }, ":b": { S: "b" } };

  /** A query through by-place, or another index, with those of the values above that it uses. */
  function query(
    KeyConditionExpression: string,
    { more = {}, ...members }: { more?: object; IndexName?: string; [member: string]: unknown } = {},
  ) {
    const text = `${KeyConditionExpression} ${members["FilterExpression"]}`;
    const used = Object.entries({ ...values, ...more }).filter(([name]) => new RegExp(`${name}\\b`).test(text));
    const ExpressionAttributeValues = Object.fromEntries(used);
    return {
      TableName: "shows",
      IndexName: "by-place",
      KeyConditionExpression,
      ExpressionAttributeValues,
      ...members,
    };
  }

  const all = "country = :no AND city = :oslo";
  const start = { id: { S: "c" }, country: { S: "no" }, city: { S: "oslo" }, season: { N: "10" }, name: { S: "ba" } };

  for (const [text, count] of [
    [all, 7],
    ["( :oslo = city )AND(country=:no)", 7],
    ["((country = :no) and (city = :oslo)) AND season>=:10", 5],
    [`${all} AND :10 > season`, 2],
    [`${all} AND season between :10 and :10`, 5],
    [`${all} AND season = :10 AND begins_with ( #name , :b )`, 2],
  ] as const) {
    it(`accepts ${text}`, async () => {
      const request = query(text, text.includes("#") ? names : {});
      expect(await emulated.ask("Query", request)).to.deep.include({ Count: count, ScannedCount: count });
    });
  }

  it("accepts legacy conditions", async () => {
    const condition = (ComparisonOperator: string, value: object) => ({
      ComparisonOperator,
      AttributeValueList: [value],
    });
    const KeyConditions = {
      country: condition("EQ", { S: "no" }),
      city: condition("EQ", { S: "oslo" }),
      season: condition("GE", { N: "10" }),
    };
    const request = { TableName: "shows", IndexName: "by-place", KeyConditions };
    expect(await emulated.ask("Query", request)).to.deep.include({ Count: 5, ScannedCount: 5 });
  });

  it("finds an item of the maximum size", async () => {
    const key = { country: { S: "is" }, city: { S: "hofn" }, season: { N: "1" }, name: { S: "n" } };
    const Item = { id: { S: "large" }, ...key, text: { S: "x".repeat(409_540) } };
    await emulated.ask("PutItem", { TableName: "shows", Item });
    const more = { ":is": key.country, ":hofn": key.city };
    expect(await emulated.ask("Query", query("country = :is AND city = :hofn", { more }))).to.include({ Count: 1 });
    await emulated.ask("DeleteItem", { TableName: "shows", Key: { id: Item.id } });
  });

  it("stops at the limit before the filter, and returns the position", async () => {
    const members = { Limit: 3, FilterExpression: "price > :2", more: { ":2": { N: "2" } } };
    const answer = await emulated.ask("Query", query(all, members));
    expect(answer).to.deep.include({
      Count: 1,
      ScannedCount: 3,
      LastEvaluatedKey: { ...start, id: { S: "a" }, name: { S: "b" } },
    });
    const rest = await emulated.ask(
      "Query",
      query(all, { ...members, Limit: 9, ExclusiveStartKey: answer["LastEvaluatedKey"] }),
    );
    expect(rest).to.deep.include({ Count: 1, ScannedCount: 4 }).and.to.not.have.property("LastEvaluatedKey");
  });

  it("continues after an item that was deleted", async () => {
    const gone = { ...start, id: { S: "gone" }, name: { S: "bb" } };
    expect(await emulated.ask("Query", query(all, { ExclusiveStartKey: gone }))).to.deep.include({ Count: 3 });
  });

  it("returns the projected attributes", async () => {
    const seals = { Items: [{ id: { S: "e" }, country: { S: "no" }, season: { N: "10" }, seal: { B: "AQI=" } }] };
    expect(await emulated.ask("Query", query("country = :no", { IndexName: "by-seal", Limit: 1 }))).to.deep.include(
      seals,
    );
    const years = { Items: [{ id: { S: "b" }, season: { N: "9.5" }, city: { S: "oslo" }, price: { N: "1" } }] };
    const request = query("#season = :9 AND city = :oslo", {
      IndexName: "by-season",
      more: { ":9": { N: "9.5" } },
      ExpressionAttributeNames: { "#season": "season" },
    });
    expect(await emulated.ask("Query", request)).to.deep.include(years);
  });

  it("returns the requested attributes", async () => {
    const some = { ProjectionExpression: "id, #name", ...names, Limit: 1 };
    expect(await emulated.ask("Query", query(all, some))).to.deep.include({
      Items: [{ id: { S: "g" }, name: { S: "a" } }],
    });
    expect(await emulated.ask("Query", query(all, { Select: "COUNT" }))).to.deep.equal({ Count: 7, ScannedCount: 7 });
    const whole = await emulated.ask("Query", query(all, { Select: "ALL_ATTRIBUTES", Limit: 1 }));
    expect(whole["Items"]).to.deep.equal([
      {
        id: { S: "g" },
        country: { S: "no" },
        city: { S: "oslo" },
        season: { N: "-3" },
        name: { S: "a" },
        price: { N: "2" },
      },
    ]);
    const cost = await emulated.ask("Query", query(all, { Limit: 1, ReturnConsumedCapacity: "TOTAL" }));
    expect(cost["ConsumedCapacity"]).to.deep.equal({ CapacityUnits: 0.5, TableName: "shows" });
  });

  const refusals: readonly (readonly [what: string, request: object, says: string])[] = [
    ["a missing partition attribute", query("country = :no"), "Query condition missed key schema element: city"],
    [
      "a missing sort attribute",
      query(`${all} AND #name = :b`, names),
      "RANGE key attributes season must have equality conditions specified in the query because a condition is present on " +
        "key attribute name",
    ],
    [
      "a range that is not the last",
      query(`${all} AND season > :10 AND #name = :b`, names),
      "RANGE key attributes season must have equality conditions specified in the query because a condition is present on " +
        "key attribute name",
    ],
    ["a range of a partition attribute", query("country = :no AND city > :oslo"), "Query key condition not supported"],
    [
      "an attribute outside the key",
      query(`${all} AND price = :10`),
      "Query condition missed key schema element: season",
    ],
    [
      "a value of another type",
      query("country = :no AND city = :10"),
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      "a filter on the key",
      query(all, { FilterExpression: "size(#name) > :10", ...names }),
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: name",
    ],
    [
      "a consistent read",
      query(all, { ConsistentRead: true }),
      "Consistent reads are not supported on global secondary indexes",
    ],
    [
      "all attributes of a part",
      query("country = :no", { IndexName: "by-seal", Select: "ALL_ATTRIBUTES" }),
      "Select type ALL_ATTRIBUTES is not supported for global secondary index by-seal because its projection type is not ALL",
    ],
    [
      "a start without a part of its key",
      query(all, { ExclusiveStartKey: { id: { S: "a" } } }),
      "The provided starting key is invalid",
    ],
    [
      "a start with more than its key",
      query(all, { ExclusiveStartKey: { ...start, price: { N: "1" } } }),
      "The provided starting key is invalid",
    ],
    [
      "a start in another partition",
      query(all, { ExclusiveStartKey: { ...start, city: { S: "bergen" } } }),
      "The provided starting key is outside query boundaries",
    ],
    [
      "a start outside of the range",
      query(`${all} AND season < :10`, { ExclusiveStartKey: start }),
      "The provided starting key does not match the range key predicate",
    ],
    ["an invalid expression", query("country = :no AND"), "Invalid KeyConditionExpression: Syntax error"],
    ["other operators", query(`${all} OR season = :10`), "Invalid operator used in KeyConditionExpression: OR"],
    ["a name that is not given", query(`${all} AND #season = :10`), "attribute name: #season"],
    [
      "a value that is not used",
      { ...query(all), ExpressionAttributeValues: values },
      "Value provided in ExpressionAttributeValues unused in expressions",
    ],
    [
      "legacy conditions without a partition attribute",
      {
        TableName: "shows",
        IndexName: "by-place",
        KeyConditions: { country: { ComparisonOperator: "EQ", AttributeValueList: [{ S: "no" }] } },
      },
      "Query condition missed key schema element: city",
    ],
  ];
  for (const [what, request, says] of refusals) {
    it(`refuses ${what}`, async () => {
      expect(await emulated.refusal("Query", request))
        .to.match(/^ValidationException: /)
        .and.to.include(says);
    });
  }
});
