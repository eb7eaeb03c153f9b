import { Emulated, itRefuses, type Mistake } from "../../../support/emulated.js";
import { global, held, index, key, local, named, on, P, wide } from "../../../support/table-requests.js";

const mistakes: readonly Mistake[] = [
  // Indexes.
  [
    "21 global indexes",
    { GlobalSecondaryIndexes: named(21).map((name) => index(`by-${name}`, key("pk"))) },
    `${P}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
  ],
  [
    "21 wide indexes",
    { ...on("pk", "a"), GlobalSecondaryIndexes: named(21).map((name) => index(`by-${name}`, key("pk", "a"))) },
    `${P}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
  ],
  [
    "6 local indexes",
    local(...named(6).map(() => key("pk", "/", "a"))),
    `${P}Number of LocalSecondaryIndexes exceeds per-table limit of 5`,
  ],
  ["an empty list of global indexes", { GlobalSecondaryIndexes: [] }, `${P}List of GlobalSecondaryIndexes is empty`],
  ["an empty list of local indexes", { ...local(), ...on("pk", "sk") }, `${P}List of LocalSecondaryIndexes is empty`],
  [
    "an index name twice",
    { ...on("pk", "a"), GlobalSecondaryIndexes: [index("twin", key("a")), index("twin", key("a"))] },
    `${P}Duplicate index name: twin`,
  ],
  [
    "a local and a global index of one name",
    { ...local(key("pk", "/", "a")), GlobalSecondaryIndexes: [index("local-0", key("a"))] },
    `${P}Duplicate index name: local-0`,
  ],
  [
    "a wide index with another's name",
    { ...on("pk", "a"), GlobalSecondaryIndexes: [index("twin", key("a")), index("twin", key("a", "pk"))] },
    `${P}Duplicate index name: twin`,
  ],
  [
    "a local index without the table's sort key",
    { ...on("pk", "a"), LocalSecondaryIndexes: [index("local", key("pk", "/", "a"))] },
    `${P}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
  ],
  [
    "a local index without a sort key",
    { ...local(key("pk")), ...on("pk", "sk") },
    `${P}Index KeySchema does not have a range key for index: local-0`,
  ],
  [
    "a local index with its own partition key",
    local(key("a", "/", "sk")),
    `${P}Index KeySchema does not have the same leading hash key as table KeySchema for index: local-0. index hash key: a, table hash key: pk`,
  ],
  // Projections.
  ["no projection type", global({ Projection: {} }), `${P}Unknown ProjectionType: null`],
  [
    "no projection",
    global({ Projection: undefined }),
    "Value null at 'globalSecondaryIndexes.1.member.projection' failed to satisfy constraint: Member must not be null",
  ],
  [
    "another projection type",
    global({ Projection: { ProjectionType: "SOME" } }),
    "Member must satisfy enum value set: [ALL, INCLUDE, KEYS_ONLY]",
  ],
  [
    "INCLUDE without names",
    global({ Projection: { ProjectionType: "INCLUDE" } }),
    `${P}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  ],
  [
    "names without INCLUDE",
    global({ Projection: { ProjectionType: "ALL", NonKeyAttributes: ["x"] } }),
    `${P}ProjectionType is ALL, but NonKeyAttributes is specified`,
  ],
  [
    "names without INCLUDE in a wide index",
    {
      ...wide("a", "b"),
      GlobalSecondaryIndexes: [
        index("wide", key("a", "b"), { Projection: { ProjectionType: "KEYS_ONLY", NonKeyAttributes: ["x"] } }),
      ],
    },
    `${P}ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified`,
  ],
  ["INCLUDE with no names", global(held([])), "Member must have length greater than or equal to 1"],
  ["a name twice", global(held(["x", "x"])), `${P}Duplicate element in NonKeyAttributes: x`],
  [
    "a name twice in a local index",
    { ...local(), LocalSecondaryIndexes: [index("local", key("pk", "/", "a"), held(["x", "x"]))] },
    `${P}Duplicate element in NonKeyAttributes: x`,
  ],
  ["21 names", global(held(named(21))), "Member must have length less than or equal to 20"],
  [
    "101 names in all indexes",
    {
      ...on("pk", "a"),
      GlobalSecondaryIndexes: [
        ...named(5).map((name) => index(`by-${name}`, key("a"), held(named(20)))),
        index("last", key("a"), held(["x"])),
      ],
    },
    "NonKeyAttributes exceeds the per-table limit of 100",
  ],
];

describe("CreateTable of the emulator: indexes", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  itRefuses(() => emulated, mistakes);
});
