import { expect } from "chai";
import type { AttributeValue } from "../../../../src/testing/items/values/attribute-value.js";
import { attributeSize, sizeOf, valueSize } from "../../../../src/testing/items/values/size.js";

describe("the size of an item", () => {
  const values: [AttributeValue, number][] = [
    [{ S: "" }, 0],
    [{ S: "abc" }, 3],
    [{ S: "é😀" }, 6],
    [{ B: "" }, 0],
    [{ B: "YWI=" }, 2],
    [{ B: "YWJj" }, 3],
    [{ BOOL: false }, 1],
    [{ NULL: true }, 1],
    [{ SS: ["a", "bc"] }, 3],
    [{ NS: ["1", "100"] }, 4],
    [{ BS: ["YQ==", "YWI="] }, 3],
    [{ L: [] }, 3],
    [{ M: {} }, 3],
    [{ L: [{ S: "ab" }, { L: [] }] }, 10],
    [{ M: { ab: { S: "abc" }, c: { NULL: true } } }, 12],
  ];
  for (const [value, size] of values)
    it(`counts ${size} for ${JSON.stringify(value)}`, () => expect(valueSize(value)).to.equal(size));

  it("counts the digits of numbers in pairs from the decimal point", () => {
    const sizes = {
      "0": 1,
      "1": 2,
      "-1": 3,
      "10": 2,
      "12": 2,
      "100": 2,
      "120": 3,
      "123": 3,
      "1230": 3,
      "12.3": 3,
      "0.01": 2,
    };
    for (const [text, size] of Object.entries(sizes)) expect(valueSize({ N: text }), text).to.equal(size);
    expect(valueSize({ N: "-0.012" })).to.equal(4);
    expect(valueSize({ N: "9".repeat(38) })).to.equal(20);
  });

  it("counts names in UTF-8, the name __proto__ too", () => {
    expect(attributeSize("é", { S: "a" })).to.equal(3);
    expect(sizeOf({})).to.equal(0);
    expect(sizeOf(JSON.parse('{"__proto__":{"S":"a"},"b":{"N":"1"}}'))).to.equal(13);
  });
});
