import { Emulated, itRefuses, type Mistake } from "../../../support/emulated.js";
import { global, named, P, provisioned, tableArn, units, wide } from "../../../support/table-requests.js";

const mistakes: readonly Mistake[] = [
  // Throughput.
  [
    "throughput on demand",
    units,
    `${P}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    "no throughput",
    provisioned,
    `${P}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  ],
  [
    "neither billing mode nor throughput",
    { BillingMode: undefined },
    `${P}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  ],
  [
    "no throughput at all",
    { ...global({}), ...provisioned },
    `${P}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  ],
  [
    "throughput of zero",
    { ...provisioned, ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 } },
    "Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    "throughput beyond all bounds",
    { ...provisioned, ProvisionedThroughput: { ReadCapacityUnits: 1e13, WriteCapacityUnits: 1 } },
    "Given value 10000000000000 for ReadCapacityUnits is out of bounds",
  ],
  [
    "an index without throughput",
    { ...global({}), ...provisioned, ...units },
    `${P}ProvisionedThroughput is not specified for index: by-a`,
  ],
  [
    "a wide index without throughput",
    { ...wide("a", "b"), ...provisioned, ...units },
    `${P}ProvisionedThroughput is not specified for index: wide`,
  ],
  [
    "an index with throughput on demand",
    global(units),
    `${P}ProvisionedThroughput should not be specified for index: by-a when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    "bounds of a provisioned table",
    { ...provisioned, ...units, OnDemandThroughput: { MaxReadRequestUnits: 10 } },
    `${P}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED`,
  ],
  [
    "bounds of a provisioned index",
    { ...global({ ...units, OnDemandThroughput: { MaxWriteRequestUnits: 10 } }), ...provisioned, ...units },
    `${P}MaxWriteRequestUnits for OnDemandThroughput for index: by-a cannot be specified when table BillingMode is PROVISIONED`,
  ],
  [
    "a bound of zero",
    { OnDemandThroughput: { MaxReadRequestUnits: 0 } },
    `${P}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`,
  ],
  [
    "a bound that is taken away",
    { OnDemandThroughput: { MaxWriteRequestUnits: -1 } },
    `${P}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`,
  ],
  [
    "a bound of zero for an index",
    global({ OnDemandThroughput: { MaxReadRequestUnits: 0 } }),
    "Requested MaxReadRequestUnits for OnDemandThroughput for index : by-a is outside of valid range",
  ],
  [
    "less warm reads than there are",
    { WarmThroughput: { ReadUnitsPerSecond: 11_999, WriteUnitsPerSecond: 4_000 } },
    `${P}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than initial throughput for OnDemand`,
  ],
  [
    "less warm writes than there are",
    { WarmThroughput: { WriteUnitsPerSecond: 3_999 } },
    "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than initial throughput for OnDemand",
  ],
  [
    "less warm reads of an index",
    global({ WarmThroughput: { ReadUnitsPerSecond: 1 } }),
    "Requested ReadUnitsPerSecond for WarmThroughput for index by-a is lower than initial throughput for OnDemand",
  ],
  [
    "less warm than provisioned",
    { ...provisioned, ...units, WarmThroughput: { ReadUnitsPerSecond: 4 } },
    "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than ReadCapacityUnits of ProvisionedThroughput",
  ],
  // Settings.
  [
    "another table class",
    { TableClass: "GLACIER" },
    "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].",
  ],
  [
    "a type without encryption",
    { SSESpecification: { Enabled: false, SSEType: "KMS" } },
    `${P}SSEType can not be specified if Enabled is false`,
  ],
  [
    "a key without encryption",
    { SSESpecification: { Enabled: false, KMSMasterKeyId: "k" } },
    `${P}KMSMasterKeyId can not be specified if Enabled is false`,
  ],
  [
    "a key without a type",
    { SSESpecification: { Enabled: true, KMSMasterKeyId: "k" } },
    `${P}SSEType KMS is required if KMSMasterKeyId is specified`,
  ],
  [
    "another type of encryption",
    { SSESpecification: { Enabled: true, SSEType: "AES256" } },
    `${P}SSEType AES256 is not supported`,
  ],
  [
    "a stream of nothing",
    { StreamSpecification: { StreamEnabled: true } },
    `${P}Table is being created with a stream enabled, UpdateViewType is required`,
  ],
  [
    "no stream of something",
    { StreamSpecification: { StreamEnabled: false, StreamViewType: "KEYS_ONLY" } },
    `${P}Table is being created with a stream disabled, UpdateViewType should not be specified`,
  ],
  [
    "another stream",
    { StreamSpecification: { StreamEnabled: true, StreamViewType: "ALL" } },
    "at 'streamSpecification.streamViewType' failed to satisfy constraint: Member must satisfy enum value set",
  ],
  [
    "51 tags",
    { Tags: named(51).map((Key) => ({ Key, Value: "" })) },
    "Number of Tags exceed the current limit for the provided ResourceArn",
  ],
  ["a tag of AWS", { Tags: [{ Key: "aws:x", Value: "" }] }, "Tag Key cannot be prefixed with aws:, Key: aws:x"],
  ["a tag without a key", { Tags: [{ Key: "", Value: "" }] }, "The Tag Key provided is invalid, Key: "],
  ["a long tag key", { Tags: [{ Key: "k".repeat(129), Value: "" }] }, "The Tag Key provided is invalid, Key: kkk"],
  [
    "a long tag value",
    { Tags: [{ Key: "k", Value: "v".repeat(257) }] },
    "The Tag Value provided is invalid, Value: vvv",
  ],
  ["a tag without a value", { Tags: [{ Key: "k" }] }, "The Tag Value provided is invalid, Value: null"],
  [
    "a tag twice",
    {
      Tags: [
        { Key: "k", Value: "1" },
        { Key: "k", Value: "2" },
      ],
    },
    "Duplicate Tag Keys provided as input: Duplicate Tag Key found k",
  ],
  ["a long policy", { ResourcePolicy: "ü".repeat(10_241) }, `${P}Maximum policy size of 20480 bytes exceeded`],
  // Members that nobody plays.
  [
    "a replica of another account's table",
    { GlobalTableSourceArn: tableArn("other") },
    "dynatwin's emulator does not support the member GlobalTableSourceArn.",
  ],
  [
    "a member that does not exist",
    global({ Projektion: {} }),
    "does not support the member globalSecondaryIndexes.1.member.Projektion.",
  ],
];

describe("CreateTable of the emulator: throughput and settings", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  itRefuses(() => emulated, mistakes);
});
