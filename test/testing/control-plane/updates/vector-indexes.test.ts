import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { addIndex, capacity, deleteIndex, EmulatedTables, withIndexes } from "../../../support/emulated-tables.js";
import { named, on, onDemand, P, searchSchema, units, vectorIndex } from "../../../support/table-requests.js";

const ONE_AT_A_TIME =
  "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table";

const actions = (...each: readonly Json[]) => ({ VectorIndexUpdates: each });
const create = (name: string, members: object = {}) => ({ Create: vectorIndex(name, members) });
const add = (name: string, members: object = {}) => actions(create(name, members));
const drop = (IndexName: string) => actions({ Delete: { IndexName } });

describe("a change of vector indexes", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    const searched = { ...withIndexes(onDemand, "a"), ...on("pk", "a", "shop") };
    await emulated.table("searched", { ...searched, VectorIndexes: [vectorIndex("by-v", searchSchema("shop"))] });
    await emulated.table("full", { ...onDemand, VectorIndexes: named(5).map((name) => vectorIndex(`by-${name}`)) });
    await emulated.table("provisioned", { ...onDemand, BillingMode: "PROVISIONED", ...units });
  });
  after(() => emulated.close());

  describe("is refused for", () => {
    const refusals: readonly (readonly [what: string, table: string, change: Json, error: string, words: string])[] = [
      [
        "a provisioned table",
        "provisioned",
        add("by-v"),
        "Validation",
        `${P}Vector indexes are only supported for PAY_PER_REQUEST tables`,
      ],
      [
        "the sixth index",
        "full",
        add("one-more"),
        "LimitExceeded",
        "Subscriber limit exceeded: Number of vector secondary indexes exceeds per-table limit of 5",
      ],
      ["two at a time", "searched", actions(create("one"), create("two")), "LimitExceeded", ONE_AT_A_TIME],
      ["one beside a global index", "searched", { ...add("one"), ...addIndex("b") }, "LimitExceeded", ONE_AT_A_TIME],
      [
        "a name that is taken",
        "searched",
        add("by-v"),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "the name of a global index",
        "searched",
        add("by-a"),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "a global index with the name of a vector index",
        "searched",
        addIndex("b", "S", { IndexName: "by-v" }),
        "Validation",
        "Attempting to create an index which already exists",
      ],
      [
        "an unknown index",
        "searched",
        drop("by-nothing"),
        "ResourceNotFound",
        "Requested resource not found: Index by-nothing for table searched",
      ],
      [
        "a global index",
        "searched",
        drop("by-a"),
        "ResourceNotFound",
        "Requested resource not found: Index by-a for table searched",
      ],
      [
        "other dimensions of one attribute",
        "searched",
        add("by-w", { Dimensions: 4 }),
        "Validation",
        `${P}Conflicting attribute definition for 'v'. All VectorIndexes on the same vector attribute must use the same dimensions.`,
      ],
      [
        "too many dimensions",
        "provisioned",
        { BillingMode: "PAY_PER_REQUEST", ...add("by-w", { Dimensions: 4097 }) },
        "Validation",
        `${P}Number of dimensions must be between 1 and 4096 inclusive.`,
      ],
      [
        "a search attribute that only the table defines",
        "searched",
        add("by-w", searchSchema("shop")),
        "Validation",
        `${P}One element in SearchSchema is not defined in attribute definitions`,
      ],
      [
        "a search attribute of another type",
        "searched",
        {
          AttributeDefinitions: [{ AttributeName: "shop", AttributeType: "N" }],
          ...add("by-w", searchSchema("shop")),
        },
        "Validation",
        `${P}Attributes cannot be redefined.`,
      ],
      [
        "a vector attribute that is defined",
        "searched",
        { ...on("w"), ...add("by-w", { VectorAttribute: { AttributeName: "w" } }) },
        "Validation",
        `${P}Conflicting attribute definition for 'w'. An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.`,
      ],
      [
        "a key as vector",
        "searched",
        add("by-w", { VectorAttribute: { AttributeName: "a" } }),
        "Validation",
        `${P}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. ` +
          "Existing schema: Schema:[SchemaElement: key{a:S:HASH}] New schema: VectorIndexSchema:[VectorAttribute: key{a:L:3}]",
      ],
      [
        "a vector as key",
        "searched",
        addIndex("v", "S", { IndexName: "by-w" }),
        "Validation",
        `${P}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. ` +
          "Existing schema: VectorIndexSchema:[VectorAttribute: key{v:L:3}] New schema: Schema:[SchemaElement: key{v:S:HASH}]",
      ],
      [
        "a switch to provisioned",
        "searched",
        { BillingMode: "PROVISIONED", ...capacity(1) },
        "Validation",
        `${P}Vector indexes are only supported for PAY_PER_REQUEST tables`,
      ],
      [
        "a change of the stream beside it",
        "searched",
        { ...add("by-w"), StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } },
        "Validation",
        `${P}You cannot create or delete index while changing stream status`,
      ],
      [
        "no action",
        "searched",
        actions({}),
        "Validation",
        `${P}One of VectorIndexUpdate.Create, VectorIndexUpdate.Delete`,
      ],
      ["an update", "searched", actions({ Update: {} }), "Validation", "does not support the member"],
      [
        "a global index' deletion that names a vector index",
        "searched",
        deleteIndex("by-v"),
        "Validation",
        `${P}Cannot delete an index that is not a GlobalSecondaryIndex: by-v`,
      ],
    ];

    for (const [what, TableName, change, error, words] of refusals) {
      it(what, () => emulated.refuses("UpdateTable", { TableName, ...change }, `${error}Exception`, words));
    }
  });

  it("adds an index in two phases, in which the table is UPDATING and then ACTIVE", async () => {
    await emulated.table("phases", onDemand);
    const answer = await emulated.update("phases", { ...on("lang"), ...add("by-v", searchSchema(undefined, "lang")) });
    expect(answer).to.deep.nested.include({
      TableStatus: "UPDATING",
      "VectorIndexes[0].IndexStatus": "CREATING",
      "VectorIndexes[0].Backfilling": false,
      AttributeDefinitions: (on("lang", "pk") as Json)["AttributeDefinitions"],
    });
    emulated.advance(30_999);
    expect(await states("phases")).to.deep.equal(["UPDATING", "CREATING", false]);
    emulated.advance(1);
    expect(await states("phases")).to.deep.equal(["ACTIVE", "CREATING", true]);
    emulated.advance(REALISTIC.backfillVectorIndexMs - 1);
    expect(await states("phases")).to.deep.equal(["ACTIVE", "CREATING", true]);
    emulated.advance(1);
    expect(await states("phases")).to.deep.equal(["ACTIVE", "ACTIVE", undefined]);
  });

  it("refuses other changes while an index is allocated, and the deletion of its table until it is ACTIVE", async () => {
    await emulated.table("busy", onDemand);
    await emulated.update("busy", add("by-v"));
    const inUse = (operation: string, change: Json, words: string) =>
      emulated.refuses(operation, { TableName: "busy", ...change }, "ResourceInUseException", words);
    const STILL = "Attempt to change a resource which is still in use: ";
    await inUse(
      "UpdateTable",
      drop("by-v"),
      `${STILL}Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index ` +
        "is active. Table: busy Index: by-v",
    );
    await inUse("UpdateTable", add("by-v"), `${STILL}Index is being created.  Table: busy Index: by-v`);
    for (const change of [add("other"), addIndex("a")])
      await emulated.refuses("UpdateTable", { TableName: "busy", ...change }, "LimitExceededException", ONE_AT_A_TIME);
    const undeletable = `${STILL}Cannot delete table while indexes are being created, updated, or deleted.`;
    await inUse("DeleteTable", {}, undeletable);
    emulated.advance(REALISTIC.allocateVectorIndexMs);
    await inUse("DeleteTable", {}, undeletable);
    await inUse("UpdateTable", add("by-v"), `${STILL}Index is being created.  Table: busy Index: by-v`);
    await emulated.refuses(
      "UpdateTable",
      { TableName: "busy", ...add("other") },
      "LimitExceededException",
      ONE_AT_A_TIME,
    );
    emulated.advance(REALISTIC.backfillVectorIndexMs);
    await emulated.ask("DeleteTable", { TableName: "busy" });
  });

  it("cancels an index that is backfilling, with the definitions that only it used", async () => {
    await emulated.table("cancelled", onDemand);
    await emulated.update("cancelled", { ...on("shop"), ...add("by-v", searchSchema("shop")) });
    emulated.advance(REALISTIC.allocateVectorIndexMs);
    const answer = await emulated.update("cancelled", drop("by-v"));
    expect(answer).to.deep.nested.include({ TableStatus: "UPDATING", "VectorIndexes[0].IndexStatus": "DELETING" });
    expect(answer).not.to.have.nested.property("VectorIndexes[0].Backfilling");
    emulated.advance(REALISTIC.deleteIndexMs);
    const table = await emulated.describe("cancelled");
    expect(table).to.include({ TableStatus: "ACTIVE" });
    expect(table).not.to.have.property("VectorIndexes");
    expect(table["AttributeDefinitions"]).to.deep.equal((on("pk") as Json)["AttributeDefinitions"]);
    emulated.advance(REALISTIC.backfillVectorIndexMs);
    expect(await emulated.describe("cancelled")).not.to.have.property("VectorIndexes");
  });

  it("deletes one of several indexes, and keeps what the others use", async () => {
    const searched = (name: string) => vectorIndex(name, searchSchema("shop"));
    await emulated.table("several", { ...onDemand, ...on("pk", "shop"), VectorIndexes: ["one", "two"].map(searched) });
    await emulated.update("several", drop("one"));
    emulated.advance(REALISTIC.deleteIndexMs);
    const { VectorIndexes, AttributeDefinitions } = await emulated.describe("several");
    expect((VectorIndexes as Json[]).map(({ IndexName }) => IndexName)).to.deep.equal(["two"]);
    expect(AttributeDefinitions).to.deep.equal((on("pk", "shop") as Json)["AttributeDefinitions"]);
  });

  /** The status of a table, and the status and the backfilling of its vector index. */
  async function states(table: string): Promise<unknown[]> {
    const { TableStatus, VectorIndexes } = await emulated.describe(table);
    const [index] = VectorIndexes as Json[];
    return [TableStatus, index?.["IndexStatus"], index?.["Backfilling"]];
  }
});
