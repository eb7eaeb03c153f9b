import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Emulator } from "../../src/testing/server/emulator.js";
import { markdownTable } from "../readme.js";
import { median } from "../statistics.js";
import type { Part } from "./part.js";

const ITEMS = 20_000;
const DIMENSIONS = 256;
const TOP_K = 10;
const ROUNDS = 15;
const WARM_UP = 5;
/** The most milliseconds of CPU time for a search, and bytes of memory for each number of a vector, which has four. */
const MAX_MS = 25;
const MAX_BYTES_PER_NUMBER = 6;

const key = (n: number) => ({ S: `p${n}` });

/** A search in the emulator, from the text of the request to that of its answer, beside a comparison of all vectors by hand. */
export function measureSearch(): Part {
  const vectors = Array.from({ length: ITEMS }, randomVector);
  const emulator = new Emulator({}, Date.now);
  const ask = (operation: string, input: object) => {
    const { status, body } = emulator.answer(operation, { ...input });
    if (status !== 200) throw new Error(body);
    return body;
  };
  const plain = {
    TableName: "vectors",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  };
  ask("CreateTable", plain);
  for (const [n, vector] of vectors.entries())
    ask("PutItem", { TableName: "vectors", Item: { pk: key(n), v: { L: numbersOf(vector) } } });
  const before = usedBytes();
  ask("UpdateTable", { TableName: "vectors", VectorIndexUpdates: [{ Create: index }] });
  const memory = usedBytes() - before;

  const rounds = Array.from({ length: ROUNDS }, () => {
    const query = randomVector();
    const request = JSON.stringify({ ...search, SearchVector: numbersOf(query) });
    let found = "";
    const own = cpuOf(() => {
      found = ask("SearchVectors", JSON.parse(request));
    });
    let nearest: readonly number[] = [];
    const byHand = cpuOf(() => {
      nearest = bruteForce(vectors, query);
    });
    requireSame(found, nearest);
    return { own, byHand };
  }).slice(WARM_UP);
  const own = median(rounds.map((round) => round.own));
  const byHand = median(rounds.map((round) => round.byHand / round.own));
  const bytesPerNumber = memory / (ITEMS * DIMENSIONS);
  const missed = [
    ...(own <= MAX_MS ? [] : [`a search within ${MAX_MS} ms, but it is ${own.toFixed(1)} ms`]),
    ...(bytesPerNumber <= MAX_BYTES_PER_NUMBER
      ? []
      : [`${MAX_BYTES_PER_NUMBER} bytes for a number, but it is ${bytesPerNumber.toFixed(1)}`]),
  ];
  const rows = [
    [`the nearest ${TOP_K} of ${ITEMS.toLocaleString("en")} vectors of ${DIMENSIONS} numbers`, "emulator", "by hand"],
    ["CPU time", `${own.toFixed(1)} ms, ${(1_000 / own).toFixed(0)} a second`, `${byHand.toFixed(2)} × that`],
    ["memory of the index", `${(memory / 1e6).toFixed(0)} MB`, `${((4 * ITEMS * DIMENSIONS) / 1e6).toFixed(0)} MB`],
  ];
  const text = [
    markdownTable(rows),
    "",
    "From the text of a request to that of its answer, without HTTP. By hand: the cosine of each decoded vector, and a sort.",
  ];
  return { text: text.join("\n"), missed };
}

const index = {
  IndexName: "by-v",
  VectorAttribute: { AttributeName: "v" },
  Dimensions: DIMENSIONS,
  DistanceFunction: "COSINE",
  Projection: { ProjectionType: "KEYS_ONLY" },
};

const search = { TableName: "vectors", IndexName: "by-v", TopK: TOP_K };

function randomVector(): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, () => Math.random() + Math.random() - 1);
}

function numbersOf(vector: Float32Array): AttributeValue[] {
  return Array.from(vector, (number) => ({ N: String(number) }));
}

/** The places of the nearest vectors. */
function bruteForce(vectors: readonly Float32Array[], query: Float32Array): readonly number[] {
  return vectors
    .map((vector, place) => ({ place, distance: distanceOf(vector, query) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, TOP_K)
    .map(({ place }) => place);
}

function distanceOf(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let at = 0; at < DIMENSIONS; at += 1) {
    const [x = 0, y = 0] = [a[at], b[at]];
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return 1 - dot / Math.sqrt(squareA * squareB);
}

function requireSame(body: string, nearest: readonly number[]): void {
  const { SearchResults } = JSON.parse(body) as { SearchResults: { Item: { pk: { S: string } } }[] };
  const found = SearchResults.map(({ Item }) => Item.pk.S).join();
  if (found !== nearest.map((place) => key(place).S).join()) throw new Error(`The search found ${found}.`);
}

/** Milliseconds of CPU time. */
function cpuOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The bytes in use after all garbage is collected: the buffers of arrays are freed by the second collection. */
function usedBytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void; // the function that the flag adds
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
