import { expect } from "chai";
import fc from "fast-check";
import { AwsError } from "../../../../src/testing/control-plane/aws-error.js";
import { attributeOf, typeOf, withAttributes } from "../../../../src/testing/items/values/attribute-value.js";
import {
  normaliseItem,
  normaliseValue,
  readItem,
  readValue,
  sortMembers,
} from "../../../../src/testing/items/values/read-value.js";
import { assertWireItem } from "../../../../src/testing/items/values/wire-value.js";
import { RUNS } from "./numbers.js";

const INVALID = "One or more parameter values were invalid: ";
const EMPTY = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const SEVERAL =
  "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
const TOO_DEEP =
  "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";

describe("reading an attribute value", () => {
  it("normalises numbers, orders sets, and drops members that are null or unknown", () => {
    expect(readValue({ S: "a", N: null, X: 1 })).to.deep.equal({ S: "a" });
    expect(readValue({ N: "+1e3" })).to.deep.equal({ N: "1000" });
    expect(readValue({ BOOL: "yes" })).to.deep.equal({ BOOL: true });
    expect(readValue({ BOOL: "0" })).to.deep.equal({ BOOL: false });
    expect(readValue({ NULL: "true" })).to.deep.equal({ NULL: true });
    expect(readValue({ SS: ["b", "", "\uffff", "😀", "a"] })).to.deep.equal({ SS: ["", "a", "b", "\uffff", "😀"] });
    expect(readValue({ NS: ["10", "9.0", "-1"] })).to.deep.equal({ NS: ["-1", "9", "10"] });
    expect(readValue({ BS: ["/w==", "", "AA=="] })).to.deep.equal({ BS: ["", "AA==", "/w=="] });
    expect(readValue({ L: [{ N: "1.0" }, { M: { a: { N: "02" } } }] })).to.deep.equal({
      L: [{ N: "1" }, { M: { a: { N: "2" } } }],
    });
  });

  it("keeps an attribute named __proto__, and looks up no inherited one", () => {
    const item = readItem(JSON.parse('{"__proto__":{"M":{"__proto__":{"N":"1.0"}}},"a":{"S":"b"}}'));
    expect(JSON.stringify(item)).to.equal('{"__proto__":{"M":{"__proto__":{"N":"1"}}},"a":{"S":"b"}}');
    expect(attributeOf(item, "__proto__")).to.have.property("M");
    expect(attributeOf(item, "toString")).to.equal(undefined);
    const changed = withAttributes(item, [
      ["__proto__", { S: "c" }],
      ["a", undefined],
    ]);
    expect(JSON.stringify(changed)).to.equal('{"__proto__":{"S":"c"}}');
    expect(JSON.stringify(withAttributes(changed, [["__proto__", undefined]]))).to.equal("{}");
    expect(attributeOf(item, "a")).to.deep.equal({ S: "b" });
  });

  it("names the one type", () => {
    expect(typeOf(readValue({ N: "1" }))).to.equal("N");
    expect(typeOf(readValue({ M: {} }))).to.equal("M");
  });

  const contents: [unknown, string][] = [
    [{}, EMPTY],
    [{ X: "a" }, EMPTY],
    [{ S: null }, EMPTY],
    [{ L: [null] }, EMPTY],
    [{ M: { a: {} } }, EMPTY],
    [{ S: "a", N: "1" }, SEVERAL],
    [{ S: "a", N: "x" }, "The parameter cannot be converted to a numeric value: x"],
    [{ L: [{ N: "1", BOOL: true }] }, SEVERAL],
    [{ N: "" }, "The parameter cannot be converted to a numeric value"],
    [{ N: "1e126" }, "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    [{ NULL: false }, `${INVALID}Null attribute value types must have the value of true`],
    [{ SS: [] }, `${INVALID}An string set  may not be empty`],
    [{ NS: [] }, `${INVALID}An number set  may not be empty`],
    [{ BS: [] }, `${INVALID}Binary sets should not be empty`],
    [{ NS: ["1", "x"] }, "The parameter cannot be converted to a numeric value: x"],
    [{ SS: ["a", "b", "a"] }, `${INVALID}Input collection [a, b, a] contains duplicates.`],
    [{ NS: ["1", "1.0"] }, "Input collection contains duplicates"],
    [{ BS: ["YQ==", "YQ=="] }, `${INVALID}Input collection [YQ==, YQ==]of type BS contains duplicates.`],
    [{ SS: [null] }, `${INVALID}An string set may not have a null string as a member`],
    [{ BS: [null] }, `${INVALID}An binary set may not have a null binary as a member`],
    [{ NS: [null] }, "The parameter cannot be converted to a numeric value"],
  ];
  for (const [json, message] of contents)
    it(`rejects the content of ${JSON.stringify(json)}`, () => {
      expectError(() => readValue(json), "ValidationException", message);
    });

  const LIST = "Unrecognized collection type ";
  const OBJECT = "Start of structure or map found where not expected";
  const types: [unknown, string][] = [
    [1, "Unexpected value type in payload"],
    ["a", "Unexpected value type in payload"],
    [[], `${LIST}class com.amazonaws.dynamodb.v20120810.AttributeValue`],
    [{ S: 1 }, "NUMBER_VALUE cannot be converted to String"],
    [{ S: 1.5 }, "DECIMAL_VALUE cannot be converted to String"],
    [{ N: 1 }, "NUMBER_VALUE cannot be converted to String"],
    [{ N: true }, "TRUE_VALUE cannot be converted to String"],
    [{ S: false }, "FALSE_VALUE cannot be converted to String"],
    [{ S: [] }, `${LIST}class java.lang.String`],
    [{ S: {} }, OBJECT],
    [{ B: 1 }, "only base-64-encoded strings are convertible to bytes"],
    [{ B: true }, "only base-64-encoded strings are convertible to bytes"],
    [{ B: [] }, `${LIST}class java.nio.ByteBuffer`],
    [{ B: {} }, OBJECT],
    [{ B: "abc" }, "Base64 encoded length is expected a multiple of 4 bytes but found: 3"],
    [{ B: "YQ=a" }, "Invalid last non-pad Base64 character dectected"],
    [{ B: "YR==" }, "Invalid last non-pad Base64 character dectected"],
    [{ BOOL: 1 }, "NUMBER_VALUE cannot be converted to Boolean"],
    [{ BOOL: 1.5 }, "DECIMAL_VALUE cannot be converted to Boolean"],
    [{ BOOL: "maybe" }, "Unexpected token received from parser"],
    [{ BOOL: [] }, `${LIST}class java.lang.Boolean`],
    [{ NULL: {} }, OBJECT],
    [{ SS: "a" }, "Unexpected field type"],
    [{ SS: {} }, OBJECT],
    [{ NS: [1] }, "NUMBER_VALUE cannot be converted to String"],
    [{ BS: ["a"] }, "Base64 encoded length is expected a multiple of 4 bytes but found: 1"],
    [{ L: {} }, OBJECT],
    [{ L: [1] }, "Unexpected value type in payload"],
    [{ L: [{ N: "x" }, { S: 1 }] }, "NUMBER_VALUE cannot be converted to String"],
    [{ M: [] }, `${LIST}java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>`],
    [{ M: "a" }, "Unexpected field type"],
    [{ M: { a: "b" } }, "Unexpected value type in payload"],
  ];
  for (const [json, message] of types)
    it(`rejects the JSON type of ${JSON.stringify(json)}`, () => {
      expectError(() => readValue(json), "SerializationException", message);
    });

  it("checks the JSON types of a whole request before any content", () => {
    const item: unknown = { a: { N: "x" }, b: { S: 1 } };
    expectError(() => assertWireItem(item), "SerializationException", "NUMBER_VALUE cannot be converted to String");
    expectError(
      () => normaliseValue({ N: "x" }),
      "ValidationException",
      "The parameter cannot be converted to a numeric value: x",
    );
    expect(normaliseItem({ a: { N: "1.0", S: null } })).to.deep.equal({ a: { N: "1" } });
    expectError(() => normaliseItem({ a: null }), "ValidationException", EMPTY);
  });

  it("orders the members of sets", () => {
    expect(sortMembers("SS", new Set(["b", "😀", "\uffff", "a"]))).to.deep.equal(["a", "b", "\uffff", "😀"]);
    expect(sortMembers("NS", ["10", "9", "-1"])).to.deep.equal(["-1", "9", "10"]);
    expect(sortMembers("BS", ["/w==", "AA=="])).to.deep.equal(["AA==", "/w=="]);
  });

  it("accepts 32 levels", () => {
    expect(readValue(nested(31))).to.deep.equal(nested(31));
    expectError(() => readValue(nested(32)), "ValidationException", TOO_DEEP);
    expectError(() => readItem({ a: { M: { b: nested(31) } } }), "ValidationException", TOO_DEEP);
  });

  it("needs no stack for the levels of a request", () => {
    const depth = 100_000;
    const json = `${'{"L":['.repeat(depth)}{"S":"a"}${"]}".repeat(depth)}`;
    expectError(() => readValue(JSON.parse(json)), "ValidationException", TOO_DEEP);
  });

  it("answers to every JSON value with a value or an error of AWS", () => {
    const types = fc.constantFrom("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS", "X");
    const json = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom<unknown>(null, true, 1, 1.5, "", "a", "1", "YQ=="),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(types, tie("any"), { maxKeys: 2 }),
      ),
    })).any;
    const answers = fc.property(json, (value) => {
      try {
        const once = readValue(value);
        expect(readValue(once)).to.deep.equal(once);
      } catch (error) {
        expect(error).to.be.instanceOf(AwsError);
      }
    });
    fc.assert(answers, RUNS);
  });
});

/** A text in lists. */
function nested(lists: number): object {
  let value: object = { S: "a" };
  for (let level = 0; level < lists; level += 1) value = { L: [value] };
  return value;
}

function expectError(read: () => unknown, name: string, message: string): void {
  let caught: unknown;
  try {
    read();
  } catch (error) {
    caught = error;
  }
  expect(caught).to.be.instanceOf(AwsError);
  expect(caught).to.include({ name, message });
}
