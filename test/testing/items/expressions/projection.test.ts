import { expect } from "chai";
import { project, projectionOf } from "../../../../src/testing/items/expressions/projection.js";
import type { WireItem } from "../../../../src/testing/items/values/wire-value.js";
import { projected, projectionError } from "./expression-cases.js";

const ITEM: WireItem = {
  a: { N: "1" },
  name: { S: "x" },
  "a.b": { N: "2" },
  m: { M: { x: { N: "1" }, y: { M: { z: { BOOL: false } } } } },
  l: { L: [{ S: "0" }, { M: { x: { N: "1" }, y: { N: "2" } } }, { L: [{ N: "5" }, { N: "6" }] }] },
};

describe("a projection", () => {
  it("leaves the attributes that it names", () => {
    expect(projected("a, #name, #dotted, absent", ITEM)).to.deep.equal({
      a: { N: "1" },
      name: { S: "x" },
      "a.b": { N: "2" },
    });
  });

  it("leaves parts of maps, with the maps around them", () => {
    expect(projected("m.y.z, m.absent, a.b", ITEM)).to.deep.equal({ m: { M: { y: { M: { z: { BOOL: false } } } } } });
    expect(projected("m.x.y, m.y[0], absent.x", ITEM)).to.deep.equal({});
  });

  it("leaves elements of lists in the order of the list, without gaps", () => {
    expect(projected("l[2], l[0]", ITEM)).to.deep.equal({
      l: { L: [{ L: [{ N: "5" }, { N: "6" }] }, { S: "0" }].reverse() },
    });
    expect(projected("l[10], l[2][1], l[1].y, l[9]", ITEM)).to.deep.equal({
      l: { L: [{ M: { y: { N: "2" } } }, { L: [{ N: "6" }] }] },
    });
    expect(projected("l[7], l[0].x", ITEM)).to.deep.equal({});
  });

  it("supports attributes named like members of objects", () => {
    const item = JSON.parse('{"__proto__":{"M":{"__proto__":{"N":"1"},"a":{"N":"2"}}}}') as WireItem;
    expect(JSON.stringify(projected("#proto.#proto", item))).to.equal('{"__proto__":{"M":{"__proto__":{"N":"1"}}}}');
    expect(projected("toString2, #proto", {})).to.deep.equal({});
  });

  it("has the paths of an update, too", () => {
    expect(project(projectionOf([["a"], ["l", 0]]), { a: { N: "1" }, l: { L: [{ N: "2" }] } })).to.deep.equal({
      a: { N: "1" },
      l: { L: [{ N: "2" }] },
    });
  });

  it("is checked for reserved words, undefined names, and paths that overlap or conflict, in this order", () => {
    const overlap =
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]";
    expect(projectionError("a, a.b")).to.equal(overlap);
    expect(projectionError("l[1], l.a")).to.equal(
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [l, [1]], path two: [l, a]",
    );
    expect(projectionError("l[1], l.a, a, a.b")).to.equal(overlap);
    expect(projectionError("a, a, #other")).to.equal(
      "An expression attribute name used in the document path is not defined; attribute name: #other",
    );
    expect(projectionError("a, a, #other, x.name")).to.equal(
      "Attribute name is a reserved keyword; reserved keyword: name",
    );
  });
});
