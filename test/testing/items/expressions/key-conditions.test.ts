import { expect } from "chai";
import {
  checkFilteredAttributes,
  checkKeyPaths,
  checkUpdatedAttributes,
} from "../../../../src/testing/items/expressions/key-attributes.js";
import { type KeyCondition, parseKeyCondition } from "../../../../src/testing/items/expressions/key-condition.js";
import { type KeyAttributes, keyRangeOf } from "../../../../src/testing/items/expressions/key-range.js";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { parseUpdate } from "../../../../src/testing/items/expressions/parse-update.js";
import { parseProjection } from "../../../../src/testing/items/expressions/projection.js";
import { errorOf, placeholders } from "./expression-cases.js";

const S = "S" as const;
const N = "N" as const;
const HASH_ONLY: KeyAttributes = { partition: [{ name: "pk", type: S }], sort: [] };
const BOTH: KeyAttributes = { ...HASH_ONLY, sort: [{ name: "sk", type: N }] };
const MULTI: KeyAttributes = {
  partition: [
    { name: "p1", type: S },
    { name: "p2", type: S },
  ],
  sort: [
    { name: "s1", type: N },
    { name: "s2", type: N },
    { name: "s3", type: S },
  ],
};

function parse(text: string): KeyCondition[] {
  return parseKeyCondition(text, placeholders());
}

function parseError(text: string): string {
  return errorOf(() => parse(text)).replace("Invalid KeyConditionExpression: ", "");
}

function range(key: KeyAttributes, text: string) {
  return keyRangeOf(key, parse(text));
}

function rangeError(key: KeyAttributes, text: string): string {
  return errorOf(() => range(key, text));
}

describe("a key condition", () => {
  it("finds a partition, and a range in it", () => {
    const [abc, one, two] = [{ S: "abc" }, { N: "1" }, { N: "2" }];
    expect(range(HASH_ONLY, "pk = :s")).to.deep.equal({ partition: [abc], equal: [] });
    expect(range(BOTH, "pk = :s")).to.deep.equal({ partition: [abc], equal: [] });
    expect(range(BOTH, "sk = :n AND pk = :s")).to.deep.equal({ partition: [abc], equal: [one] });
    expect(range(BOTH, "(pk = :s) and (sk between :n and :two)")).to.deep.equal({
      partition: [abc],
      equal: [],
      range: { operator: "BETWEEN", values: [one, two] },
    });
    for (const operator of ["<", "<=", ">", ">="])
      expect(range(BOTH, `pk = :s AND sk ${operator} :n`).range).to.deep.equal({ operator, values: [one] });
    const text: KeyAttributes = { ...HASH_ONLY, sort: [{ name: "sk", type: S }] };
    expect(range(text, "pk = :s AND begins_with(sk, :s)").range).to.deep.equal({
      operator: "begins_with",
      values: [abc],
    });
  });

  it("has the attribute on either side of a comparison", () => {
    const mirrored = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
    for (const [operator, other] of Object.entries(mirrored))
      expect(parse(`:n ${operator} sk`)).to.deep.equal([{ name: "sk", operator: other, values: [{ N: "1" }] }]);
  });

  it("finds a range in an index with several partition and sort attributes", () => {
    const found = range(MULTI, "s2 > :n AND p2 = :s AND s1 = :two AND p1 = :s");
    expect(found).to.deep.equal({
      partition: [{ S: "abc" }, { S: "abc" }],
      equal: [{ N: "2" }],
      range: { operator: ">", values: [{ N: "1" }] },
    });
    expect(range(MULTI, "p1 = :s AND p2 = :s")).to.deep.equal({ partition: [{ S: "abc" }, { S: "abc" }], equal: [] });
    expect(range(MULTI, "p1 = :s AND p2 = :s AND s1 = :n AND s2 = :n AND s3 = :s").equal).to.have.length(3);
  });

  it("has only comparisons of key attributes with values, joined by AND", () => {
    const operator = "Invalid operator used in KeyConditionExpression: ";
    const invalid = "Invalid condition in KeyConditionExpression: ";
    expect(parseError("pk = :s OR sk = :n")).to.equal(`${operator}OR`);
    expect(parseError("pk = :s AND NOT sk = :n")).to.equal(`${operator}NOT`);
    expect(parseError("pk IN (:s)")).to.equal(`${operator}IN`);
    expect(parseError("pk <> :s")).to.equal(`${operator}<>`);
    expect(parseError("contains(pk, :s)")).to.equal(`${operator}contains`);
    expect(parseError("attribute_exists(pk)")).to.equal(`${operator}attribute_exists`);
    expect(parseError("attribute_not_exists(pk)")).to.equal(`${operator}attribute_not_exists`);
    expect(parseError("size(pk) = :n")).to.equal("KeyConditionExpressions cannot contain nested operations");
    expect(parseError("pk = :s AND sk BETWEEN size(a) AND :n")).to.match(/nested operations$/);
    expect(parseError("pk = sk")).to.equal(`${invalid}Multiple attribute names used in one condition`);
    expect(parseError("begins_with(pk, sk)")).to.equal(`${invalid}Multiple attribute names used in one condition`);
    expect(parseError(":s = :n")).to.equal(`${invalid}No key attribute specified`);
    for (const [text, name] of [
      [":n BETWEEN :n AND sk", "BETWEEN"],
      ["begins_with(:s, sk)", "begins_with"],
    ])
      expect(parseError(String(text))).to.equal(
        `${invalid}${name} operator must have the key attribute as its first operand`,
      );
    for (const path of ["pk.a", "pk[0]", "#name.a"])
      expect(parseError(`${path} = :s`)).to.equal(
        "KeyConditionExpressions cannot have conditions on nested attributes",
      );
    expect(parseError("pk = :s AND (sk > :n AND sk < :two)")).to.equal(
      "KeyConditionExpressions must only contain one condition per key",
    );
    expect(errorOf(() => parse("pk < :l"))).to.match(/^Invalid KeyConditionExpression: Incorrect operand type/);
    expect(errorOf(() => parse("pk = "))).to.equal(
      'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="',
    );
  });

  it("fits the key", () => {
    const missed = "Query condition missed key schema element: ";
    const unsupported = "Query key condition not supported";
    expect(rangeError(HASH_ONLY, "sk = :n")).to.equal(`${missed}pk`);
    expect(rangeError(BOTH, "sk = :n")).to.equal(`${missed}pk`);
    expect(rangeError(BOTH, "pk = :s AND other1 = :n")).to.equal(`${missed}sk`);
    expect(rangeError(HASH_ONLY, "pk = :s AND other1 = :n")).to.equal(unsupported);
    expect(rangeError(BOTH, "pk = :s AND sk = :n AND other1 = :n")).to.equal(unsupported);
    expect(rangeError(BOTH, "pk > :s")).to.equal(unsupported);
    expect(rangeError(BOTH, "begins_with(pk, :s) AND sk = :n")).to.equal(unsupported);
    expect(rangeError(MULTI, "p1 = :s AND s1 = :n")).to.equal(`${missed}p2`);
    expect(rangeError(MULTI, "p1 = :s AND p2 > :s")).to.equal(unsupported);
    const type = "One or more parameter values were invalid: Condition parameter type does not match schema type";
    expect(rangeError(BOTH, "pk = :n")).to.equal(type);
    expect(rangeError(BOTH, "pk = :s AND sk < :s")).to.equal(type);
    expect(rangeError(BOTH, "pk = :s AND begins_with(sk, :s)")).to.equal(type);
    expect(rangeError(BOTH, "pk = :empty")).to.equal(
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    );
  });

  it("has equalities on all sort attributes before the last one that it names", () => {
    const text = (before: string, named: string) =>
      `RANGE key attributes ${before} must have equality conditions specified in the query because a condition is present on key attribute ${named}`;
    const partition = "p1 = :s AND p2 = :s";
    expect(rangeError(MULTI, `${partition} AND s2 = :n`)).to.equal(text("s1", "s2"));
    expect(rangeError(MULTI, `${partition} AND s1 = :n AND s3 = :s`)).to.equal(text("s2", "s3"));
    expect(rangeError(MULTI, `${partition} AND s1 = :n AND s2 > :n AND s3 = :s`)).to.equal(text("s2", "s3"));
    expect(rangeError(MULTI, `${partition} AND s3 = :s`)).to.equal(text("s1, s2", "s3"));
  });
});

