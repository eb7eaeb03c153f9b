import { expect } from "chai";
import dynamoose from "dynamoose";
import { TableUpdateOptions } from "dynamoose/dist/Table/index.js";
import { TableClass } from "dynamoose/dist/Table/types.js";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { advancingClient, pollsIn } from "./advancing-client.js";

const text = { type: String, required: true };
const waitForActive = { enabled: true, check: { timeout: 30_000, frequency: 0 } };
/** dynamoose creates and updates a table of models when it is initialised. */
const options = { create: true, waitForActive, throughput: "ON_DEMAND", initialize: false } as const;

describe("dynamoose with the emulator", () => {
  let db: MockDynamoDB;

  before(async () => {
    db = await mockDynamoDB({ latency: "realistic", time: "manual" });
    dynamoose.aws.ddb.set(advancingClient(db));
  });

  after(async () => {
    dynamoose.aws.ddb().destroy();
    dynamoose.aws.ddb.revert();
    await db.close();
  });

  beforeEach(() => db.clearRequests());

  function operations(): readonly string[] {
    return db.requests.map(({ operation }) => operation).filter((operation) => operation !== "DescribeTable");
  }

  it("creates a table, and waits until it is ACTIVE", async () => {
    const User = dynamoose.model("users", new dynamoose.Schema({ id: { ...text, hashKey: true }, email: text }));
    const table = new dynamoose.Table("users", [User], {
      ...options,
      expires: { ttl: 3_600_000, attribute: "expires" },
      tags: { team: "data" },
      tableClass: TableClass.infrequentAccess,
      streamOptions: { enabled: true, type: "NEW_IMAGE" },
    });
    await table.initialize();
    expect(operations()).to.deep.equal(["CreateTable", "DescribeTimeToLive", "UpdateTimeToLive"]);
    expect(pollsIn(db)).to.equal(3); // missing, CREATING, ACTIVE
    const description = await db.client.describeTable("users");
    expect(description.TableClassSummary?.TableClass).to.equal("STANDARD_INFREQUENT_ACCESS");
    expect(description.StreamSpecification).to.deep.equal({ StreamEnabled: true, StreamViewType: "NEW_IMAGE" });
    await new User({ id: "u1", email: "a@b.c" }).save();
    expect((await User.get("u1"))["email"]).to.equal("a@b.c");
  });

  it("updates the table, with an index that was added", async () => {
    const schema = new dynamoose.Schema({
      id: { ...text, hashKey: true },
      email: { ...text, index: { name: "by-email", type: "global" } },
    });
    const User = dynamoose.model("users", schema);
    const table = new dynamoose.Table("users", [User], {
      ...options,
      update: true,
      tags: { team: "data", stage: "test" },
    });
    await table.initialize();
    expect(operations()).to.deep.equal([
      "UpdateTable", // the index
      "ListTagsOfResource",
      "TagResource",
      "UpdateTable", // the class
      "UpdateTable", // the stream
    ]);
    const description = await db.client.describeTable("users");
    expect(description.GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus)).to.deep.equal(["ACTIVE"]);
    expect(description.TableClassSummary?.TableClass).to.equal("STANDARD");
    expect(description.StreamSpecification).to.equal(undefined);
    const found = await User.query("email").eq("a@b.c").using("by-email").exec();
    expect(found.map(({ id }) => id)).to.deep.equal(["u1"]);
  });

  it("updates the table, with an index that was removed", async () => {
    const User = dynamoose.model("users", new dynamoose.Schema({ id: { ...text, hashKey: true }, email: text }));
    const table = new dynamoose.Table("users", [User], { ...options, update: [TableUpdateOptions.indexes] });
    await table.initialize();
    expect(operations()).to.deep.equal(["UpdateTable"]);
    expect((await db.client.describeTable("users")).GlobalSecondaryIndexes).to.equal(undefined);
  });

  it("changes throughput", async () => {
    const counters = (throughput: number | { read: number; write: number }, update: TableUpdateOptions[]) => {
      const Counter = dynamoose.model("counters", new dynamoose.Schema({ id: { ...text, hashKey: true } }));
      return new dynamoose.Table("counters", [Counter], { ...options, throughput, update });
    };
    await counters(1, []).initialize();
    await counters({ read: 3, write: 2 }, [TableUpdateOptions.throughput]).initialize();
    expect(operations()).to.deep.equal(["CreateTable", "UpdateTable"]);
    const { ProvisionedThroughput } = await db.client.describeTable("counters");
    expect(ProvisionedThroughput).to.include({ ReadCapacityUnits: 3, WriteCapacityUnits: 2 });
  });
});
