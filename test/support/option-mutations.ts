import { type Changeable, type Choose, inOptions, type Mutation } from "./mutations.js";

const isProvisioned = ({ billingMode }: Changeable) => billingMode === "PROVISIONED";

/** Alters a random global index. */
function inGlobal(kind: string, change: (index: Record<string, unknown>, options: Changeable) => string | undefined) {
  return inOptions(`${kind}, in a global index`, (options, pick) => {
    const { globalSecondaryIndexes: indexes = [] } = options;
    return inOne(indexes, "globalSecondaryIndexes", pick, (index) => change(index, options));
  });
}

/** Alters a random local index. */
function inLocal(kind: string, change: (index: Record<string, unknown>, options: Changeable) => string | undefined) {
  return inOptions(`${kind}, in a local index`, (options, pick) => {
    const { localSecondaryIndexes: indexes = [] } = options;
    return inOne(indexes, "localSecondaryIndexes", pick, (index) => change(index, options));
  });
}

function inOne(
  indexes: Record<string, unknown>[],
  list: string,
  pick: Choose,
  change: (index: Record<string, unknown>) => string | undefined,
): string | undefined {
  const place = pick(indexes.length);
  const index = indexes[place];
  const member = index && change(index);
  return member && `${list}[${place}].${member}`;
}

/** Mistakes in indexes of both kinds. */
const inBoth: readonly Mutation[] = [inGlobal, inLocal].flatMap((inIndex) => [
  inIndex("name too short", (index) => {
    index["indexName"] = "ix";
    return "indexName";
  }),
  inIndex("name with a space", (index) => {
    index["indexName"] = "by email";
    return "indexName";
  }),
  inIndex("no name", (index) => {
    delete index["indexName"];
    return "indexName";
  }),
  inIndex("an empty projection", (index) => {
    index["projection"] = [];
    return "projection";
  }),
  inIndex("a key type that does not exist", (index) => {
    index["sortKey"] = ["brand-new", "SS"];
    return "sortKey[1]";
  }),
]);

const keys: readonly Mutation[] = [
  inOptions("a key type that does not exist", (options) => {
    options.partitionKey = ["brand-new", "string"];
    return "partitionKey[1]";
  }),
  inOptions("the same attribute twice", (options) => {
    options.sortKey = options.partitionKey;
    return "sortKey";
  }),
  inGlobal("the same attribute twice", (index) => {
    index["sortKey"] = index["partitionKey"];
    return "sortKey";
  }),
  inLocal("the table's partition key again", (index, { partitionKey }) => {
    index["sortKey"] = partitionKey;
    return "sortKey";
  }),
  inGlobal("no partition key attributes", (index) => {
    index["partitionKey"] = [];
    return "partitionKey";
  }),
];

const lists: readonly Mutation[] = [
  inOptions("too many global indexes", (options) => {
    const [index] = options.globalSecondaryIndexes ?? [];
    if (index === undefined) return undefined;
    options.globalSecondaryIndexes = Array.from({ length: 21 }, (_, place) => ({ ...index, indexName: `ix-${place}` }));
    return "globalSecondaryIndexes";
  }),
  inOptions("too many local indexes", (options) => {
    const [index] = options.localSecondaryIndexes ?? [];
    if (index === undefined) return undefined;
    options.localSecondaryIndexes = Array.from({ length: 6 }, (_, place) => ({ ...index, indexName: `ix-${place}` }));
    return "localSecondaryIndexes";
  }),
  inOptions("two indexes of one name", ({ globalSecondaryIndexes = [], localSecondaryIndexes = [] }, pick) => {
    const all = [...globalSecondaryIndexes, ...localSecondaryIndexes];
    const [first] = all;
    const place = 1 + pick(all.length - 1);
    const second = all[place];
    if (first === undefined || second === undefined) return undefined;
    second["indexName"] = first["indexName"];
    const local = place - globalSecondaryIndexes.length;
    return local < 0 ? `globalSecondaryIndexes[${place}].indexName` : `localSecondaryIndexes[${local}].indexName`;
  }),
  inOptions("local indexes without a sort key of the table", (options) => {
    if (!options.localSecondaryIndexes?.length) return undefined;
    delete options.sortKey;
    return "localSecondaryIndexes";
  }),
];

const throughput: readonly Mutation[] = [
  inOptions("a billing mode that does not exist", (options) => {
    options.billingMode = "FREE";
    return "billingMode";
  }),
  inOptions("capacity on demand", (options) => {
    options.readCapacity = 5;
    return isProvisioned(options) ? undefined : "readCapacity";
  }),
  inGlobal("capacity on demand", (index, options) => {
    index["writeCapacity"] = 5;
    return isProvisioned(options) ? undefined : "writeCapacity";
  }),
  inOptions("capacity of zero", (options) => {
    options.readCapacity = 0;
    return isProvisioned(options) ? "readCapacity" : undefined;
  }),
  inOptions("capacity above the maximum", (options) => {
    options.readCapacity = 1_000_000_000_001;
    return isProvisioned(options) ? "readCapacity" : undefined;
  }),
  inGlobal("capacity of zero", (index, options) => {
    index["writeCapacity"] = 0;
    return isProvisioned(options) ? "writeCapacity" : undefined;
  }),
];

const names: readonly Mutation[] = ["ab", "a".repeat(256), "with space"].map((tableName) => ({
  kind: `options: a table name of ${tableName.length} characters`,
  apply: ({ options }) => ({ tableName, options, at: "tableName" }),
}));

/** Mistakes in options that dynalite detects. */
export const optionMutations: readonly Mutation[] = [...names, ...keys, ...lists, ...inBoth, ...throughput];
