import { expect } from "chai";
import fc from "fast-check";
import type { Change } from "../../../src/model/expressions/change.js";
import { compileCondition } from "../../../src/model/expressions/compile-condition.js";
import type { Condition } from "../../../src/model/expressions/condition.js";
import type { Fields } from "../../../src/model/expressions/field-types.js";
import { readKeyCondition, writeKeyCondition } from "../../../src/model/expressions/key-condition.js";
import { Placeholders } from "../../../src/model/expressions/placeholders.js";
import { compileProjection } from "../../../src/model/expressions/projection.js";
import { type Attributes, schema, updateText } from "./orders.js";

const RUNS = { seed: 20_120_810, numRuns: 1_000 };

type Build = (item: Fields<Attributes>) => Condition;
type Item = Fields<Attributes>;

const single: fc.Arbitrary<Build> = fc.oneof(
  fc.string().map((text) => (item: Item) => item.email.eq(text)),
  fc.integer().map((value) => (item: Item) => item.count.gt(value)),
  fc.array(fc.integer(), { minLength: 1, maxLength: 100 }).map((values) => (item: Item) => item.count.in(values)),
  fc.string().map((name) => (item: Item) => item.limits.key(name).exists()),
  fc.nat(9).map((index) => (item: Item) => item.lines.at(index).key("amount").lte(index)),
  fc.nat().map((size) => (item: Item) => item.tags.size().eq(size)),
);

const { condition } = fc.letrec<{ condition: Build }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    single,
    tie("condition").map((one) => (item: Item) => one(item).not()),
    fc.tuple(tie("condition"), tie("condition")).map(
      ([one, other]) =>
        (item: Item) =>
          one(item).and(other(item)),
    ),
    fc.tuple(tie("condition"), tie("condition")).map(
      ([one, other]) =>
        (item: Item) =>
          one(item).or(other(item)),
    ),
  ),
}));

const CHANGES: readonly ((item: Item) => Change)[] = [
  (item) => item.count.add(1),
  (item) => item.email.remove(),
  (item) => item.tags.delete(new Set(["a"])),
  (item) => item.lines.append([{ product: "p", amount: 1 }]),
  (item) => item.limits.key("a").add(1),
  (item) => item.limits.key("email").set(1),
  (item) => item.status.setIfMissing("open"),
  (item) => item.address.key("city").set("Oslo"),
];

/** Every occurrence of a placeholder in an expression. */
function used(sign: string, texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(new RegExp(`${sign}\\d+`, "g")) ?? []));
}

describe("the placeholders of a request", () => {
  it("are each defined once and used, for any expressions", () => {
    const key = fc.record(
      {
        customer: fc.string({ minLength: 1 }),
        placedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31") }),
      },
      { requiredKeys: ["customer"] },
    );
    const names = fc.subarray(Object.keys(schema.attributes), { minLength: 1 });
    const holds = fc.property(key, condition, fc.subarray([...CHANGES]), names, (keyed, build, changes, projected) => {
      const placeholders = new Placeholders();
      const texts = [
        writeKeyCondition(readKeyCondition(schema, undefined, keyed, placeholders), placeholders),
        compileCondition<Attributes>(schema, build, placeholders),
        updateText((item) => changes.map((change) => change(item)), placeholders),
        compileProjection(schema, projected, [], placeholders),
      ];
      expect([...used("#", texts)]).to.have.members(Object.keys(placeholders.names ?? {}));
      expect([...used(":", texts)]).to.have.members(Object.keys(placeholders.values ?? {}));
      const attributes = Object.values(placeholders.names ?? {});
      expect(new Set(attributes).size).to.equal(attributes.length);
      expect(texts.join(" ")).to.not.match(/undefined|\[object/);
    });
    fc.assert(holds, RUNS);
  });
});
