import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import {
  addIndex,
  capacity,
  EmulatedTables,
  infrequent,
  itRefusesTo,
  protection,
  provisioned,
  type Refusal,
  stream,
  withIndexes,
} from "../../../support/emulated-tables.js";
import { P } from "../../../support/table-requests.js";

const encryption = { SSESpecification: { Enabled: true, SSEType: "KMS" } };
const warm = { WarmThroughput: { ReadUnitsPerSecond: 9 } };
const caps = { OnDemandThroughput: { MaxReadRequestUnits: 9 } };

describe("UpdateTable on the wire", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    await emulated.table("provisioned", withIndexes(provisioned, "a"));
  });
  after(() => emulated.close());

  const refuses = (table: string, refusals: readonly Refusal[]) => itRefusesTo(() => emulated, table, refusals);

  describe("refuses, whatever the table is like,", () => {
    refuses("nowhere", [
      ["a request without a change", {}, "At least one of ProvisionedThroughput, BillingMode"],
      [
        "definitions of attributes alone",
        { AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }] },
        "At least one of ProvisionedThroughput",
      ],
      ["what is null", { DeletionProtectionEnabled: null, TableClass: null }, "At least one of ProvisionedThroughput"],
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
      [
        "members that it does not support",
        { GlobalTableSettingsReplicationMode: "ENABLED" },
        "GlobalTableSettingsReplicationMode",
      ],
    ]);

    it("a request without a table", () =>
      emulated.refuses(
        "UpdateTable",
        protection(true),
        "ValidationException",
        "The parameter 'TableName' is required but was not present in the request",
      ));

    it("a table that is not there", () =>
      emulated.refuses(
        "UpdateTable",
        { TableName: "nowhere", ...protection(true) },
        "ResourceNotFoundException",
        "Requested resource not found: Table: nowhere not found",
      ));
  });

  describe("accepts one change at a time, and", () => {
    const sse = `${P}Server-Side Encryption modification must be the only operation in the request`;
    const tableClass = `${P}TableClass modification must be the only operation in the request`;
    const deletion = `${P}DeletionProtection modification must be the only operation in the request`;
    const replica = `${P}Replica modification must be the only operation in the request`;
    refuses("provisioned", [
      ["encryption with capacity", { ...encryption, ...capacity(6) }, sse],
      ["encryption with protection, naming encryption", { ...encryption, ...protection(true) }, sse],
      ["a class with protection, naming the class", { ...infrequent, ...protection(true) }, tableClass],
      ["a class with a stream", { ...infrequent, ...stream("NEW_IMAGE") }, tableClass],
      ["protection with a billing mode", { ...protection(true), BillingMode: "PAY_PER_REQUEST" }, deletion],
      ["protection with a new index", { ...protection(true), ...addIndex("b") }, deletion],
      [
        "warm throughput with capacity",
        { ...warm, ...capacity(6) },
        `${P}WarmThroughput must be the only operation in the request`,
      ],
      [
        "warm throughput with a new index",
        { ...warm, ...addIndex("b") },
        `${P}Create global secondary index cannot be specified when updating WarmThroughput`,
      ],
      [
        "a replica with anything",
        { ReplicaUpdates: [{ Create: { RegionName: "eu-west-1" } }], ...encryption },
        replica,
      ],
      [
        "caps with a stream",
        { ...caps, ...stream("NEW_IMAGE") },
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
      expect(await emulated.describe("provisioned")).deep.include({
        TableStatus: "ACTIVE",
        DeletionProtectionEnabled: false,
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      });
    });

    it("accepts another billing mode together with a stream, maximum throughput, or a new index", async () => {
      const changes = { stream: stream("KEYS_ONLY"), caps, index: addIndex("b") };
      for (const [name, change] of Object.entries(changes)) {
        await emulated.table(`two-${name}`, provisioned);
        await emulated.update(`two-${name}`, { BillingMode: "PAY_PER_REQUEST", ...change });
        emulated.advance(REALISTIC.switchToOnDemandMs - 1);
        expect((await emulated.describe(`two-${name}`))["TableStatus"]).equal("UPDATING");
        emulated.advance(1);
        expect(await emulated.describe(`two-${name}`)).deep.include({ TableStatus: "ACTIVE" });
      }
      expect(await emulated.describe("two-stream")).deep.include(stream("KEYS_ONLY"));
      expect(await emulated.describe("two-caps")).deep.include(caps);
      expect(await emulated.statuses("two-index")).deep.equal(["ACTIVE", "CREATING+"]);
    });
  });
});
