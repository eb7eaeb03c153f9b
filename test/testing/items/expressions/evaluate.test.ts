import { expect } from "chai";
import type { WireItem } from "../../../../src/testing/items/values/wire-value.js";
import { matches, VALUES } from "./expression-cases.js";

/** An item with the values of the placeholders, under their names. */
const ITEM: WireItem = Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [name.slice(1), value]));

function expectMatch(text: string, values?: WireItem): void {
  expect(matches(text, { ...ITEM, nil: { NULL: true } }, { ...VALUES, ...values }), text).to.equal(true);
  expect(matches(`NOT (${text})`, { ...ITEM, nil: { NULL: true } }, { ...VALUES, ...values }), text).to.equal(false);
}

function expectNone(text: string, values?: WireItem): void {
  expect(matches(text, ITEM, { ...VALUES, ...values }), text).to.equal(false);
  expect(matches(`NOT (${text})`, ITEM, { ...VALUES, ...values }), text).to.equal(true);
}

describe("evaluating a condition", () => {
  it("compares every type for equality, by content", () => {
    for (const name of ["s", "n", "b", "l", "m", "ss", "ns", "bs"]) {
      expectMatch(`${name} = :${name}`);
      expectNone(`${name} <> :${name}`);
      expectMatch(`${name} IN (:null, :${name})`);
    }
    expectMatch("nil = :null");
    expectMatch("ss = :set", { ":set": { SS: ["b", "a"] } });
    expectMatch("m = :map", { ":map": { M: { a: { N: "1.0" } } } });
    expectMatch("l <> :list", { ":list": { L: [{ S: "x" }, { N: "1" }] } });
    expectNone("n = :text", { ":text": { S: "1" } });
    expectMatch("n <> :text", { ":text": { S: "1" } });
    expectNone("ns = :list", { ":list": { L: [{ N: "1" }, { N: "2" }] } });
  });

  it("orders text by UTF-8, numbers by value and binary values by bytes", () => {
    expectMatch("n < :ten", { ":ten": { N: "10" } });
    expectMatch("n >= :one", { ":one": { N: "1.00" } });
    expectMatch(":low < :high", { ":low": { S: "\uffff" }, ":high": { S: "😀" } });
    expectMatch(":low < :high", { ":low": { B: "AAAA" }, ":high": { B: "+A==" } });
    expectMatch("s BETWEEN :low AND :high", { ":low": { S: "abc" }, ":high": { S: "abd" } });
    expectNone("n < :text", { ":text": { S: "9" } });
    expectNone("n BETWEEN :low AND :high", { ":low": { S: "0" }, ":high": { S: "9" } });
  });

  it("gives values of the item without an order no order", () => {
    for (const name of ["l", "m", "ss", "ns", "bs"]) {
      for (const operator of ["<", "<=", ">", ">="]) expectNone(`${name} ${operator} n`);
      expectNone(`${name} < s`);
    }
    expectNone("l <= m");
  });

  it("has an absent attribute differ from everything, from another absent one too", () => {
    for (const operator of ["=", "<", "<=", ">", ">="]) {
      expectNone(`absent ${operator} missed`);
      expectNone(`absent ${operator} :n`);
      expectNone(`n ${operator} absent`);
    }
    expectMatch("absent <> missed");
    expectMatch("absent <> :n");
    expectNone("absent BETWEEN :n AND :two");
    expectNone("n BETWEEN absent AND :two");
    expectNone("n BETWEEN :n AND absent");
    expectNone("absent IN (missed)");
    expectNone("absent IN (:n)");
    expectNone("n IN (absent)");
    expectMatch("n IN (absent, :n)");
    expectNone("begins_with(absent, :s)");
    expectNone("contains(l, absent)");
    expectNone("attribute_type(absent, :type)", { ":type": { S: "S" } });
    expectNone("size(absent) >= :zero", { ":zero": { N: "0" } });
    expect(matches("attribute_not_exists(a)", {})).to.equal(true);
  });

  it("has false, the empty text and the empty binary value be values", () => {
    const item: WireItem = { f: { BOOL: false }, e: { S: "" }, eb: { B: "" }, el: { L: [] }, em: { M: {} } };
    for (const [name, type] of Object.entries({ f: "BOOL", e: "S", eb: "B", el: "L", em: "M" })) {
      expect(matches(`attribute_exists(${name})`, item)).to.equal(true);
      expect(matches(`attribute_type(${name}, :t)`, item, { ":t": { S: type } }), name).to.equal(true);
    }
    expect(matches("f IN (:false)", item)).to.equal(true);
    expect(matches("e IN (:empty)", item)).to.equal(true);
    expect(matches("f = :false", item)).to.equal(true);
    for (const name of ["e", "eb", "el", "em"])
      expect(matches(`size(${name}) = :zero`, item, { ":zero": { N: "0" } }), name).to.equal(true);
    expect(matches("begins_with(e, :empty)", item)).to.equal(true);
    expect(matches("contains(eb, :eb)", item, { ":eb": { B: "" } })).to.equal(true);
  });

  it("knows the type of each value", () => {
    const types = ["S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS"];
    for (const value of Object.values(VALUES)) {
      for (const type of types) {
        const isType = matches("attribute_type(a, :t)", { a: value }, { ":t": { S: type } });
        expect(isType, `${JSON.stringify(value)} ${type}`).to.equal(type in value);
      }
    }
  });

  it("finds a part of a text or a binary value, and an element of a list or a set", () => {
    expectMatch("contains(s, :part)", { ":part": { S: "bc" } });
    expectMatch("contains(s, :empty)");
    expectNone("contains(s, :part)", { ":part": { S: "ac" } });
    expectMatch("contains(b, :part)", { ":part": { B: "Ag==" } });
    expectMatch("contains(ss, :part)", { ":part": { S: "a" } });
    expectMatch("contains(ns, :part)", { ":part": { N: "2.0" } });
    expectMatch("contains(bs, :part)", { ":part": { B: "AQI=" } });
    expectNone("contains(bs, :part)", { ":part": { B: "AQ==" } });
    expectMatch("contains(l, :part)", { ":part": { S: "x" } });
    expectMatch("contains(l, n)");
    expectNone("contains(l, :l)");
    expectMatch("contains(:nested, l)", { ":nested": { L: [VALUES[":l"]] } });
    expectNone("contains(m, n)");
    expectNone("contains(n, n[0])");
    expectNone("contains(ss, :ss)");
    expectMatch("begins_with(s, :part)", { ":part": { S: "ab" } });
    expectMatch("begins_with(b, :part)", { ":part": { B: "AQ==" } });
    expectNone("begins_with(b, :part)", { ":part": { B: "Ag==" } });
    expectNone("begins_with(n, :s)");
  });

  it("counts characters, bytes, elements and members", () => {
    const sizes = { s: "3", b: "2", l: "2", m: "1", ss: "2", ns: "2", bs: "1" };
    for (const [name, size] of Object.entries(sizes)) expectMatch(`size(${name}) = :size`, { ":size": { N: size } });
    expectMatch("size(:text) = :size", { ":text": { S: "é😀" }, ":size": { N: "3" } });
    expectNone("size(n) >= :zero", { ":zero": { N: "0" } });
    expectMatch("size(n) <> :zero", { ":zero": { N: "0" } });
  });

  it("follows paths into lists and maps, and not into other values", () => {
    expectMatch("l[0] = :n");
    expectMatch("m.a = :n");
    expectMatch("attribute_not_exists(l[2])");
    expectMatch("attribute_not_exists(l.a)");
    expectMatch("attribute_not_exists(m[0])");
    expectMatch("attribute_not_exists(s.charAt)");
    expectMatch("attribute_not_exists(m.toString)");
    expect(matches("#dotted = :n", { "a.b": { N: "1" }, a: { M: { b: { N: "2" } } } })).to.equal(true);
    const proto = JSON.parse('{"__proto__":{"M":{"__proto__":{"N":"1"}}}}') as WireItem;
    expect(matches("#proto.#proto = :n", proto)).to.equal(true);
    expect(matches("attribute_not_exists(#proto)", {})).to.equal(true);
  });

  it("binds NOT before AND, and AND before OR", () => {
    const item: WireItem = { t: { N: "1" } };
    const [yes, no] = ["t = :n", "t = :two"];
    expect(matches(`${yes} OR ${no} AND ${no}`, item)).to.equal(true);
    expect(matches(`(${yes} OR ${no}) AND ${no}`, item)).to.equal(false);
    expect(matches(`NOT ${no} AND ${yes}`, item)).to.equal(true);
    expect(matches(`NOT ${yes} OR ${yes}`, item)).to.equal(true);
    expect(matches(`NOT NOT ${yes}`, item)).to.equal(true);
    expect(matches(`not Not nOT ${yes}`, item)).to.equal(false);
    expect(matches("t between :n and :two or t in (:n)", item)).to.equal(true);
  });
});
