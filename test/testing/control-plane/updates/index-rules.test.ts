import { expect } from "chai";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import {
  addIndex,
  deleteIndex,
  EmulatedTables,
  indexOn,
  provisioned,
  withIndexes,
} from "../../../support/emulated-tables.js";
import { key, local, named, on, onDemand, P, units } from "../../../support/table-requests.js";

const ONE_AT_A_TIME =
  "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";

const actions = (...each: readonly Json[]) => ({ GlobalSecondaryIndexUpdates: each });
const create = (attribute: string, index: Json = {}) => ({ Create: { ...indexOn(attribute), ...index } });
const drop = (IndexName: string) => ({ Delete: { IndexName } });

describe("a change of indexes", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    await emulated.table("on-demand", withIndexes(onDemand, "a", "b"));
    await emulated.table("provisioned", withIndexes(provisioned, "a"));
    await emulated.table("local", { ...onDemand, ...local(key("pk", "/", "a")) });
    await emulated.table("full", withIndexes(onDemand, ...named(20)));
  });
  after(() => emulated.close());

  describe("is refused for", () => {
    const refusals: readonly (readonly [what: string, table: string, change: Json, error: string, words: string])[] = [
      ["an empty action", "on-demand", actions({}), "Validation", `${P}One of GlobalSecondaryIndexUpdate.Update, `],
      [
        "two actions in one",
        "on-demand",
        actions({ ...create("c"), ...drop("by-a") }),
        "Validation",
        `${P}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`,
      ],
      [
        "two actions on one index",
        "on-demand",
        actions(drop("by-a"), create("a")),
        "Validation",
        `${P}Only one global secondary index update per index is allowed simultaneously. Index: by-a`,
      ],
      ["two at a time", "on-demand", actions(create("c"), create("d")), "LimitExceeded", ONE_AT_A_TIME],
      ["one more while another goes", "on-demand", actions(create("c"), drop("by-a")), "LimitExceeded", ONE_AT_A_TIME],
      ["two deletions", "on-demand", actions(drop("by-a"), drop("by-b")), "LimitExceeded", ONE_AT_A_TIME],
      [
        "a name that is taken",
        "on-demand",
        addIndex("a"),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "the name of a local index",
        "local",
        addIndex("a", "S", { IndexName: "local-0" }),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "the 21st index",
        "full",
        addIndex("one-more"),
        "LimitExceeded",
        "Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20",
      ],
      [
        "no definitions",
        "on-demand",
        actions(create("c")),
        "Validation",
        `${P}AttributeDefinitions is not specified for index: by-c`,
      ],
      [
        "a key that is not defined",
        "on-demand",
        { ...on("d"), ...actions(create("c")) },
        "Validation",
        `${P}Some index key attributes are not defined in AttributeDefinitions. Keys: [c], AttributeDefinitions: [d]`,
      ],
      [
        "an attribute defined twice",
        "on-demand",
        { ...on("c", "c"), ...actions(create("c")) },
        "Validation",
        "Attribute Name is duplicated: c",
      ],
      [
        "a short name",
        "on-demand",
        addIndex("c", "S", { IndexName: "i" }),
        "Validation",
        "Value 'i' at 'globalSecondaryIndexUpdates.1.member.create.indexName' failed to satisfy constraint: " +
          "Member must have length greater than or equal to 3",
      ],
      [
        "no projection",
        "on-demand",
        addIndex("c", "S", { Projection: null }),
        "Validation",
        "Value null at 'globalSecondaryIndexUpdates.1.member.create.projection' failed to satisfy constraint",
      ],
      [
        "an empty projection",
        "on-demand",
        addIndex("c", "S", { Projection: {} }),
        "Validation",
        "Unknown ProjectionType: null",
      ],
      [
        "INCLUDE of nothing",
        "on-demand",
        addIndex("c", "S", { Projection: { ProjectionType: "INCLUDE" } }),
        "Validation",
        `${P}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
      ],
      [
        "a sort key first",
        "on-demand",
        { ...on("c"), ...actions(create("c", { KeySchema: key("/", "c") })) },
        "Validation",
        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
      ],
      [
        "five partition attributes",
        "on-demand",
        { ...on(...named(5)), ...actions(create("c", { KeySchema: key(...named(5)) })) },
        "Validation",
        `${P}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
      ],
      [
        "a partition attribute behind a sort attribute",
        "on-demand",
        { ...on("c", "d", "e"), ...actions(create("c", { KeySchema: [...key("c", "/", "d"), ...key("e")] })) },
        "Validation",
        `${P}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
      ],
      [
        "capacity on demand",
        "on-demand",
        addIndex("c", "S", units),
        "Validation",
        `${P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: by-c when BillingMode is PAY_PER_REQUEST`,
      ],
      [
        "no capacity when provisioned",
        "provisioned",
        addIndex("c"),
        "Validation",
        `${P}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: by-c`,
      ],
      [
        "little warm throughput",
        "on-demand",
        addIndex("c", "S", { WarmThroughput: { ReadUnitsPerSecond: 1 } }),
        "Validation",
        "Requested ReadUnitsPerSecond for WarmThroughput for index by-c is lower than initial throughput for OnDemand",
      ],
      [
        "the deletion of an index that is not there",
        "on-demand",
        deleteIndex("ghost"),
        "ResourceNotFound",
        "Requested resource not found: Index ghost for table on-demand",
      ],
      [
        "an update of an index that is not there",
        "provisioned",
        actions({ Update: { IndexName: "ghost", ...units } }),
        "ResourceNotFound",
        "Requested resource not found: Index ghost for table provisioned",
      ],
      [
        "the deletion of a local index",
        "local",
        deleteIndex("local-0"),
        "Validation",
        "Cannot delete an index that is not a GlobalSecondaryIndex: local-0",
      ],
    ];
    for (const [what, TableName, change, error, words] of refusals)
      it(what, () => emulated.refuses("UpdateTable", { TableName, ...change }, `${error}Exception`, words));

    it("and nothing is changed then", async () => {
      expect(await emulated.statuses("on-demand")).deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
      expect((await emulated.describe("on-demand"))["AttributeDefinitions"]).have.length(3);
    });
  });
});