describe("expressions and key attributes", () => {
  const filter = (text: string) => parseCondition("FilterExpression", text, placeholders());

  it("are kept apart in the filter of a query", () => {
    const check = (text: string) => () => checkFilteredAttributes("Filter Expression", filter(text), ["pk", "sk"]);
    const error = "can only contain non-primary key attributes: Primary key attribute: ";
    for (const text of ["sk = :n", "a = :n OR NOT begins_with(sk, :s)", ":n IN (a, sk)", "size(sk) = :n", ":n < sk"])
      expect(errorOf(check(text)), text).to.equal(`Filter Expression ${error}sk`);
    expect(errorOf(check("sk = :n AND attribute_exists(pk)"))).to.equal(`Filter Expression ${error}pk`);
    expect(errorOf(() => checkFilteredAttributes("QueryFilter", filter("pk = :n"), ["pk"]))).to.match(
      /^QueryFilter can/,
    );
    expect(check("a.pk = :n AND attribute_exists(b[0].sk)")).not.to.throw();
  });

  it("are kept apart in an update", () => {
    const check = (text: string) => () => checkUpdatedAttributes(parseUpdate(text, placeholders()), ["pk", "sk"]);
    for (const text of ["SET sk = :n", "REMOVE a, sk", "ADD sk.a :n", "DELETE sk :ss"])
      expect(errorOf(check(text)), text).to.equal(
        "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
      );
    expect(check("SET a.pk = pk")).not.to.throw();
  });

  it("do not have paths into a key attribute", () => {
    const { paths } = parseProjection("a.b, gk[0], pk.x", placeholders());
    const text = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";
    expect(errorOf(() => checkKeyPaths(paths, ["pk"], ["gk"]))).to.equal(`${text}Key: pk`);
    expect(errorOf(() => checkKeyPaths(paths, ["sk"], ["gk"]))).to.equal(`${text}IndexKey: gk`);
    expect(() => checkKeyPaths(parseProjection("pk, a", placeholders()).paths, ["pk"])).not.to.throw();
  });
});
