import type { TableDescription, UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { isApplied } from "../../../src/table/update/is-applied.js";

type Change = Omit<UpdateTableCommandInput, "TableName">;
type Case = readonly [what: string, change: Change, shown: TableDescription, notShown: TableDescription];

const units = (read: number) => ({ ReadCapacityUnits: read, WriteCapacityUnits: 5 });
const index = (members: object = {}) => ({ GlobalSecondaryIndexes: [{ IndexName: "by-a", ...members }] });
const arn = "arn:aws:kms:us-east-1:123456789012:key/k-1";
const encrypted = { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: arn } as const;
const onDemand = { BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" } } as const;

const cases: readonly Case[] = [
  ["on demand", { BillingMode: "PAY_PER_REQUEST" }, onDemand, {}],
  ["provisioned", { BillingMode: "PROVISIONED" }, {}, onDemand],
  [
    "capacity",
    { ProvisionedThroughput: units(7) },
    { ProvisionedThroughput: units(7) },
    { ProvisionedThroughput: units(6) },
  ],
  [
    "a bound",
    { OnDemandThroughput: { MaxReadRequestUnits: 9 } },
    { OnDemandThroughput: { MaxReadRequestUnits: 9, MaxWriteRequestUnits: 1 } },
    {},
  ],
  [
    "no bound",
    { OnDemandThroughput: { MaxReadRequestUnits: -1 } },
    {},
    { OnDemandThroughput: { MaxReadRequestUnits: 9 } },
  ],
  [
    "warm throughput, or more",
    { WarmThroughput: { ReadUnitsPerSecond: 13_000 } },
    { WarmThroughput: { ReadUnitsPerSecond: 14_000 } },
    { WarmThroughput: { ReadUnitsPerSecond: 12_000 } },
  ],
  [
    "the table class",
    { TableClass: "STANDARD_INFREQUENT_ACCESS" },
    { TableClassSummary: { TableClass: "STANDARD_INFREQUENT_ACCESS" } },
    {},
  ],
  ["deletion protection", { DeletionProtectionEnabled: true }, { DeletionProtectionEnabled: true }, {}],
  ["no deletion protection", { DeletionProtectionEnabled: false }, {}, { DeletionProtectionEnabled: true }],
  [
    "a stream",
    { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } },
    { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } },
    {},
  ],
  [
    "no stream",
    { StreamSpecification: { StreamEnabled: false } },
    {},
    { StreamSpecification: { StreamEnabled: true } },
  ],
  ["a KMS key", { SSESpecification: { Enabled: true, KMSMasterKeyId: arn } }, { SSEDescription: encrypted }, {}],
  [
    "another KMS key",
    { SSESpecification: { Enabled: true, KMSMasterKeyId: "k-1" } },
    { SSEDescription: encrypted },
    { SSEDescription: { ...encrypted, KMSMasterKeyArn: `${arn}0` } },
  ],
  ["no KMS key", { SSESpecification: { Enabled: false } }, {}, { SSEDescription: encrypted }],
  [
    "a new index",
    {
      GlobalSecondaryIndexUpdates: [
        { Create: { IndexName: "by-a", KeySchema: [], Projection: { ProjectionType: "ALL" } } },
      ],
    },
    index(),
    {},
  ],
  ["no index", { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-a" } }] }, {}, index()],
  [
    "the capacity of an index",
    { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "by-a", ProvisionedThroughput: units(7) } }] },
    index({ ProvisionedThroughput: units(7) }),
    index({ ProvisionedThroughput: units(6) }),
  ],
];

describe("isApplied", () => {
  for (const [what, change, shown, notShown] of cases) {
    it(`tells whether a table shows ${what}`, () => {
      const input = { TableName: "users", ...change };
      expect([isApplied(input, shown), isApplied(input, notShown)]).to.deep.equal([true, false]);
    });
  }

  it("compares all members of a request", () => {
    const input = { TableName: "users", BillingMode: "PROVISIONED", ProvisionedThroughput: units(7) } as const;
    expect(isApplied(input, { ProvisionedThroughput: units(7) })).to.equal(true);
    expect(isApplied(input, { ...onDemand, ProvisionedThroughput: units(7) })).to.equal(false);
  });
});
