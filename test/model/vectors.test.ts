import { expect } from "chai";
import fc from "fast-check";
import { attr, defineModel, type InputOf, type ItemOf } from "../../src/index.js";
import { isEqual } from "../../src/model/equal-values.js";
import { float32Text } from "../../src/model/float32-text.js";
import { issuesWith } from "../support/model-issues.js";
import { read, refusal, stored } from "../support/stored.js";
import { vectors } from "../support/typed-values.js";

const three = attr.vector(3);
const [first, ...others] = [0.1, -2, 3.5e-12].map(Math.fround);

class Doc extends defineModel({
  table: "docs",
  attributes: {
    id: attr.string().partitionKey(),
    embedding: attr.vector(3),
    title: attr.vector(2).optional(),
    start: attr.vector(2).default([0.5, 1]),
    made: attr.vector(1).default(() => [7]),
    image: attr.vector(2).nullable(),
  },
}) {}

describe("the text of a 32-bit number", () => {
  const RUNS = 5_000;
  const floats = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

  it("is read as the same number", () => {
    const agrees = fc.property(floats, (value) => {
      expect(Math.fround(Number(float32Text(value)))).to.equal(value);
    });
    fc.assert(agrees, { numRuns: RUNS });
  });

  it("has 9 digits at most, if the number is as large as those of embeddings", () => {
    const short = fc.property(fc.float({ noNaN: true, min: Math.fround(-1), max: 1 }), (value) => {
      if (Math.abs(value) < 1e-10) return;
      const digits = float32Text(value)
        .replace(/e.*|[-.]/g, "")
        .replace(/^0+/, "");
      expect(digits.length, float32Text(value)).to.be.at.most(9);
    });
    fc.assert(short, { numRuns: RUNS });
  });

  it("is the one that people write", () => {
    for (const text of ["0", "0.1", "-0.3", "123.456", "5e-11", "0.00001234", "0.5", "16777216", "-1.5"])
      expect(float32Text(Math.fround(Number(text)))).to.equal(text);
    expect(float32Text(3.4028234663852886e38)).to.equal("3.4028234663852886e+38");
  });
});

describe("a vector", () => {
  it("is given as an array or a Float32Array, and stored as L of N", () => {
    const found = { L: [{ N: "0.1" }, { N: "-2" }, { N: "3.5e-12" }] };
    expect(stored(three, [0.1, -2, 3.5e-12])).to.deep.equal(found);
    expect(stored(three, new Float32Array([0.1, -2, 3.5e-12]))).to.deep.equal(found);
    expect(stored(three, [-0, 1e-50, 0])).to.deep.equal({ L: [{ N: "0" }, { N: "0" }, { N: "0" }] });
  });

  it("is read as a Float32Array", () => {
    const values = read(three, { L: [{ N: "0.1" }, { N: "-2.0" }, { N: "3.5E-12" }] });
    expect(values).to.be.instanceOf(Float32Array);
    expect(values).to.deep.equal(new Float32Array([first as number, ...others]));
  });

  it("is read bit by bit as it was written", () => {
    const same = fc.property(vectors(8), (vector) => {
      expect(read(attr.vector(8), stored(attr.vector(8), vector))).to.deep.equal(vector);
    });
    fc.assert(same, { numRuns: 500 });
  });

  it("is refused with every problem", () => {
    expect(refusal(() => stored(three, [1, Number.NaN, "3"]))).to.equal(
      "it[1]: NaN is not a number that DynamoDB can store.\nit[2]: expected a number, got a string.",
    );
    expect(refusal(() => stored(three, [1, 1e39]))).to.equal(
      "it: expected 3 numbers, got 2.\nit[1]: is beyond the range of 32-bit numbers, ±3.4028234663852886e+38.",
    );
    expect(refusal(() => stored(three, new Float32Array([1, Number.POSITIVE_INFINITY, 2])))).to.include(
      "it[1]: Infinity",
    );
    expect(refusal(() => stored(three, new Array(3)))).to.include("it[0]: expected a number, got undefined");
    expect(refusal(() => stored(three, [1n, 2, 3]))).to.equal("it[0]: expected a number, got a bigint.");
    expect(refusal(() => stored(three, [1, 2, Symbol("3")]))).to.equal("it[2]: expected a number, got a symbol.");
    expect(refusal(() => stored(three, "1, 2, 3"))).to.equal(
      "it: expected an array of numbers or a Float32Array, got a string.",
    );
    expect(refusal(() => stored(three, new Float64Array(3)))).to.include("got a Float64Array");
    expect(refusal(() => stored(three, new Set([1, 2, 3])))).to.include("got a Set");
    expect(refusal(() => stored(three, null))).to.include("got null");
  });

  it("of a wrong kind of numbers is refused with the first problems", () => {
    const lines = refusal(() => stored(attr.vector(1_000), new Array(1_000).fill("0"))).split("\n");
    expect(lines).to.have.length(11);
    expect(lines.at(-1)).to.equal("it: more of its numbers are wrong.");
  });

  it("that was stored otherwise is refused", () => {
    expect(refusal(() => read(three, { L: [{ N: "1" }] }))).to.equal("it: expected 3 numbers in the table, found 1.");
    expect(refusal(() => read(three, { L: [{ N: "1" }, { S: "2" }, { N: "3" }] }))).to.equal(
      "it[1]: expected N in the table, found S.",
    );
    expect(refusal(() => read(three, { L: [{ N: "1" }, { N: "2" }, { N: "1e39" }] }))).to.include("it[2]: is beyond");
    expect(refusal(() => read(three, { NS: ["1"] }))).to.equal("it: expected L in the table, found NS.");
  });

  it("equals another with the same numbers", () => {
    const of = (...numbers: number[]) => stored(three, numbers);
    expect(isEqual(of(1, 2, 3), { L: [{ N: "1.0" }, { N: "2" }, { N: "30e-1" }] })).to.equal(true);
    expect(isEqual(of(1, 2, 3), of(1, 3, 2))).to.equal(false);
  });

  it("cannot be a key", () => {
    const key = three as unknown as { partitionKey(): typeof three };
    expect(issuesWith({ attributes: { id: key.partitionKey() } }).join()).to.include("type vector cannot be a key");
  });
});

