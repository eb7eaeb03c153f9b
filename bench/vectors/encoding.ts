import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { attr } from "dynatwin";
import { markdownTable } from "../readme.js";
import { median } from "../statistics.js";
import type { Part } from "./part.js";

const DIMENSIONS = 1_024;
const ROUNDS = 12;
const WARM_UP = 4;
const VECTORS_PER_ROUND = 200;
const MIN_GAIN = { encode: 4, decode: 1.5 };

/** A vector in stored form, beside what `@aws-sdk/util-dynamodb` makes of an array of the same numbers. */
export function measureEncoding(): Part {
  const { codec } = attr.vector(DIMENSIONS).spec;
  const vector = randomVector();
  const encoded = JSON.stringify(codec.encode(vector));
  const marshalled = JSON.stringify(marshall({ v: Array.from(vector) })["v"]);
  const encode = compare(
    { prepare: randomVector, convert: (numbers: Float32Array) => codec.encode(numbers) },
    { prepare: () => Array.from(randomVector()), convert: (v: number[]) => marshall({ v }) },
  );
  const decode = compare(
    { prepare: () => JSON.parse(encoded), convert: (stored: AttributeValue) => codec.decode(stored) },
    {
      prepare: () => JSON.parse(marshalled),
      convert: (v: AttributeValue) => Float32Array.from(unmarshall({ v })["v"]),
    },
  );
  const missed = Object.entries({ encode, decode }).flatMap(([kind, { gain }]) => {
    const least = MIN_GAIN[kind as keyof typeof MIN_GAIN]; // the names are the same
    return gain >= least ? [] : [`${kind} a vector ${least} × as fast, but it is ${times(gain)}`];
  });
  const rows = [
    [`a vector of ${DIMENSIONS.toLocaleString("en")} numbers`, "dynatwin", "@aws-sdk/util-dynamodb"],
    ["encode", micros(encode.ours), `${times(encode.gain)} that`],
    ["decode", micros(decode.ours), `${times(decode.gain)} that`],
    ["text in the request", kilobytes(encoded), kilobytes(marshalled)],
  ];
  return { text: markdownTable(rows), missed };
}

/** Numbers of an embedding: a vector of length 1. */
function randomVector(): Float32Array {
  const numbers = Float32Array.from({ length: DIMENSIONS }, () => Math.random() + Math.random() - 1);
  const length = Math.hypot(...numbers);
  return numbers.map((each) => each / length);
}

/** One way to convert vectors. The engine caches the texts of numbers, so that every conversion needs a new vector. */
interface Way<T> {
  readonly prepare: () => T;
  readonly convert: (prepared: T) => unknown;
}

/** Microseconds of CPU time for one vector, and how many times as much the other way needs. */
function compare<A, B>(ours: Way<A>, theirs: Way<B>): { ours: number; gain: number } {
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: cpuOf(ours), theirs: cpuOf(theirs) })).slice(WARM_UP);
  return {
    ours: median(rounds.map((round) => round.ours)),
    gain: median(rounds.map((round) => round.theirs / round.ours)),
  };
}

function cpuOf<T>({ prepare, convert }: Way<T>): number {
  const prepared = Array.from({ length: VECTORS_PER_ROUND }, prepare);
  const before = process.cpuUsage();
  for (const each of prepared) convert(each);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / VECTORS_PER_ROUND;
}

const micros = (value: number) => `${value.toFixed(0)} µs`;
const times = (value: number) => `${value.toFixed(1)} ×`;
const kilobytes = (text: string) => `${(text.length / 1_000).toFixed(1)} kB`;
