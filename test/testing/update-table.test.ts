import { expect } from "chai";
import { REALISTIC } from "../../src/testing/plane/durations.js";
import { addIndex, onDemand, Played, provisioned, withIndexes } from "../support/played.js";

type Json = Record<string, unknown>;
type Refusal = readonly [what: string, change: Json, words: string];

const capacity = (reads: number, writes = reads) => ({
  ProvisionedThroughput: { ReadCapacityUnits: reads, WriteCapacityUnits: writes },
});
const updateIndex = (IndexName: string, change: Json) => ({
  GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ...change } }],
});
const stream = (StreamViewType: string) => ({ StreamSpecification: { StreamEnabled: true, StreamViewType } });
const noStream = { StreamSpecification: { StreamEnabled: false } };
const kms = { SSESpecification: { Enabled: true, SSEType: "KMS" } };
const infrequent = { TableClass: "STANDARD_INFREQUENT_ACCESS" };
const protection = (DeletionProtectionEnabled: boolean) => ({ DeletionProtectionEnabled });
const warm = (units: number) => ({ WarmThroughput: { ReadUnitsPerSecond: units, WriteUnitsPerSecond: units } });
const caps = (MaxReadRequestUnits: number) => ({ OnDemandThroughput: { MaxReadRequestUnits } });
const keyArn = "arn:aws:kms:us-east-1:000000000000:key/k1";

const P = "One or more parameter values were invalid: ";