describe("a vector of an item", () => {
  const given = { id: "1", embedding: [1, 2, 3], image: null };

  it("is a Float32Array from the start", () => {
    const doc = new Doc({ ...given, title: [1, 0.1] });
    expect(doc.embedding).to.deep.equal(new Float32Array([1, 2, 3]));
    expect(doc.title).to.deep.equal(new Float32Array([1, 0.1]));
    expect(doc.image).to.equal(null);
  });

  it("has a default of its own", () => {
    const [a, b] = [new Doc(given), new Doc(given)];
    expect(a.start).to.deep.equal(new Float32Array([0.5, 1]));
    expect(a.made).to.deep.equal(new Float32Array([7]));
    a.start[0] = 9;
    expect(b.start[0]).to.equal(0.5);
    expect(
      Doc.parse({ id: { S: "1" }, embedding: { L: [{ N: "1" }, { N: "2" }, { N: "3" }] }, image: { NULL: true } }).made,
    ).to.deep.equal(new Float32Array([7]));
  });

  it("that is wrong is refused when the item is written, not before", () => {
    const doc = new Doc({ ...given, embedding: [1, Number.NaN, 3] });
    expect(refusal(() => doc.toItem())).to.equal("embedding[1]: NaN is not a number that DynamoDB can store.");
    expect(Doc.validate({ ...given, embedding: [1] }).issues).to.have.length(1);
    const sparse = new Doc({ ...given, embedding: Object.assign(new Array<number>(3), { 0: 1, 2: 3 }) });
    expect(refusal(() => sparse.toItem())).to.equal("embedding[1]: expected a number, got undefined.");
  });

  it("is an array in JSON", () => {
    const json: unknown = JSON.parse(JSON.stringify(new Doc({ ...given, title: [1, 0.5] })));
    expect(json).to.deep.include({ embedding: [1, 2, 3], title: [1, 0.5], image: null });
  });

  it("has types for reading and for writing", () => {
    const input: InputOf<typeof Doc> = { id: "1", embedding: new Float32Array(3), image: [1, 2] };
    const item: ItemOf<typeof Doc> = new Doc(input);
    const embedding: Float32Array = item.embedding;
    const image: Float32Array | null = item.image;
    // @ts-expect-error: an item has no arrays
    item.embedding = [1, 2, 3];
    expect([embedding, image]).to.deep.equal([new Float32Array(3), new Float32Array([1, 2])]);
  });
});
