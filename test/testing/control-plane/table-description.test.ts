import { expect } from "chai";
import { Emulated } from "../../support/emulated.js";
import {
  attributes,
  definition,
  global,
  held,
  index,
  key,
  named,
  on,
  provisioned,
  tableArn,
  units,
} from "../../support/table-requests.js";

const WARM = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "ACTIVE" };
const NOTHING = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };

describe("a table of the emulator, as it is described", () => {
  let emulated: Emulated;
  let count = 0;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  async function describedWith(members: object): Promise<Record<string, unknown>> {
    const name = `table-${count++}`;
    await emulated.create(name, members);
    return emulated.describe(name);
  }

  it("has defaults on demand, and nothing of what DynamoDB leaves out", async () => {
    const { TableId, CreationDateTime, BillingModeSummary, ...others } = await describedWith({
      TableClass: "STANDARD",
      SSESpecification: { Enabled: false },
      StreamSpecification: { StreamEnabled: false },
    });
    const name = `table-${count - 1}`;
    expect(others).to.deep.equal({
      AttributeDefinitions: attributes("pk"),
      TableName: name,
      KeySchema: key("pk"),
      TableStatus: "ACTIVE",
      ProvisionedThroughput: NOTHING,
      TableSizeBytes: 0,
      ItemCount: 0,
      TableArn: tableArn(name),
      DeletionProtectionEnabled: false,
      WarmThroughput: WARM,
    });
    expect(TableId).to.match(/^[0-9a-f-]{36}$/);
    expect(CreationDateTime).to.be.a("number");
    expect(BillingModeSummary).to.deep.equal({
      BillingMode: "PAY_PER_REQUEST",
      LastUpdateToPayPerRequestDateTime: CreationDateTime,
    });
  });

  it("says no billing mode when it was created provisioned, and is as warm as it is provisioned", async () => {
    for (const members of [units, { ...provisioned, ...units }]) {
      const described = await describedWith({ BillingMode: undefined, ...members });
      expect(described).not.to.have.property("BillingModeSummary");
      expect(described["ProvisionedThroughput"]).to.include({ ReadCapacityUnits: 5, WriteCapacityUnits: 5 });
      expect(described["WarmThroughput"]).to.deep.equal({
        ReadUnitsPerSecond: 5,
        WriteUnitsPerSecond: 5,
        Status: "ACTIVE",
      });
    }
  });

  it("tells the encryption by the ARN of the key, whichever way the key was named", async () => {
    const arnFor = async (SSESpecification: object) => {
      const { SSEDescription } = await describedWith({ SSESpecification });
      expect(SSEDescription).to.include({ Status: "ENABLED", SSEType: "KMS" });
      return (SSEDescription as { KMSMasterKeyArn: string }).KMSMasterKeyArn;
    };
    const keys = "arn:aws:kms:us-east-1:000000000000:key/";
    const managed = await arnFor({ Enabled: true });
    expect(managed).to.match(/^arn:aws:kms:us-east-1:000000000000:key\/[0-9a-f-]{36}$/);
    expect(await arnFor({ SSEType: "KMS" })).to.equal(managed);
    const customer = (KMSMasterKeyId: string) => arnFor({ Enabled: true, SSEType: "KMS", KMSMasterKeyId });
    expect(await customer("1234abcd")).to.equal(`${keys}1234abcd`);
    expect(await customer("arn:aws:kms:eu-west-1:1:key/k")).to.equal("arn:aws:kms:eu-west-1:1:key/k");
    const alias = await customer("alias/mine");
    expect(alias)
      .to.match(/key\/[0-9a-f-]{36}$/)
      .and.not.to.equal(managed);
    expect(await customer("arn:aws:kms:us-east-1:000000000000:alias/mine")).to.equal(alias);
  });

  it("has a stream with the time for its label", async () => {
    const stream = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" };
    const described = await describedWith({ StreamSpecification: stream });
    expect(described["StreamSpecification"]).to.deep.equal(stream);
    expect(described["LatestStreamLabel"]).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
    expect(described["LatestStreamArn"]).to.equal(
      `${tableArn(`table-${count - 1}`)}/stream/${described["LatestStreamLabel"]}`,
    );
  });

  it("has the other settings that were asked for", async () => {
    const described = await describedWith({
      TableClass: "STANDARD_INFREQUENT_ACCESS",
      DeletionProtectionEnabled: true,
      OnDemandThroughput: { MaxReadRequestUnits: 7 },
      WarmThroughput: { ReadUnitsPerSecond: 13_000 },
      GlobalTableSettingsReplicationMode: "DISABLED",
    });
    expect(described).to.deep.include({
      TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" },
      DeletionProtectionEnabled: true,
      OnDemandThroughput: { MaxReadRequestUnits: 7 },
      WarmThroughput: { ...WARM, ReadUnitsPerSecond: 13_000 },
      GlobalTableSettingsReplicationMode: "DISABLED",
    });
  });

  it("sorts the names that it defines and holds, and leaves keys and indexes in their order", async () => {
    const described = await describedWith({
      ...on("z", "pk", "b"),
      GlobalSecondaryIndexes: [index("second", key("z", "/", "b")), index("first", key("b"), held(["y", "x"]))],
    });
    expect(described["AttributeDefinitions"]).to.deep.equal(attributes("b", "pk", "z"));
    const indexes = described["GlobalSecondaryIndexes"] as Record<string, object>[];
    expect(indexes.map(({ IndexName }) => IndexName)).to.deep.equal(["second", "first"]);
    expect(indexes.map(({ KeySchema }) => KeySchema)).to.deep.equal([key("z", "/", "b"), key("b")]);
    expect(indexes[1]?.["Projection"]).to.deep.equal({ ProjectionType: "INCLUDE", NonKeyAttributes: ["x", "y"] });
  });

  it("gives an index on demand no throughput, and what is warm anyway", async () => {
    const { GlobalSecondaryIndexes } = await describedWith(global({ OnDemandThroughput: {}, WarmThroughput: {} }));
    expect(GlobalSecondaryIndexes).to.deep.equal([
      {
        ...index("by-a", key("a")),
        IndexStatus: "ACTIVE",
        ProvisionedThroughput: NOTHING,
        WarmThroughput: WARM,
        IndexSizeBytes: 0,
        ItemCount: 0,
        IndexArn: `${tableArn(`table-${count - 1}`)}/index/by-a`,
      },
    ]);
  });

  it("keeps the key of an index that has several attributes on a side", async () => {
    const eight = key("a", "b", "c", "d", "/", "e", "f", "g", "h");
    const described = await describedWith({
      ...on("pk", "a", "b", "c", "d", "e", "f", "g", "h"),
      GlobalSecondaryIndexes: [index("wide", eight)],
    });
    expect(described["GlobalSecondaryIndexes"]).to.have.nested.property("[0].KeySchema").that.deep.equals(eight);
  });

  it("describes a local secondary index without a status", async () => {
    const { LocalSecondaryIndexes } = await describedWith({
      ...on("pk", "sk", "a"),
      KeySchema: key("pk", "/", "sk"),
      LocalSecondaryIndexes: [index("local", key("pk", "/", "a"), held(["y", "x"]))],
    });
    expect(LocalSecondaryIndexes).to.deep.equal([
      {
        ...index("local", key("pk", "/", "a"), held(["x", "y"])),
        IndexSizeBytes: 0,
        ItemCount: 0,
        IndexArn: `${tableArn(`table-${count - 1}`)}/index/local`,
      },
    ]);
  });

  it("says less in the answer of CreateTable than a moment later", async () => {
    const created = async (name: string, members: object) => {
      const { TableDescription } = await emulated.ask("CreateTable", definition(name, members));
      return TableDescription as Record<string, unknown>;
    };
    const plain = await created("answer", {});
    expect(plain).to.include({ TableStatus: "CREATING" }).and.not.to.have.property("WarmThroughput");
    expect(plain["BillingModeSummary"]).to.deep.equal({ BillingMode: "PAY_PER_REQUEST" });
    const warmed = await created("warmed", { WarmThroughput: { WriteUnitsPerSecond: 5_000 } });
    expect(warmed["WarmThroughput"]).to.deep.equal({ ...WARM, WriteUnitsPerSecond: 5_000, Status: "UPDATING" });
    expect(await created("tagged", { Tags: named(1).map((Key) => ({ Key, Value: "" })) })).not.to.have.property("Tags");
  });
});
