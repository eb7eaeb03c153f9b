import { expect } from "chai";
import fc from "fast-check";
import { attr, defineModel, type SearchResult } from "../../src/index.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Point extends defineModel({
  table: tableName("points"),
  attributes: {
    id: attr.number().partitionKey(),
    map: attr.enum(["a", "b"]).optional(),
    color: attr.enum(["red", "blue"]).optional(),
    at: attr.vector(3).optional(),
  },
  vectorIndexes: {
    cosine: { vector: "at", distance: "COSINE", partitionKey: "map", filters: ["color"] },
    euclidean: { vector: "at", distance: "EUCLIDEAN", filters: ["color"] },
    product: { vector: "at", distance: "DOT_PRODUCT", partitionKey: "map", projection: ["color"] },
  },
}) {}

/** The same items and searches on every run. */
const SAMPLES = { seed: 20_260_805, numRuns: 20 };

type Numbers = readonly number[];
const dot = (a: Numbers, b: Numbers) => a.reduce((sum, each, place) => sum + each * (b[place] ?? 0), 0);
const minus = (a: Numbers, b: Numbers) => a.map((each, place) => each - (b[place] ?? 0));
const length = (a: Numbers) => Math.sqrt(dot(a, a));

/** The distances, and whether the nearest has the highest. */
const DISTANCES = {
  cosine: (a: Numbers, b: Numbers) => 1 - dot(a, b) / (length(a) * length(b)),
  euclidean: (a: Numbers, b: Numbers) => length(minus(a, b)),
  product: dot,
} as const;

// Whole numbers, so that scores that are equal here are equal everywhere. The angle of a vector of zeros is not defined.
const vectors = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 3, maxLength: 3 })
  .filter((vector) => vector.some((each) => each !== 0));
const maps = fc.constantFrom("a" as const, "b" as const);
const colors = fc.constantFrom("red" as const, "blue" as const);
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 4 });
const points = fc.array(fc.record({ map: optional(maps), color: optional(colors), at: optional(vectors) }), {
  minLength: 1,
  maxLength: 12,
});
const searches = fc.record({
  vector: vectors,
  map: maps,
  color: optional(colors),
  topK: fc.integer({ min: 1, max: 6 }),
});

needs("vectors").describe("any search", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Point);
  });

  after(() => dynamodb.close());

  it("finds what a comparison with every item finds, with each distance", async () => {
    for (const [given, { vector, map, color, topK }] of fc.sample(fc.tuple(points, searches), SAMPLES)) {
      await dynamodb.reset();
      await Point.batchWrite({ put: given.map((point, id) => new Point({ ...point, id })) });
      const found = {
        cosine: await Point.cosine.search(vector, { map, color }, { topK }),
        euclidean: await Point.euclidean.search(vector, { color }, { topK }),
        product: await Point.product.search(vector, { map }, { topK }),
      };
      for (const name of ["cosine", "euclidean", "product"] as const) {
        const matching = [...given.entries()].filter(
          ([, point]) =>
            (name === "euclidean" || point.map === map) &&
            (name === "product" || color === undefined || point.color === color),
        );
        const scores = matching.flatMap(([id, { at }]): [number, number][] =>
          at === undefined ? [] : [[id, DISTANCES[name](at, vector)]],
        );
        check(found[name], new Map(scores), name, topK);
      }
    }
  });

  /** Items with equal scores are in any order, so that the scores are compared, and each item with its own. */
  function check(
    results: readonly SearchResult<{ id: number }>[],
    scores: ReadonlyMap<number, number>,
    name: keyof typeof DISTANCES,
    topK: number,
  ): void {
    const nearest = [...scores.values()].toSorted((a, b) => (name === "product" ? b - a : a - b)).slice(0, topK);
    expect(results, name).to.have.length(nearest.length);
    expect(new Set(results.map(({ item }) => item.id)).size).to.equal(nearest.length);
    for (const [place, { item, score }] of results.entries()) {
      expect(score, name).to.be.closeTo(nearest[place] ?? Number.NaN, 1e-5);
      expect(score, name).to.be.closeTo(scores.get(item.id) ?? Number.NaN, 1e-5);
    }
  }
});
