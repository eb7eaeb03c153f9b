import { global, type RuleCase, rawGlobal } from "./rule-case.js";

const PROVISIONED = { billingMode: "PROVISIONED" };
const HIGHEST = 1_000_000_000_000;
const units = (ReadCapacityUnits: number, WriteCapacityUnits: number) => ({ ReadCapacityUnits, WriteCapacityUnits });

/** Billing modes and provisioned capacity. */
const provisioned: readonly RuleCase[] = [
  {
    rule: "billing-mode",
    about: "through input",
    breaking: { input: { BillingMode: "FREE" } },
    path: "input.BillingMode",
    message: 'unknown billing mode "FREE"',
    fix: '"PAY_PER_REQUEST" or "PROVISIONED"',
    allowed: { input: { BillingMode: "PROVISIONED" } },
  },
  {
    rule: "no-capacity-on-demand",
    about: "of the table",
    breaking: { readCapacity: 5 },
    path: "readCapacity",
    message: "this table is PAY_PER_REQUEST",
    fix: 'billingMode to "PROVISIONED"',
    allowed: { ...PROVISIONED, readCapacity: 5 },
  },
  {
    rule: "no-capacity-on-demand",
    about: "of an index, only for what is written there",
    breaking: { globalSecondaryIndexes: [{ ...global, writeCapacity: 5 }] },
    path: "globalSecondaryIndexes[0].writeCapacity",
    message: "this table is PAY_PER_REQUEST",
    fix: "leave the capacity out",
    allowed: { ...PROVISIONED, globalSecondaryIndexes: [{ ...global, writeCapacity: 5 }] },
  },
  {
    rule: "no-capacity-on-demand",
    about: "of the table, with a billing mode through input",
    breaking: { ...PROVISIONED, readCapacity: 5, input: { BillingMode: "PAY_PER_REQUEST" } },
    path: "readCapacity",
    message: "this table is PAY_PER_REQUEST",
    fix: "leave the capacity out",
    allowed: { ...PROVISIONED, globalSecondaryIndexes: [global], input: { BillingMode: "PAY_PER_REQUEST" } },
  },
  {
    rule: "no-capacity-on-demand",
    about: "of an index, through input, even without units",
    breaking: { input: { GlobalSecondaryIndexes: [{ ...rawGlobal, ProvisionedThroughput: {} }] } },
    path: "input.GlobalSecondaryIndexes[0].ProvisionedThroughput",
    message: "this table is PAY_PER_REQUEST",
    fix: "leave the capacity out",
    allowed: { input: { GlobalSecondaryIndexes: [rawGlobal] } },
  },
  {
    rule: "capacity-when-provisioned",
    about: "of an index, through input",
    breaking: {
      ...PROVISIONED,
      input: {
        GlobalSecondaryIndexes: [{ ...rawGlobal, ProvisionedThroughput: { ReadCapacityUnits: 1 } }],
      },
    },
    path: "input.GlobalSecondaryIndexes[0].ProvisionedThroughput.WriteCapacityUnits",
    message: 'index "by-email" has no WriteCapacityUnits',
    fix: "both read and write capacity",
    allowed: {
      ...PROVISIONED,
      input: { GlobalSecondaryIndexes: [{ ...rawGlobal, ProvisionedThroughput: units(1, 1) }] },
    },
  },
  {
    rule: "capacity-when-provisioned",
    about: "of the table, through input",
    breaking: { ...PROVISIONED, input: { ProvisionedThroughput: { WriteCapacityUnits: 1 } } },
    path: "input.ProvisionedThroughput.ReadCapacityUnits",
    message: "the table has no ReadCapacityUnits",
    fix: "both read and write capacity",
    allowed: {
      globalSecondaryIndexes: [global],
      input: { BillingMode: "PROVISIONED", ProvisionedThroughput: units(1, 1) },
    },
  },
  {
    rule: "capacity-range",
    about: "zero",
    breaking: { ...PROVISIONED, readCapacity: 0 },
    path: "readCapacity",
    message: "the table has 0 ReadCapacityUnits",
    fix: "1 or more",
    allowed: { ...PROVISIONED, readCapacity: 1 },
  },
  {
    rule: "capacity-range",
    about: "too much, in an index",
    breaking: { ...PROVISIONED, globalSecondaryIndexes: [{ ...global, writeCapacity: HIGHEST + 1 }] },
    path: "globalSecondaryIndexes[0].writeCapacity",
    message: `${HIGHEST + 1} WriteCapacityUnits`,
    fix: `at most ${HIGHEST}`,
    allowed: { ...PROVISIONED, globalSecondaryIndexes: [{ ...global, writeCapacity: HIGHEST }] },
  },
];

