import type { DescribeTableCommandOutput, DynamoDB, TableDescription } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { Table } from "dynamodb-onetable";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { advancingClient, pollsIn } from "./advancing-client.js";

const primary = { hash: "pk", sort: "sk" } as const;
const byPlace = { hash: "place", sort: "id", project: ["status"] } as const;
const text = { type: String, required: true } as const;
const schema = {
  format: "onetable:1.1.0",
  version: "0.0.1",
  models: { Order: { pk: text, sk: text, id: text, status: text, place: text } },
  params: { isoDates: true, timestamps: false },
} as const;
const order = { pk: "shop", sk: "o1", id: "1", status: "new", place: "Oslo" };

describe("OneTable with the emulator", () => {
  let db: MockDynamoDB;
  let client: DynamoDB;

  before(async () => {
    db = await mockDynamoDB({ latency: "realistic", time: "manual" });
    client = advancingClient(db);
  });

  after(async () => {
    client.destroy();
    await db.close();
  });

  beforeEach(() => db.clearRequests());

  function tableWith(indexes: { readonly byPlace?: typeof byPlace }) {
    return new Table({
      client,
      name: "shop",
      partial: false,
      schema: { ...schema, indexes: { primary, ...indexes } },
    });
  }

  /** Polls until the table has this state, and returns the state at each poll. */
  async function until(isSo: (table: TableDescription) => boolean): Promise<string[]> {
    const table = tableWith({ byPlace });
    const seen = new Set<string>();
    for (;;) {
      const { Table = {} } = (await table.describeTable()) as DescribeTableCommandOutput; // as the SDK answered
      const states = Table.GlobalSecondaryIndexes?.map(({ IndexName, IndexStatus }) => `${IndexName} ${IndexStatus}`);
      seen.add([Table.TableStatus, ...(states ?? [])].join(", "));
      if (isSo(Table)) return [...seen];
    }
  }

  function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
    return TableStatus === "ACTIVE" && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === "ACTIVE");
  }

  it("creates a table, and waits for it", async () => {
    const table = tableWith({});
    await table.createTable({ TimeToLiveSpecification: { AttributeName: "expires", Enabled: true } });
    expect(pollsIn(db)).to.equal(2); // CREATING, ACTIVE
    expect(db.requests.at(-1)?.operation).to.equal("UpdateTimeToLive");
    expect(await table.exists()).to.equal(true);
    await table.getModel("Order").create(order);
  });

  it("adds an index, and finds items by it", async () => {
    const table = tableWith({ byPlace });
    await table.updateTable({ create: { name: "byPlace", ...byPlace } });
    expect(await until(isActive)).to.deep.equal([
      "UPDATING, byPlace CREATING",
      "ACTIVE, byPlace CREATING",
      "ACTIVE, byPlace ACTIVE",
    ]);
    const found = await table.getModel("Order").find({ place: "Oslo" }, { index: "byPlace" });
    expect(found.map(({ status }) => status)).to.deep.equal(["new"]);
  });

  it("removes an index", async () => {
    await tableWith({ byPlace }).updateTable({ remove: { name: "byPlace" } });
    expect(await until((table) => table.GlobalSecondaryIndexes === undefined && isActive(table))).to.deep.equal([
      "UPDATING, byPlace DELETING",
      "ACTIVE",
    ]);
  });

  it("deletes the table", async () => {
    const table = tableWith({});
    await table.deleteTable("DeleteTableForever");
    expect(await until(({ TableStatus }) => TableStatus === "DELETING")).to.deep.equal(["DELETING"]);
    expect(await table.exists()).to.equal(false);
  });
});
