import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import {
  capacity,
  EmulatedTables,
  infrequent,
  protection,
  provisioned,
  stream,
  updateIndex,
  withIndexes,
} from "../../../support/emulated-tables.js";
import { onDemand, tableArn } from "../../../support/table-requests.js";

const keyArn = "arn:aws:kms:us-east-1:000000000000:key/k1";
const kms = (KMSMasterKeyId?: string) => ({
  SSESpecification: { Enabled: true, SSEType: "KMS", ...(KMSMasterKeyId && { KMSMasterKeyId }) },
});
const warm = { WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 } };
const caps = { OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 10 } };
const withEverything = { ...withIndexes(onDemand, "a"), ...stream("NEW_IMAGE"), ...kms(keyArn), ...caps };

/** A setting that a table has already, sent again: an error, or the status of the table in the answer. */
type Case = readonly [what: string, table: Json, change: Json, outcome: { refused: string } | { status: string }];

const cases: readonly Case[] = [
  [
    "the same throughput",
    provisioned,
    capacity(5),
    { refused: "ValidationException: The provisioned throughput for the table will not change" },
  ],
  [
    "the same throughput and billing mode",
    provisioned,
    { BillingMode: "PROVISIONED", ...capacity(5) },
    { refused: "ValidationException: The provisioned throughput for the table will not change" },
  ],
  [
    "the same throughput of an index",
    withIndexes(provisioned, "a"),
    updateIndex("by-a", capacity(5)),
    { refused: "ValidationException: The provisioned throughput for the index by-a will not change" },
  ],
  [
    "PROVISIONED without throughput",
    provisioned,
    { BillingMode: "PROVISIONED" },
    {
      refused:
        "ValidationException: One or more parameter values were invalid: ProvisionedThroughput must be specified",
    },
  ],
  ["PAY_PER_REQUEST", onDemand, { BillingMode: "PAY_PER_REQUEST" }, { status: "UPDATING" }],
  [
    "the same stream",
    withEverything,
    stream("NEW_IMAGE"),
    { refused: "ValidationException: Table already has an enabled stream" },
  ],
  [
    "no stream",
    onDemand,
    { StreamSpecification: { StreamEnabled: false } },
    { refused: "ValidationException: Table has no stream to disable" },
  ],
  [
    "the same key by its ARN",
    withEverything,
    kms(keyArn),
    {
      refused:
        "ValidationException: One or more parameter values were invalid: Table is already encrypted with given KMSMasterKeyId",
    },
  ],
  [
    "the default encryption",
    onDemand,
    { SSESpecification: { Enabled: false } },
    {
      refused: "ValidationException: One or more parameter values were invalid: Table is already encrypted by default",
    },
  ],
  ["deletion protection", { ...onDemand, ...protection(true) }, protection(true), { status: "ACTIVE" }],
  ["no deletion protection", onDemand, protection(false), { status: "ACTIVE" }],
  ["the default table class", onDemand, { TableClass: "STANDARD" }, { status: "UPDATING" }],
  ["another table class", { ...onDemand, ...infrequent }, infrequent, { status: "UPDATING" }],
  ["the same warm throughput", onDemand, warm, { status: "ACTIVE" }],
  ["the same warm throughput of an index", withIndexes(onDemand, "a"), updateIndex("by-a", warm), { status: "ACTIVE" }],
  ["no members of warm throughput", onDemand, { WarmThroughput: {} }, { refused: "InternalFailure: " }],
  ["the same maximum throughput", withEverything, caps, { status: "ACTIVE" }],
  [
    "no maximum throughput",
    onDemand,
    { OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 } },
    { status: "ACTIVE" },
  ],
  [
    "a maximum throughput of 0",
    onDemand,
    { OnDemandThroughput: { MaxReadRequestUnits: 0 } },
    {
      refused:
        "ValidationException: One or more parameter values were invalid: Requested MaxReadRequestUnits for OnDemandThroughput",
    },
  ],
  [
    "a maximum throughput of -2",
    onDemand,
    { OnDemandThroughput: { MaxWriteRequestUnits: -2 } },
    {
      refused:
        "ValidationException: One or more parameter values were invalid: Requested MaxWriteRequestUnits for OnDemandThroughput",
    },
  ],
  ["no members of maximum throughput", onDemand, { OnDemandThroughput: {} }, { refused: "InternalFailure: " }],
];

