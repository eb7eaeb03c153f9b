import { deepStrictEqual } from "node:assert/strict";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import fc from "fast-check";
import { packExport, unpackExport } from "../../src/items/export-cursor.js";
import { itemOfLine, LineProblem, lineOf } from "../../src/items/item-json.js";
import { itemSize } from "../../src/items/item-size.js";
import type { SegmentPosition } from "../../src/items/segment-scan.js";

const text = fc.string({ unit: "binary" });
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.bigInt()).map(String);
const bytes = fc.uint8Array({ maxLength: 20 });
const set = <T>(member: fc.Arbitrary<T>) => fc.array(member, { minLength: 1, maxLength: 4 });
const { item } = fc.letrec<{ value: AttributeValue; item: Record<string, AttributeValue> }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text.map((S): AttributeValue => ({ S })),
    number.map((N): AttributeValue => ({ N })),
    bytes.map((B): AttributeValue => ({ B })),
    fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
    fc.constant<AttributeValue>({ NULL: true }),
    set(text).map((SS): AttributeValue => ({ SS })),
    set(number).map((NS): AttributeValue => ({ NS })),
    set(bytes).map((BS): AttributeValue => ({ BS })),
    fc.array(tie("value"), { maxLength: 4 }).map((L): AttributeValue => ({ L })),
    tie("item").map((M): AttributeValue => ({ M })),
  ),
  item: fc.dictionary(fc.oneof(text, fc.constant("__proto__")), tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

describe("lines of items", () => {
  it("are read as they were written, in 3000 runs", () => {
    const comesBack = fc.property(item, (original) => {
      const line = lineOf(original);
      expect(line)
        .to.match(/^\{"Item":\{.*\}\}$/s)
        .and.not.match(/[\r\n]/);
      deepStrictEqual(itemOfLine(line), original);
    });
    fc.assert(comesBack, { seed: 20_120_810, numRuns: 3_000 });
  });

  it("have DynamoDB's own JSON", () => {
    const line = lineOf({
      a: { B: new Uint8Array([1, 2]) },
      s: { BS: [new Uint8Array([3])] },
      l: { L: [{ NULL: true }] },
    });
    expect(line).to.equal('{"Item":{"a":{"B":"AQI="},"s":{"BS":["Aw=="]},"l":{"L":[{"NULL":true}]}}}');
  });

  for (const value of [
    ...['"a"', "5", "null", "[]", "{}", '{"S":5}', '{"N":5}', '{"N":"x"}', '{"N":""}', '{"B":"*"}', '{"B":"abc"}'],
    ...['{"BOOL":"true"}', '{"NULL":false}', '{"M":[]}', '{"L":{}}', '{"SS":[]}', '{"SS":"a"}', '{"NS":[1]}'],
    ...['{"BS":["*"]}', '{"S":"a","N":"1"}', '{"X":"a"}', '{"toString":"a"}', '{"M":{"x":{"S":1}}}', '{"L":[{"S":1}]}'],
  ])
    it(`without a value are refused: ${value}`, () => {
      expect(() => itemOfLine(`{"Item":{"a":${value}}}`)).to.throw(LineProblem as never);
    });

  it("name the value that is none", () => {
    try {
      itemOfLine('{"Item":{"a":{"M":{"b":{"L":[{"S":"x"},{"S":1}]}}}}}');
      expect.fail("no error");
    } catch (error) {
      expect((error as LineProblem).text).to.match(/is no item: a\.b\[1\] is not a value/);
    }
  });
});

describe("the size of an item", () => {
  it("is that of DynamoDB", () => {
    expect(itemSize({ ab: { S: "é" }, n: { N: "-12.50" }, z: { N: "0" } })).to.equal(4 + 5 + 2);
    expect(itemSize({ b: { B: new Uint8Array(5) }, t: { BOOL: true }, x: { NULL: true } })).to.equal(6 + 2 + 2);
    expect(itemSize({ l: { L: [{ S: "a" }, { M: { k: { S: "v" } } }] } })).to.equal(1 + 3 + 2 + 1 + (3 + 1 + 2));
    expect(itemSize({ s: { SS: ["a", "bc"] }, m: { NS: ["1", "100"] }, c: { BS: [new Uint8Array(3)] } })).to.equal(13);
  });
});

describe("the cursor of an export", () => {
  const partitionKey: fc.Arbitrary<AttributeValue> = fc.oneof(
    text.map((S) => ({ S })),
    number.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
  );
  const key = partitionKey.map((pk): SegmentPosition => ({ pk }));
  const position = fc.oneof(fc.constant<SegmentPosition>("start"), fc.constant<SegmentPosition>("end"), key);
  const exports = fc.record(
    {
      tableName: fc.stringMatching(/^[a-z.-]{3,20}$/),
      tableId: fc.option(fc.uuid(), { nil: undefined }),
      positions: fc.array(position, { minLength: 1, maxLength: 10 }),
    },
    { noNullPrototype: true },
  );

  it("is a text for URLs that has the position, in 1000 runs", () => {
    const comesBack = fc.property(exports, (original) => {
      const cursor = packExport(original);
      expect(cursor).to.match(/^[\w.-]+$/);
      deepStrictEqual(unpackExport(cursor), original);
    });
    fc.assert(comesBack, { seed: 20_120_810, numRuns: 1_000 });
  });

  it("that lost or changed a character is refused, in 1000 runs", () => {
    const isRefused = fc.property(exports, fc.nat(), fc.constantFrom("", "x", "0"), (original, place, other) => {
      const cursor = packExport(original);
      const at = place % cursor.length;
      fc.pre(cursor[at] !== other);
      expect(unpackExport(cursor.slice(0, at) + other + cursor.slice(at + 1))).to.be.a("string");
    });
    fc.assert(isRefused, { seed: 20_120_810, numRuns: 1_000 });
  });
});
