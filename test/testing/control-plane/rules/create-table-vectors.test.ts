import { expect } from "chai";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { Emulated, itRefuses, type Mistake } from "../../../support/emulated.js";
import {
  attributes,
  definition,
  held,
  index,
  key,
  local,
  named,
  on,
  P,
  provisioned,
  searchSchema,
  units,
  vectorIndex,
} from "../../../support/table-requests.js";

/** The members of a table with one vector index, `by-v` on `v`. */
const vector = (members: object = {}) => ({ VectorIndexes: [vectorIndex("by-v", members)] });
const twice = (members: object) => ({ VectorIndexes: [vectorIndex("by-v"), vectorIndex("by-v2", members)] });
const MEMBER = "vectorIndexes.1.member.";

const mistakes: readonly Mistake[] = [
  [
    "a provisioned table",
    { ...vector(), ...provisioned, ...units },
    `${P}Vector indexes are only supported for PAY_PER_REQUEST tables`,
  ],
  [
    "a table without a billing mode",
    { ...vector(), BillingMode: undefined, ...units },
    `${P}Vector indexes are only supported for PAY_PER_REQUEST tables`,
  ],
  [
    "six indexes",
    { VectorIndexes: named(6).map((name) => vectorIndex(`by-${name}`)) },
    `${P}VectorIndex count exceeds the per-table limit of 5`,
  ],
  ["an empty list", { VectorIndexes: [] }, `${P}List of VectorIndexes is empty`],
  ["4097 dimensions", vector({ Dimensions: 4097 }), `${P}Number of dimensions must be between 1 and 4096 inclusive.`],
  [
    "0 dimensions",
    vector({ Dimensions: 0 }),
    `1 validation error detected: Value '0' at '${MEMBER}dimensions' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  ["negative dimensions, without their fraction", vector({ Dimensions: -2.7 }), `Value '-2' at '${MEMBER}dimensions'`],
  [
    "two dimensions of one attribute",
    twice({ Dimensions: 4 }),
    `${P}Conflicting attribute definition for 'v'. All VectorIndexes on the same vector attribute must use the same dimensions.`,
  ],
  [
    "a vector attribute that is defined",
    { ...on("pk", "v"), ...vector() },
    `${P}Conflicting attribute definition for 'v'. An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.`,
  ],
  [
    "a search attribute that is not defined",
    vector(searchSchema("shop")),
    `${P}One element in SearchSchema is not defined in attribute definitions`,
  ],
  [
    "a defined attribute that no index uses",
    { ...on("pk", "shop", "other"), ...vector(searchSchema("shop")) },
    `${P}Some AttributeDefinitions are not used. AttributeDefinitions: [pk, shop, other], keys used: [pk, shop]`,
  ],
  [
    "two partition keys",
    {
      ...on("pk", "a", "b"),
      ...vector({ SearchSchema: ["a", "b"].map((name) => ({ AttributeName: name, SearchSchemaElementType: "HASH" })) }),
    },
    `${P}Value '2' at 'SearchSchema' failed to satisfy constraint: Member must have HASH count less than or equal to 1`,
  ],
  [
    "19 filters",
    { ...on("pk", ...named(19)), ...vector(searchSchema(undefined, ...named(19))) },
    `${P}Value '19' at 'SearchSchema' failed to satisfy constraint: Member must have INLINE_FILTER count less than or equal to 18`,
  ],
  [
    "a search attribute twice",
    { ...on("pk", "a"), ...vector(searchSchema("a", "a")) },
    `${P}SearchSchema contains a duplicate AttributeName`,
  ],
  [
    "an empty search schema",
    vector({ SearchSchema: [] }),
    `at '${MEMBER}searchSchema' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  ],
  [
    "an unknown type of a search attribute",
    vector({ SearchSchema: [{ AttributeName: "a", SearchSchemaElementType: "RANGE" }] }),
    `Value 'RANGE' at '${MEMBER}searchSchema.1.member.searchSchemaElementType' failed to satisfy constraint: Member must satisfy enum value set: [HASH, INLINE_FILTER]`,
  ],
  [
    "an unknown distance",
    vector({ DistanceFunction: "MANHATTAN" }),
    `Value 'MANHATTAN' at '${MEMBER}distanceFunction' failed to satisfy constraint: Member must satisfy enum value set: [DOT_PRODUCT, COSINE, EUCLIDEAN]`,
  ],
  [
    "a short name",
    { VectorIndexes: [vectorIndex("vx")] },
    `Value 'vx' at '${MEMBER}indexName' failed to satisfy constraint: Member must have length greater than or equal to 3`,
  ],
  [
    "no projection",
    vector({ Projection: undefined }),
    `Value null at '${MEMBER}projection' failed to satisfy constraint: Member must not be null`,
  ],
  ...["VectorAttribute", "Dimensions", "DistanceFunction"].map(
    (member): Mistake => [
      `no ${member}`,
      vector({ [member]: undefined }),
      `at '${MEMBER}${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must not be null`,
    ],
  ),
  [
    "a projection of no names",
    vector({ Projection: { ProjectionType: "INCLUDE" } }),
    `${P}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  ],
  ["a name twice", { VectorIndexes: [vectorIndex("twin"), vectorIndex("twin")] }, `${P}Duplicate index name: twin`],
  [
    "the name of a global index",
    { ...on("pk", "a"), GlobalSecondaryIndexes: [index("twin", key("a"))], VectorIndexes: [vectorIndex("twin")] },
    `${P}Duplicate index name: twin`,
  ],
  [
    "the name of a local index",
    { ...local(key("pk", "/", "a")), VectorIndexes: [vectorIndex("local-0")] },
    `${P}Duplicate index name: local-0`,
  ],
  [
    // 3 vectors, 18 filters and 80 names.
    "101 projected attributes",
    {
      ...on("pk", ...named(18)),
      GlobalSecondaryIndexes: [index("by-pk", key("pk"), held(named(20))), index("by-pk2", key("pk"), held(named(20)))],
      VectorIndexes: [
        vectorIndex("by-v", { ...searchSchema(undefined, ...named(18)), ...held(named(20)) }),
        vectorIndex("by-v2", held(named(20))),
        vectorIndex("by-v3"),
      ],
    },
    `${P}Number of NonKeyAttributes exceeds the per-table limit of 100: 101`,
  ],
];

describe("CreateTable of the emulator: vector indexes", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });
  after(() => emulated.close());

  itRefuses(() => emulated, mistakes);

  it("describes them: CREATING and ACTIVE with the table, never backfilling, and without fractions", async () => {
    const schema = searchSchema("shop", "lang");
    const members = {
      ...on("pk", "shop", "lang"),
      VectorIndexes: [vectorIndex("by-v", { ...schema, Dimensions: 3.5 })],
    };
    const { TableDescription } = await emulated.ask("CreateTable", definition("vectors", members));
    const described = {
      ...vectorIndex("by-v", schema),
      IndexSizeBytes: 0,
      ItemCount: 0,
      IndexArn: "arn:aws:dynamodb:us-east-1:000000000000:table/vectors/index/by-v",
    };
    expect((TableDescription as Json)["VectorIndexes"]).to.deep.equal([{ ...described, IndexStatus: "CREATING" }]);
    emulated.advance(17_999);
    expect((await emulated.describe("vectors"))["TableStatus"]).to.equal("CREATING");
    emulated.advance(1);
    const table = await emulated.describe("vectors");
    expect(table["TableStatus"]).to.equal("ACTIVE");
    expect(table["VectorIndexes"]).to.deep.equal([{ ...described, IndexStatus: "ACTIVE" }]);
    expect(table["AttributeDefinitions"]).to.deep.equal(attributes("lang", "pk", "shop"));
  });

  it("accepts five, beside other indexes, and 4096 dimensions", async () => {
    const VectorIndexes = named(5).map((name) => vectorIndex(`by-${name}`, { Dimensions: 4096 }));
    await emulated.ask("CreateTable", definition("five", { ...local(key("pk", "/", "a")), VectorIndexes }));
  });
});
