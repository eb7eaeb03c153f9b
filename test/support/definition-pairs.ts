import fc from "fast-check";
import type { OnDemandThroughputOptions } from "../../src/dynamodb/throughput.js";
import type {
  CreateTableOptions,
  EncryptionOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  Projection,
  VectorIndexOptions,
} from "../../src/table/definition/options.js";

/** Two definitions of one table: few names, so that they often mean the same index. */
export interface DefinitionPair {
  readonly from: CreateTableOptions;
  readonly to: CreateTableOptions;
}

const ATTRIBUTES: readonly KeyAttribute[] = [
  ["a", "S"],
  ["b", "N"],
  ["c", "B"],
  ["d", "S"],
];
const partitionKey = ["pk", "S"] as const;
const sortKey = ["sk", "N"] as const;
const KEY = "arn:aws:kms:us-east-1:000000000000:key/";

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const projection = fc.constantFrom<Projection>("ALL", "KEYS_ONLY", ["x"], ["y", "x"]);
const capacity = fc.record({ readCapacity: units(), writeCapacity: units() });
const onDemandThroughput = fc.constantFrom<OnDemandThroughputOptions | false>(
  { maxRead: 100 },
  { maxRead: 200, maxWrite: 100 },
  false,
);
const warmThroughput = fc.record({ read: fc.integer({ min: 12_000, max: 12_010 }), write: maybe(fc.constant(4_000)) });

function units(): fc.Arbitrary<number | undefined> {
  return maybe(fc.integer({ min: 1, max: 20 }));
}

/** Throughput for a billing mode; none where the definition leaves the mode as it is. */
function throughput(billingMode: CreateTableOptions["billingMode"]): fc.Arbitrary<object> {
  if (billingMode === undefined) return fc.constant({});
  return billingMode === "PROVISIONED"
    ? capacity
    : fc.record({ onDemandThroughput: maybe(onDemandThroughput), warmThroughput: maybe(warmThroughput) });
}

function index(indexName: string, mode: CreateTableOptions["billingMode"]): fc.Arbitrary<GlobalSecondaryIndexOptions> {
  return fc
    .tuple(
      fc.shuffledSubarray([...ATTRIBUTES], { minLength: 2, maxLength: 2 }),
      fc.boolean(),
      projection,
      throughput(mode),
    )
    .map(([[first = partitionKey, second = partitionKey], hasSortKey, held, own]) => {
      return { indexName, partitionKey: first, ...(hasSortKey && { sortKey: second }), projection: held, ...own };
    });
}

function indexes(mode: CreateTableOptions["billingMode"]): fc.Arbitrary<GlobalSecondaryIndexOptions[]> {
  return fc.subarray(["by-1", "by-2", "by-3"]).chain((names) => fc.tuple(...names.map((name) => index(name, mode))));
}

/** A vector index with an attribute of its own, so that its dimensions can change alone. */
function vectorIndex(indexName: string): fc.Arbitrary<VectorIndexOptions> {
  return fc.record({
    indexName: fc.constant(indexName),
    vector: fc.constant(`vector of ${indexName}`),
    dimensions: fc.constantFrom(2, 3),
    distance: fc.constantFrom("COSINE" as const, "EUCLIDEAN" as const),
    partitionKey: maybe(fc.constantFrom(...ATTRIBUTES.slice(0, 2))),
    filters: maybe(fc.subarray(ATTRIBUTES.slice(2))),
    projection: maybe(projection),
  });
}

/** Vector indexes, of a table that is on demand. */
function vectorIndexes(mode: CreateTableOptions["billingMode"]): fc.Arbitrary<VectorIndexOptions[] | undefined> {
  if (mode !== "PAY_PER_REQUEST") return fc.constant(undefined);
  return maybe(fc.subarray(["vec-1", "vec-2"]).chain((names) => fc.tuple(...names.map(vectorIndex))));
}

const encryption = fc.constantFrom<EncryptionOptions>(
  {},
  { encryption: "AWS_OWNED" },
  { encryption: "AWS_MANAGED" },
  { encryption: "CUSTOMER_MANAGED", kmsKeyId: `${KEY}1` },
  { encryption: "CUSTOMER_MANAGED", kmsKeyId: `${KEY}2` },
);
const policy = (Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action, Resource: "*" }],
});

const settings = fc.record({
  tableClass: maybe(fc.constantFrom("STANDARD" as const, "STANDARD_INFREQUENT_ACCESS" as const)),
  stream: maybe(fc.constantFrom("KEYS_ONLY" as const, "NEW_IMAGE" as const, false as const)),
  timeToLive: maybe(fc.constantFrom("expires", "until", false as const)),
  pointInTimeRecovery: maybe(fc.constantFrom(true, false, { recoveryPeriodInDays: 3 }, { recoveryPeriodInDays: 7 })),
  contributorInsights: maybe(fc.boolean()),
  deletionProtection: maybe(fc.boolean()),
  tags: maybe(fc.dictionary(fc.constantFrom("team", "stage"), fc.constantFrom<string | false>("a", "b", false))),
  resourcePolicy: maybe(fc.constantFrom(policy("dynamodb:GetItem"), policy("dynamodb:PutItem"), false as const)),
});

function definition(isFirst: boolean): fc.Arbitrary<CreateTableOptions> {
  const modes = fc.constantFrom("PROVISIONED" as const, "PAY_PER_REQUEST" as const);
  return (isFirst ? modes : maybe(modes)).chain((billingMode) =>
    fc
      .record({
        units: throughput(billingMode),
        globals: maybe(indexes(billingMode)),
        vectors: vectorIndexes(billingMode),
        rest: settings,
        key: encryption,
      })
      .map(({ units: own, globals, vectors, rest, key }): CreateTableOptions => {
        const all = { globalSecondaryIndexes: globals, vectorIndexes: vectors };
        return { partitionKey, sortKey, billingMode, ...all, ...own, ...rest, ...key };
      }),
  );
}

/** Pairs of definitions that one table can have, one after the other. */
export const definitionPairs: fc.Arbitrary<DefinitionPair> = fc
  .record({ from: definition(true), to: definition(false) })
  .map(({ from, to }) => {
    // A definition that does not mention vector indexes keeps them, which DynamoDB refuses in a PROVISIONED table.
    return { from: to.billingMode === "PROVISIONED" ? { ...from, vectorIndexes: undefined } : from, to };
  });