describe("UpdateTable on the wire", () => {
  let played: Played;

  before(async () => {
    played = await Played.start();
    await played.table("on-demand", withIndexes(onDemand, "a"));
    await played.table("provisioned", withIndexes(provisioned, "a"));
    await played.table("with-stream", { ...onDemand, ...stream("NEW_IMAGE") });
    await played.table("with-key", {
      ...onDemand,
      SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: keyArn },
    });
  });
  after(() => played.close());

  function refuses(table: string, refusals: readonly Refusal[]): void {
    for (const [what, change, words] of refusals) {
      it(`refuses ${what}`, () =>
        played.refuses("UpdateTable", { TableName: table, ...change }, "ValidationException", words));
    }
  }

  describe("refuses, whatever the table is like,", () => {
    refuses("nowhere", [
      ["a request without a change", {}, "At least one of ProvisionedThroughput, BillingMode"],
      [
        "definitions of attributes alone",
        { AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }] },
        "At least one of ProvisionedThroughput",
      ],
      ["an empty list alone", { GlobalSecondaryIndexUpdates: [] }, "At least one of ProvisionedThroughput"],
      [
        "an empty list beside a change",
        { GlobalSecondaryIndexUpdates: [], ...protection(true) },
        `${P}List of GlobalSecondaryIndexUpdates is empty`,
      ],
      [
        "a mode that there is not",
        { BillingMode: "FREE" },
        "Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set",
      ],
      [
        "capacity below 1",
        capacity(0),
        "at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ],
      [
        "half a capacity",
        { ProvisionedThroughput: { ReadCapacityUnits: 1 } },
        "Value null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must not be null",
      ],
      ["members that it does not play", { MultiRegionConsistency: "STRONG" }, "MultiRegionConsistency"],
    ]);

    it("a request without a table", () =>
      played.refuses(
        "UpdateTable",
        protection(true),
        "ValidationException",
        "The parameter 'TableName' is required but was not present in the request",
      ));

    it("a table that is not there", () =>
      played.refuses(
        "UpdateTable",
        { TableName: "nowhere", ...protection(true) },
        "ResourceNotFoundException",
        "Requested resource not found: Table: nowhere not found",
      ));
  });

  describe("takes one change at a time, and", () => {
    const sse = `${P}Server-Side Encryption modification must be the only operation in the request`;
    const tableClass = `${P}TableClass modification must be the only operation in the request`;
    const deletion = `${P}DeletionProtection modification must be the only operation in the request`;
    const replica = `${P}Replica modification must be the only operation in the request`;
    refuses("provisioned", [
      ["encryption with capacity", { ...kms, ...capacity(6) }, sse],
      ["encryption with protection, naming encryption", { ...kms, ...protection(true) }, sse],
      ["a class with protection, naming the class", { ...infrequent, ...protection(true) }, tableClass],
      ["a class with a stream", { ...infrequent, ...stream("NEW_IMAGE") }, tableClass],
      ["protection with a billing mode", { ...protection(true), BillingMode: "PAY_PER_REQUEST" }, deletion],
      ["protection with a new index", { ...protection(true), ...addIndex("b") }, deletion],
      [
        "warm throughput with capacity",
        { ...warm(9), ...capacity(6) },
        `${P}WarmThroughput must be the only operation in the request`,
      ],
      [
        "warm throughput with a new index",
        { ...warm(9), ...addIndex("b") },
        `${P}Create global secondary index cannot be specified when updating WarmThroughput`,
      ],
      ["a replica with anything", { ReplicaUpdates: [{ Create: { RegionName: "eu-west-1" } }], ...kms }, replica],
      [
        "caps with a stream",
        { ...caps(9), ...stream("NEW_IMAGE") },
        `${P}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request`,
      ],
      [
        "a stream with capacity",
        { ...stream("NEW_IMAGE"), ...capacity(6) },
        `${P}You cannot modify stream status while updating table IOPS`,
      ],
      [
        "a new index with capacity",
        { ...addIndex("b", "S", capacity(5)), ...capacity(6) },
        `${P}You cannot create or delete index while updating table IOPS`,
      ],
      [
        "a new index with a stream",
        { ...addIndex("b", "S", capacity(5)), ...stream("NEW_IMAGE") },
        `${P}You cannot create or delete index while changing stream status`,
      ],
    ]);

    it("applies nothing of what it refused", async () => {
      expect(await played.describe("provisioned")).deep.include({
        TableStatus: "ACTIVE",
        DeletionProtectionEnabled: false,
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      });
    });

    it("takes another mode together with a stream, caps, or a new index", async () => {
      const changes = { stream: stream("KEYS_ONLY"), caps: caps(9), index: addIndex("b") };
      for (const [name, change] of Object.entries(changes)) {
        await played.table(`two-${name}`, provisioned);
        await played.update(`two-${name}`, { BillingMode: "PAY_PER_REQUEST", ...change });
        played.pass(REALISTIC.toOnDemand - 1);
        expect((await played.describe(`two-${name}`))["TableStatus"]).equal("UPDATING");
        played.pass(1);
        expect(await played.describe(`two-${name}`)).deep.include({ TableStatus: "ACTIVE" });
      }
      expect(await played.describe("two-stream")).deep.include(stream("KEYS_ONLY"));
      expect(await played.describe("two-caps")).deep.include(caps(9));
      expect(await played.statuses("two-index")).deep.equal(["ACTIVE", "CREATING+"]);
    });
  });

  describe("billing mode and throughput", () => {
    refuses("on-demand", [
      [
        "provisioned without capacity",
        { BillingMode: "PROVISIONED" },
        `${P}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
      ],
      [
        "provisioned without the capacity of an index",
        { BillingMode: "PROVISIONED", ...capacity(5) },
        `${P}ProvisionedThroughput must be specified for index: by-a`,
      ],
      [
        "capacity on demand",
        capacity(5),
        `${P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      ],
      [
        "capacity of an index on demand",
        updateIndex("by-a", capacity(5)),
        `${P}The only Updates for index: by-a when TableThroughputMode is PAY_PER_REQUEST can be to`,
      ],
      [
        "caps of 0",
        caps(0),
        `${P}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`,
      ],
      [
        "caps of 0 of an index",
        updateIndex("by-a", caps(0)),
        `${P}Requested MaxReadRequestUnits for OnDemandThroughput for index : by-a is outside of valid range`,
      ],
      [
        "less warm throughput",
        warm(100),
        `${P}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput`,
      ],
      [
        "less warm throughput of an index",
        updateIndex("by-a", warm(100)),
        "WarmThroughput for index by-a is lower than current WarmThroughput, decreasing WarmThroughput is not supported",
      ],
      ["nothing for an index", updateIndex("by-a", {}), "must be specified for index: by-a"],
    ]);

    refuses("provisioned", [
      [
        "the capacity that there is",
        capacity(5),
        "The provisioned throughput for the table will not change. The requested value equals the current value.",
      ],
      [
        "the mode and the capacity that there are",
        { BillingMode: "PROVISIONED", ...capacity(5) },
        "The provisioned throughput for the table will not change.",
      ],
      [
        "the capacity that an index has",
        updateIndex("by-a", capacity(5)),
        "The provisioned throughput for the index by-a will not change.",
      ],
      [
        "caps",
        caps(9),
        `${P}MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
      ],
      [
        "caps of an index",
        updateIndex("by-a", caps(9)),
        "MaxReadRequestUnits for OnDemandThroughput for index : by-a cannot be specified",
      ],
    ]);

    it("answers with the old capacity, and has the new one when the table is ACTIVE", async () => {
      await played.table("capacity", provisioned);
      const answer = await played.update("capacity", capacity(7, 3));
      expect(answer).deep.include({
        TableStatus: "UPDATING",
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      });
      played.pass(REALISTIC.updateThroughput - 1);
      expect(await played.describe("capacity")).deep.equal(answer);
      played.pass(1);
      const { TableStatus, ProvisionedThroughput, WarmThroughput } = await played.describe("capacity");
      const at = played.db.clock.now() / 1_000;
      expect(TableStatus).equal("ACTIVE");
      expect(ProvisionedThroughput).deep.equal({
        NumberOfDecreasesToday: 1,
        ReadCapacityUnits: 7,
        WriteCapacityUnits: 3,
        LastIncreaseDateTime: at,
        LastDecreaseDateTime: at,
      });
      expect(WarmThroughput).deep.equal({ ReadUnitsPerSecond: 7, WriteUnitsPerSecond: 5, Status: "ACTIVE" });
    });

    it("changes the capacity of indexes, several in one request, while the table is ACTIVE", async () => {
      await played.table("index-capacity", withIndexes(provisioned, "a", "b"));
      const answer = await played.update("index-capacity", {
        GlobalSecondaryIndexUpdates: ["by-a", "by-b"].map((IndexName) => ({ Update: { IndexName, ...capacity(8) } })),
      });
      expect(answer["TableStatus"]).equal("ACTIVE");
      expect(await played.statuses("index-capacity")).deep.equal(["ACTIVE", "UPDATING", "UPDATING"]);
      await played.refuses(
        "UpdateTable",
        { TableName: "index-capacity", ...updateIndex("by-a", capacity(9)) },
        "ResourceInUseException",
        "Index is being updated. Table: index-capacity Index: by-a",
      );
      played.pass(REALISTIC.updateThroughput);
      expect(await played.statuses("index-capacity")).deep.equal(["ACTIVE", "ACTIVE", "ACTIVE"]);
      const { GlobalSecondaryIndexes } = await played.describe("index-capacity");
      expect((GlobalSecondaryIndexes as Json[])[1]).deep.nested.include({
        "ProvisionedThroughput.ReadCapacityUnits": 8,
      });
    });

    it("goes from on demand to provisioned with the capacity of every index, and loses its caps", async () => {
      await played.table("to-provisioned", { ...withIndexes(onDemand, "a"), ...caps(9) });
      const answer = await played.update("to-provisioned", {
        BillingMode: "PROVISIONED",
        ...capacity(5),
        ...updateIndex("by-a", capacity(4)),
      });
      expect(answer).deep.nested.include({
        TableStatus: "UPDATING",
        "BillingModeSummary.BillingMode": "PAY_PER_REQUEST",
        "ProvisionedThroughput.ReadCapacityUnits": 0,
      });
      played.pass(REALISTIC.toProvisioned - 1);
      expect((await played.describe("to-provisioned"))["TableStatus"]).equal("UPDATING");
      played.pass(1);
      const after = await played.describe("to-provisioned");
      expect(after).deep.nested.include({
        TableStatus: "ACTIVE",
        "BillingModeSummary.BillingMode": "PROVISIONED",
        "ProvisionedThroughput.ReadCapacityUnits": 5,
        "GlobalSecondaryIndexes[0].ProvisionedThroughput.WriteCapacityUnits": 4,
        "GlobalSecondaryIndexes[0].IndexStatus": "ACTIVE",
        "WarmThroughput.ReadUnitsPerSecond": 12_000,
      });
      expect(after).not.have.property("OnDemandThroughput");
    });

    it("goes from provisioned to on demand", async () => {
      await played.table("to-on-demand", withIndexes(provisioned, "a"));
      await played.update("to-on-demand", { BillingMode: "PAY_PER_REQUEST" });
      expect(await played.statuses("to-on-demand")).deep.equal(["UPDATING", "UPDATING"]);
      played.pass(REALISTIC.toOnDemand);
      expect(await played.statuses("to-on-demand")).deep.equal(["ACTIVE", "ACTIVE"]);
      expect(await played.describe("to-on-demand")).deep.nested.include({
        BillingModeSummary: {
          BillingMode: "PAY_PER_REQUEST",
          LastUpdateToPayPerRequestDateTime: played.db.clock.now() / 1_000,
        },
        "ProvisionedThroughput.ReadCapacityUnits": 0,
        "GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits": 0,
        "GlobalSecondaryIndexes[0].WarmThroughput.WriteUnitsPerSecond": 4_000,
      });
    });

    it("answers UPDATING to the mode that the table has, which stays ACTIVE", async () => {
      expect((await played.update("on-demand", { BillingMode: "PAY_PER_REQUEST" }))["TableStatus"]).equal("UPDATING");
      expect((await played.describe("on-demand"))["TableStatus"]).equal("ACTIVE");
    });

    it("sets caps at once, one beside the other, and takes them away with -1", async () => {
      await played.table("caps", onDemand);
      const answer = await played.update("caps", caps(10));
      expect(answer).deep.include({ TableStatus: "ACTIVE", ...caps(10) });
      await played.update("caps", { OnDemandThroughput: { MaxWriteRequestUnits: 4 } });
      expect((await played.describe("caps"))["OnDemandThroughput"]).deep.equal({
        MaxReadRequestUnits: 10,
        MaxWriteRequestUnits: 4,
      });
      await played.update("caps", { OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 } });
      expect(await played.describe("caps")).not.have.property("OnDemandThroughput");
    });

    it("sets the caps of an index, which is UPDATING for a while", async () => {
      await played.table("index-caps", withIndexes(onDemand, "a"));
      await played.update("index-caps", updateIndex("by-a", caps(10)));
      expect(await played.statuses("index-caps")).deep.equal(["ACTIVE", "UPDATING"]);
      played.pass(REALISTIC.updateThroughput);
      expect(await played.statuses("index-caps")).deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("warms up while the table is ACTIVE, and shows the old numbers meanwhile", async () => {
      await played.table("warm", withIndexes(onDemand, "a"));
      const before = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "UPDATING" };
      const answer = await played.update("warm", warm(13_000));
      expect(answer).deep.include({ TableStatus: "ACTIVE", WarmThroughput: before });
      await played.update("warm", updateIndex("by-a", warm(14_000)));
      expect(await played.statuses("warm")).deep.equal(["ACTIVE", "ACTIVE"]);
      played.pass(REALISTIC.updateWarmThroughput - 1);
      expect((await played.describe("warm"))["WarmThroughput"]).deep.equal(before);
      played.pass(1);
      expect(await played.describe("warm")).deep.nested.include({
        WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 13_000, Status: "ACTIVE" },
        "GlobalSecondaryIndexes[0].WarmThroughput.ReadUnitsPerSecond": 14_000,
      });
    });

    it("warms up to what was asked last", async () => {
      await played.table("warmer", onDemand);
      await played.update("warmer", warm(13_000));
      played.pass(1_000);
      await played.update("warmer", warm(15_000));
      played.pass(REALISTIC.updateWarmThroughput - 1_000);
      expect((await played.describe("warmer"))["WarmThroughput"]).deep.include({ Status: "UPDATING" });
      played.pass(1_000);
      expect((await played.describe("warmer"))["WarmThroughput"]).deep.include({
        Status: "ACTIVE",
        ReadUnitsPerSecond: 15_000,
      });
    });
  });

  describe("stream", () => {
    refuses("with-stream", [
      ["the stream that there is", stream("NEW_IMAGE"), "Table already has an enabled stream: TableName: with-stream"],
      ["another view of it", stream("KEYS_ONLY"), "Table already has an enabled stream: TableName: with-stream"],
      [
        "a view of no stream",
        { StreamSpecification: { StreamEnabled: false, StreamViewType: "KEYS_ONLY" } },
        `${P}If stream is being disabled, then UpdateViewType must not be specified`,
      ],
    ]);
    refuses("on-demand", [
      ["to stop no stream", noStream, "Table has no stream to disable: TableName: on-demand"],
      [
        "a stream without a view",
        { StreamSpecification: { StreamEnabled: true } },
        `${P}If stream is being enabled then UpdateViewType is required`,
      ],
    ]);

    it("starts and stops, and has a new ARN each time", async () => {
      await played.table("streamed", onDemand);
      expect(await played.update("streamed", stream("KEYS_ONLY"))).deep.include({ TableStatus: "UPDATING" });
      played.pass(REALISTIC.updateStream);
      const first = await played.describe("streamed");
      expect(first).deep.include({ TableStatus: "ACTIVE", ...stream("KEYS_ONLY") });
      await played.update("streamed", noStream);
      played.pass(REALISTIC.updateStream);
      const stopped = await played.describe("streamed");
      expect(stopped).not.have.property("StreamSpecification");
      expect(stopped["LatestStreamArn"]).equal(first["LatestStreamArn"]);
      await played.update("streamed", stream("NEW_IMAGE"));
      played.pass(REALISTIC.updateStream);
      const second = await played.describe("streamed");
      expect(second).deep.include(stream("NEW_IMAGE"));
      expect(second["LatestStreamArn"]).not.equal(first["LatestStreamArn"]);
    });
  });

  describe("encryption", () => {
    refuses("on-demand", [
      [
        "AWS' own key in place of it",
        { SSESpecification: { Enabled: false } },
        `${P}Table is already encrypted by default`,
      ],
      [
        "a kind of no encryption",
        { SSESpecification: { Enabled: false, SSEType: "KMS" } },
        `${P}SSEType can not be specified if Enabled is false`,
      ],
      [
        "a key of no kind",
        { SSESpecification: { Enabled: true, KMSMasterKeyId: keyArn } },
        `${P}SSEType KMS is required if KMSMasterKeyId is specified`,
      ],
    ]);
    refuses("with-key", [
      [
        "the key that there is",
        { SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: keyArn } },
        `${P}Table is already encrypted with given KMSMasterKeyId`,
      ],
    ]);

    it("changes while the table is ACTIVE, one change at a time", async () => {
      await played.table("encrypted", onDemand);
      const answer = await played.update("encrypted", kms);
      expect(answer).deep.include({ TableStatus: "ACTIVE", SSEDescription: { Status: "UPDATING" } });
      await played.refuses(
        "UpdateTable",
        { TableName: "encrypted", SSESpecification: { Enabled: false } },
        "ResourceInUseException",
        "Server-Side Encryption is still being updated",
      );
      played.pass(REALISTIC.updateEncryption - 1);
      expect((await played.describe("encrypted"))["SSEDescription"]).deep.equal({ Status: "UPDATING" });
      played.pass(1);
      expect((await played.describe("encrypted"))["SSEDescription"]).deep.include({
        Status: "ENABLED",
        SSEType: "KMS",
      });
      await played.update("encrypted", { SSESpecification: { Enabled: false } });
      expect((await played.describe("encrypted"))["SSEDescription"]).deep.include({
        Status: "UPDATING",
        SSEType: "KMS",
      });
      played.pass(REALISTIC.updateEncryption);
      expect(await played.describe("encrypted")).not.have.property("SSEDescription");
    });
  });

  describe("table class", () => {
    refuses("on-demand", [
      ["a class that there is not", { TableClass: "FAST" }, "Invalid table-class parameter provided."],
    ]);

    it("changes, and is named from then on", async () => {
      await played.table("classy", onDemand);
      const answer = await played.update("classy", infrequent);
      expect(answer["TableStatus"]).equal("UPDATING");
      expect(answer).not.have.property("TableClassSummary");
      played.pass(REALISTIC.updateTableClass);
      expect((await played.describe("classy"))["TableClassSummary"]).deep.include(infrequent);
      await played.update("classy", { TableClass: "STANDARD" });
      played.pass(REALISTIC.updateTableClass);
      expect((await played.describe("classy"))["TableClassSummary"]).deep.include({ TableClass: "STANDARD" });
    });

    it("answers UPDATING to the class that the table has, which stays ACTIVE and unnamed", async () => {
      expect((await played.update("on-demand", { TableClass: "STANDARD" }))["TableStatus"]).equal("UPDATING");
      const after = await played.describe("on-demand");
      expect(after["TableStatus"]).equal("ACTIVE");
      expect(after).not.have.property("TableClassSummary");
    });
  });

  describe("deletion protection", () => {
    it("is there at once, and not to be changed again for a while", async () => {
      await played.table("protected", onDemand);
      expect(await played.update("protected", protection(true))).deep.include({
        TableStatus: "ACTIVE",
        ...protection(true),
      });
      await played.update("protected", protection(true));
      played.pass(REALISTIC.protectionPause - 1);
      await played.refuses(
        "UpdateTable",
        { TableName: "protected", ...protection(false) },
        "ThrottlingException",
        "Deletion protection setting for table protected modified within the previous 15000 milliseconds",
      );
      played.pass(1);
      expect(await played.update("protected", protection(false))).deep.include(protection(false));
    });
  });
});
