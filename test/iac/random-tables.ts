import fc from "fast-check";
import type { CreateTableOptions } from "../../src/table/definition/options.js";
import type { ReplicaOptions } from "../../src/table/definition/replica-options.js";
import { definitions } from "../support/definitions.js";

/** A random table as `[name, definition]`. */
export type RandomTable = readonly [tableName: string, definition: CreateTableOptions];

const policy = fc.record({
  Version: fc.constant("2012-10-17"),
  Statement: fc.array(
    fc.record({
      Effect: fc.constantFrom("Allow", "Deny"),
      Principal: fc.constant("*"),
      Action: fc.constantFrom("dynamodb:GetItem", "dynamodb:Query"),
      Resource: fc.string(),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

/** The settings of a replica, besides its key. */
const replicaSettings: fc.Arbitrary<Omit<ReplicaOptions, "region">> = fc.record(
  {
    tableClass: fc.constantFrom("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
    deletionProtection: fc.boolean(),
    pointInTimeRecovery: fc.constantFrom(true, { recoveryPeriodInDays: 7 }),
    contributorInsights: fc.constant(true),
    tags: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 8 }), { minKeys: 1, maxKeys: 2 }),
    resourcePolicy: policy,
  },
  { requiredKeys: [] },
);

interface Additions {
  readonly policy: object | undefined;
  readonly replicas: readonly Omit<ReplicaOptions, "region">[];
  readonly isStrong: boolean;
  readonly hasWitness: boolean;
  readonly hasVectors: boolean;
}

const additions: fc.Arbitrary<Additions> = fc.record({
  policy: fc.option(policy, { nil: undefined }),
  replicas: fc.oneof(fc.constant([]), fc.array(replicaSettings, { minLength: 1, maxLength: 2 })),
  isStrong: fc.boolean(),
  hasWitness: fc.boolean(),
  hasVectors: fc.boolean(),
});

function withAdditions(options: CreateTableOptions, added: Additions): CreateTableOptions {
  const { wait: _, resourcePolicy: __, ...table } = options;
  const isOnDemand = table.billingMode !== "PROVISIONED";
  const vectors = added.hasVectors && isOnDemand ? { vectorIndexes: vectorIndexesOf(table) } : {};
  return {
    ...table,
    ...vectors,
    ...(added.policy && { resourcePolicy: added.policy }),
    ...(added.replicas.length > 0 && replicated(table, added)),
  } as CreateTableOptions; // the encryption and the key of `table` belong together
}

function vectorIndexesOf({ partitionKey }: CreateTableOptions): CreateTableOptions["vectorIndexes"] {
  const common = { vector: " embedding", dimensions: 8 } as const;
  return [
    { indexName: "vectors.a", ...common, distance: "COSINE", projection: "KEYS_ONLY" },
    { indexName: "vectors.b", ...common, distance: "EUCLIDEAN", partitionKey, filters: [[" language", "S"]] },
  ];
}

function replicated(
  table: CreateTableOptions,
  { replicas, isStrong, hasWitness }: Additions,
): Partial<CreateTableOptions> {
  const canBeStrong = isStrong && !table.timeToLive && table.localSecondaryIndexes === undefined;
  const regions = ["eu-west-2", "eu-west-3"].slice(0, canBeStrong && hasWitness ? 1 : replicas.length);
  const isWhole = canBeStrong && (hasWitness || regions.length === 2);
  return {
    stream: isWhole ? table.stream : "NEW_AND_OLD_IMAGES",
    replicas: regions.map((region, place) => ({
      region,
      ...replicas[place],
      ...(table.encryption === "CUSTOMER_MANAGED" && { kmsKeyId: `arn:aws:kms:${region}:111122223333:key/any` }),
    })),
    ...(isWhole
      ? { consistency: "STRONG", ...(hasWitness && { witness: "eu-central-1" }) }
      : { consistency: "EVENTUAL" }),
  };
}

/** Random tables with every option, some of them with replicas. `widest` is the maximum number of partition or sort attributes of an index. */
export function randomTables(widest = 4): fc.Arbitrary<RandomTable> {
  return fc
    .tuple(definitions(widest), additions)
    .map(([{ tableName, options }, added]) => [tableName, withAdditions(options, added)]);
}