/** On-demand bounds and warm throughput. */
const others: readonly RuleCase[] = [
  {
    rule: "no-on-demand-bounds-when-provisioned",
    about: "of the table",
    breaking: { ...PROVISIONED, onDemandThroughput: { maxRead: 10 } },
    path: "onDemandThroughput",
    message: "the table is PROVISIONED",
    fix: "leave it out",
    allowed: { onDemandThroughput: { maxRead: 10 } },
  },
  {
    rule: "no-on-demand-bounds-when-provisioned",
    about: "of an index",
    breaking: { ...PROVISIONED, globalSecondaryIndexes: [{ ...global, onDemandThroughput: { maxWrite: 10 } }] },
    path: "globalSecondaryIndexes[0].onDemandThroughput",
    message: 'index "by-email" bounds on-demand requests',
    fix: '"PAY_PER_REQUEST"',
    allowed: { globalSecondaryIndexes: [{ ...global, onDemandThroughput: { maxWrite: 10 } }] },
  },
  {
    rule: "on-demand-range",
    about: "zero",
    breaking: { onDemandThroughput: { maxRead: 0 } },
    path: "onDemandThroughput.maxRead",
    message: "0 MaxReadRequestUnits",
    fix: "leave it out for no bound",
    allowed: { onDemandThroughput: { maxRead: 1 } },
  },
  {
    rule: "on-demand-range",
    about: "-1, which only an update takes",
    breaking: { globalSecondaryIndexes: [{ ...global, onDemandThroughput: { maxWrite: -1 } }] },
    path: "globalSecondaryIndexes[0].onDemandThroughput.maxWrite",
    message: "-1 MaxWriteRequestUnits",
    fix: "1 or more",
    allowed: { globalSecondaryIndexes: [{ ...global, onDemandThroughput: {} }] },
  },
  {
    rule: "warm-throughput-floor",
    about: "reads on demand",
    breaking: { warmThroughput: { read: 11_999 } },
    path: "warmThroughput.read",
    message: "11999 ReadUnitsPerSecond",
    fix: "12000 or more",
    allowed: { warmThroughput: { read: 12_000 } },
  },
  {
    rule: "warm-throughput-floor",
    about: "writes of an index on demand",
    breaking: { globalSecondaryIndexes: [{ ...global, warmThroughput: { write: 3_999 } }] },
    path: "globalSecondaryIndexes[0].warmThroughput.write",
    message: 'index "by-email"',
    fix: "4000 or more",
    allowed: { globalSecondaryIndexes: [{ ...global, warmThroughput: { write: 4_000 } }] },
  },
  {
    rule: "warm-throughput-floor",
    about: "less than provisioned",
    breaking: { ...PROVISIONED, readCapacity: 10, warmThroughput: { read: 9 } },
    path: "warmThroughput.read",
    message: "9 ReadUnitsPerSecond",
    fix: "10 or more",
    allowed: { ...PROVISIONED, readCapacity: 10, warmThroughput: { read: 10 } },
  },
];

export const capacityCases: readonly RuleCase[] = [...provisioned, ...others];
