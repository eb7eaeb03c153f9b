import fc from "fast-check";
import type {
  CreateTableOptions,
  EncryptionOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  Projection,
} from "../../src/table/definition/options.js";

/** The table of a random `createTable` call. */
export interface Definition {
  readonly tableName: string;
  readonly options: CreateTableOptions;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"];
const name = (longest: number) =>
  fc.oneof(
    { arbitrary: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 3, maxLength: 20 }), weight: 9 },
    fc.string({ unit: fc.constantFrom(...LETTERS), minLength: longest - 2, maxLength: longest }),
  );
const attributeName = fc.oneof(
  { arbitrary: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 12 }), weight: 6 },
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => Buffer.byteLength(text) <= 255),
);
const capacityUnits = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(1, 1_000_000_000_000));

/** An object in which every member can be missing. */
const some = <T extends object>(members: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(members, { requiredKeys: [] });

const capacity = some({ readCapacity: capacityUnits, writeCapacity: capacityUnits });
const onDemandThroughput = some({
  maxRead: fc.integer({ min: 1, max: 100_000 }),
  maxWrite: fc.integer({ min: 1, max: 100_000 }),
});
/** At least the default of a table, on demand or provisioned, up to the maximum. */
const warmThroughput = (isProvisioned: boolean) =>
  isProvisioned
    ? fc.constant({ read: 1_000_000_000_000, write: 1_000_000_000_000 })
    : some({ read: fc.integer({ min: 12_000, max: 40_000 }), write: fc.integer({ min: 4_000, max: 40_000 }) });

const throughput = (isProvisioned: boolean) =>
  isProvisioned
    ? fc.tuple(capacity, some({ warmThroughput: warmThroughput(true) })).map(([own, warm]) => ({ ...own, ...warm }))
    : some({ onDemandThroughput, warmThroughput: warmThroughput(false) });

/** Up to eight projected attributes for each index, so that the twelve indexes of a table have less than a hundred. */
const projection: fc.Arbitrary<Projection> = fc.oneof(
  fc.constantFrom<Projection>("ALL", "KEYS_ONLY"),
  fc.uniqueArray(attributeName, { minLength: 1, maxLength: 8 }),
);

const encryption: fc.Arbitrary<EncryptionOptions> = fc.oneof(
  fc.constantFrom<EncryptionOptions>({}, { encryption: "AWS_OWNED" }, { encryption: "AWS_MANAGED" }),
  fc.record({ encryption: fc.constant("CUSTOMER_MANAGED" as const), kmsKeyId: fc.string({ minLength: 1 }) }),
);

const tagKey = fc.string({ minLength: 1, maxLength: 20 }).filter((key) => !/^aws:/i.test(key));
const settings = some({
  tableClass: fc.constantFrom("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
  stream: fc.constantFrom("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"),
  timeToLive: attributeName,
  pointInTimeRecovery: fc.oneof(fc.boolean(), fc.record({ recoveryPeriodInDays: fc.integer({ min: 1, max: 35 }) })),
  contributorInsights: fc.boolean(),
  deletionProtection: fc.boolean(),
  tags: fc.dictionary(tagKey, fc.string({ maxLength: 20 }), { maxKeys: 5 }),
  resourcePolicy: fc.oneof(fc.string(), fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 })),
  wait: fc.oneof(fc.boolean(), fc.record({ timeoutSeconds: fc.integer({ min: 1, max: 600 }) })),
});

/** The structure of a random table, before its parts are generated. */
interface Frame {
  readonly attributes: readonly KeyAttribute[];
  readonly indexNames: readonly string[];
  readonly globals: number;
  readonly isProvisioned: boolean;
  readonly hasSortKey: boolean;
}

const frame: fc.Arbitrary<Frame> = fc.record({
  // One type for each name, also if several keys share it.
  attributes: fc.uniqueArray(fc.tuple(attributeName, fc.constantFrom("S" as const, "N" as const, "B" as const)), {
    minLength: 8,
    maxLength: 12,
    selector: ([attribute]) => attribute,
  }),
  indexNames: fc.uniqueArray(name(255), { maxLength: 8 }),
  globals: fc.nat({ max: 8 }),
  isProvisioned: fc.boolean(),
  hasSortKey: fc.boolean(),
});

/** A key of `width` attributes; a single one is written in either form. */
function keyOf(attributes: readonly KeyAttribute[], width: number): fc.Arbitrary<KeyAttribute | KeyAttributes> {
  const [first] = attributes;
  if (first === undefined || width > 1) {
    // The caller passes one to four, which always exist.
    return fc.constant(attributes.slice(0, width) as unknown as KeyAttributes);
  }
  return fc.constantFrom<KeyAttribute | KeyAttributes>(first, [first]);
}

function globalIndex(
  { attributes, isProvisioned }: Frame,
  indexName: string,
  widest: number,
): fc.Arbitrary<GlobalSecondaryIndexOptions> {
  const keys = fc
    .tuple(
      fc.shuffledSubarray([...attributes], { minLength: 2 * widest, maxLength: 2 * widest }),
      fc.integer({ min: 1, max: widest }),
      fc.integer({ min: 0, max: widest }),
    )
    .chain(([shuffled, partitions, sorts]) =>
      fc.record({
        partitionKey: keyOf(shuffled, partitions),
        ...(sorts > 0 && { sortKey: keyOf(shuffled.slice(partitions), sorts) }),
      }),
    );
  return fc
    .tuple(keys, throughput(isProvisioned), some({ projection }))
    .map(([key, units, held]) => ({ indexName, ...key, ...units, ...held }));
}

function localIndex(attributes: readonly KeyAttribute[], indexName: string): fc.Arbitrary<LocalSecondaryIndexOptions> {
  return fc
    .tuple(fc.constantFrom(...attributes), some({ projection }))
    .map(([sortKey, held]) => ({ indexName, sortKey, ...held }));
}

function tableOf(parts: Frame, widest: number): fc.Arbitrary<CreateTableOptions> {
  const [partitionKey = ["pk", "S"] as const, sortKey = ["sk", "S"] as const, ...others] = parts.attributes;
  const globalNames = parts.indexNames.slice(0, parts.globals);
  const localNames = parts.hasSortKey ? parts.indexNames.slice(parts.globals).slice(0, 5) : [];
  return fc
    .record({
      globals: fc.tuple(...globalNames.map((indexName) => globalIndex(parts, indexName, widest))),
      locals: fc.tuple(...localNames.map((indexName) => localIndex(others, indexName))),
      units: throughput(parts.isProvisioned),
      encryption,
      settings,
    })
    .map(({ globals, locals, units, encryption: key, settings: rest }) => ({
      partitionKey,
      ...(parts.hasSortKey && { sortKey }),
      ...(parts.isProvisioned && { billingMode: "PROVISIONED" as const }),
      ...(globals.length > 0 && { globalSecondaryIndexes: globals }),
      ...(locals.length > 0 && { localSecondaryIndexes: locals }),
      ...units,
      ...rest,
      ...key,
    }));
}

/** Valid definitions. `widest` is the maximum number of partition or sort attributes of an index. */
export function definitions(widest = 1): fc.Arbitrary<Definition> {
  return fc.record({
    tableName: name(255),
    options: frame.chain((parts) => tableOf(parts, widest)),
  });
}