describe("UpdateTable with what the table has already", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
  });
  after(() => emulated.close());

  for (const [place, [what, table, change, outcome]] of cases.entries()) {
    const verb = "refused" in outcome ? "refuses" : "accepts";
    it(`${verb} ${what}, and changes nothing`, async () => {
      const name = await emulated.table(`table-${place}`, table);
      const before = await emulated.describe(name);
      if ("refused" in outcome)
        expect(await emulated.refusal("UpdateTable", { TableName: name, ...change })).satisfy((text: string) =>
          text.startsWith(outcome.refused),
        );
      else expect((await emulated.update(name, change))["TableStatus"]).equal(outcome.status);
      expect(await emulated.describe(name)).deep.equal(before);
    });
  }

  describe("encrypts again", () => {
    const managed = "arn:aws:kms:us-east-1:000000000000:key/";
    const specifications: readonly (readonly [what: string, change: Json, keyArn: string])[] = [
      ["with the key by its id", kms("k1"), keyArn],
      ["with the managed key by its alias", kms("alias/aws/dynamodb"), managed],
      ["with Enabled alone", { SSESpecification: { Enabled: true } }, managed],
    ];
    for (const [place, [what, change, arn]] of specifications.entries()) {
      it(what, async () => {
        const name = await emulated.table(`encrypted-${place}`, {
          ...onDemand,
          ...(arn === keyArn ? kms(keyArn) : kms()),
        });
        const before = await emulated.describe(name);
        const updating = {
          TableStatus: "ACTIVE",
          SSEDescription: { ...Object(before["SSEDescription"]), Status: "UPDATING" },
        };
        expect(await emulated.update(name, change)).deep.include(updating);
        emulated.advance(REALISTIC.updateEncryptionMs - 1);
        expect(await emulated.describe(name)).deep.include(updating);
        emulated.advance(1);
        expect(await emulated.describe(name)).deep.equal(before);
        expect(Object(before["SSEDescription"]).KMSMasterKeyArn).include(arn);
      });
    }
  });

  it("ignores throughputs without members beside other changes", async () => {
    await emulated.table("ignored", { ...onDemand, ...caps });
    await emulated.update("ignored", { ...protection(true), OnDemandThroughput: {}, WarmThroughput: {} });
    expect(await emulated.describe("ignored")).deep.include({ ...protection(true), ...caps });
  });

  it("locks the deletion protection", async () => {
    await emulated.table("lock", { ...onDemand, ...protection(true) });
    await emulated.update("lock", protection(true));
    emulated.advance(REALISTIC.deletionProtectionCooldownMs - 1);
    const request = { TableName: "lock", ...protection(false) };
    await emulated.refuses("UpdateTable", request, "ThrottlingException", "Please try again after ");
    emulated.advance(1);
    await emulated.ask("UpdateTable", request);
  });

  it("accepts the same settings that have operations of their own", async () => {
    await emulated.create("separate");
    const Policy = '{"Version":"2012-10-17","Statement":[]}';
    const requests: readonly (readonly [operation: string, input: Json])[] = [
      [
        "UpdateContinuousBackups",
        { TableName: "separate", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
      ["TagResource", { ResourceArn: tableArn("separate"), Tags: [{ Key: "team", Value: "a" }] }],
      ["UpdateContributorInsights", { TableName: "separate", ContributorInsightsAction: "ENABLE" }],
      ["PutResourcePolicy", { ResourceArn: tableArn("separate"), Policy }],
    ];
    for (const [operation, input] of requests) {
      const first = await emulated.ask(operation, input);
      expect(await emulated.ask(operation, input), operation).deep.equal(first);
    }
  });

  it("refuses the same time to live", async () => {
    await emulated.create("expiring");
    const request = (Enabled: boolean) => ({
      TableName: "expiring",
      TimeToLiveSpecification: { Enabled, AttributeName: "ttl" },
    });
    const refuses = (enabled: boolean, words: string) =>
      emulated.refuses("UpdateTimeToLive", request(enabled), "ValidationException", words);
    await refuses(false, "TimeToLive is already disabled");
    await emulated.ask("UpdateTimeToLive", request(true));
    await refuses(true, "TimeToLive is already enabled");
  });
});
