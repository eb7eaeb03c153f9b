import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import {
  EmulatedTables,
  infrequent,
  itRefusesTo,
  protection,
  type Refusal,
  stream,
} from "../../../support/emulated-tables.js";
import { onDemand, P } from "../../../support/table-requests.js";

const noStream = { StreamSpecification: { StreamEnabled: false } };
const kms = { SSESpecification: { Enabled: true, SSEType: "KMS" } };
const keyArn = "arn:aws:kms:us-east-1:000000000000:key/k1";

describe("UpdateTable: other settings", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    await emulated.table("on-demand", onDemand);
    await emulated.table("with-stream", { ...onDemand, ...stream("NEW_IMAGE") });
    await emulated.table("with-key", {
      ...onDemand,
      SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: keyArn },
    });
  });
  after(() => emulated.close());

  const refuses = (table: string, refusals: readonly Refusal[]) => itRefusesTo(() => emulated, table, refusals);

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
      await emulated.table("streamed", onDemand);
      expect(await emulated.update("streamed", stream("KEYS_ONLY"))).deep.include({ TableStatus: "UPDATING" });
      emulated.advance(REALISTIC.updateStreamMs);
      const first = await emulated.describe("streamed");
      expect(first).deep.include({ TableStatus: "ACTIVE", ...stream("KEYS_ONLY") });
      await emulated.update("streamed", noStream);
      emulated.advance(REALISTIC.updateStreamMs);
      const stopped = await emulated.describe("streamed");
      expect(stopped).not.have.property("StreamSpecification");
      expect(stopped["LatestStreamArn"]).equal(first["LatestStreamArn"]);
      await emulated.update("streamed", stream("NEW_IMAGE"));
      emulated.advance(REALISTIC.updateStreamMs);
      const second = await emulated.describe("streamed");
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
      await emulated.table("encrypted", onDemand);
      const answer = await emulated.update("encrypted", kms);
      expect(answer).deep.include({ TableStatus: "ACTIVE", SSEDescription: { Status: "UPDATING" } });
      await emulated.refuses(
        "UpdateTable",
        { TableName: "encrypted", SSESpecification: { Enabled: false } },
        "ResourceInUseException",
        "Server-Side Encryption is still being updated",
      );
      emulated.advance(REALISTIC.updateEncryptionMs - 1);
      expect((await emulated.describe("encrypted"))["SSEDescription"]).deep.equal({ Status: "UPDATING" });
      emulated.advance(1);
      expect((await emulated.describe("encrypted"))["SSEDescription"]).deep.include({
        Status: "ENABLED",
        SSEType: "KMS",
      });
      await emulated.update("encrypted", { SSESpecification: { Enabled: false } });
      expect((await emulated.describe("encrypted"))["SSEDescription"]).deep.include({
        Status: "UPDATING",
        SSEType: "KMS",
      });
      emulated.advance(REALISTIC.updateEncryptionMs);
      expect(await emulated.describe("encrypted")).not.have.property("SSEDescription");
    });
  });

  describe("table class", () => {
    refuses("on-demand", [
      ["a class that there is not", { TableClass: "FAST" }, "Invalid table-class parameter provided."],
    ]);

    it("changes, and is named from then on", async () => {
      await emulated.table("classy", onDemand);
      const answer = await emulated.update("classy", infrequent);
      expect(answer["TableStatus"]).equal("UPDATING");
      expect(answer).not.have.property("TableClassSummary");
      emulated.advance(REALISTIC.updateTableClassMs);
      expect((await emulated.describe("classy"))["TableClassSummary"]).deep.include(infrequent);
      await emulated.update("classy", { TableClass: "STANDARD" });
      emulated.advance(REALISTIC.updateTableClassMs);
      expect((await emulated.describe("classy"))["TableClassSummary"]).deep.include({ TableClass: "STANDARD" });
    });

    it("answers UPDATING to the class that the table has, which stays ACTIVE and unnamed", async () => {
      expect((await emulated.update("on-demand", { TableClass: "STANDARD" }))["TableStatus"]).equal("UPDATING");
      const after = await emulated.describe("on-demand");
      expect(after["TableStatus"]).equal("ACTIVE");
      expect(after).not.have.property("TableClassSummary");
    });
  });

  describe("deletion protection", () => {
    it("is there at once, and not to be changed again for a while", async () => {
      await emulated.table("protected", onDemand);
      expect(await emulated.update("protected", protection(true))).deep.include({
        TableStatus: "ACTIVE",
        ...protection(true),
      });
      await emulated.update("protected", protection(true));
      emulated.advance(REALISTIC.deletionProtectionCooldownMs - 1);
      await emulated.refuses(
        "UpdateTable",
        { TableName: "protected", ...protection(false) },
        "ThrottlingException",
        "Deletion protection setting for table protected modified within the previous 15000 milliseconds",
      );
      emulated.advance(1);
      expect(await emulated.update("protected", protection(false))).deep.include(protection(false));
    });
  });
});
