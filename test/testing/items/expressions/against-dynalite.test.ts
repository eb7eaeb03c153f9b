import { expect } from "chai";
import fc from "fast-check";
import { applyUpdate } from "../../../../src/testing/items/expressions/apply-update.js";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { parseUpdate } from "../../../../src/testing/items/expressions/parse-update.js";
import { Placeholders } from "../../../../src/testing/items/expressions/placeholders.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireItem } from "../../../../src/testing/items/values/wire-value.js";
import { Dynalite } from "../../../support/dynalite.js";
import { RUNS } from "./expression-cases.js";
import { conditions, items, written } from "./random-expressions.js";
import { actions, type RandomAction, writtenUpdate } from "./random-updates.js";

const ITEMS = 30;
const EXPRESSIONS = 150;

/** dynalite shifts the places of a list at each change, and assigns parts of the item that change afterwards. */
function isRightInDynalite(all: readonly RandomAction[]): boolean {
  const inLists = all.filter(({ path }) => path.endsWith("]"));
  return (
    inLists.length < 2 && !all.some(({ from }) => from && all.some(({ path }) => path.startsWith(from.slice(0, 2))))
  );
}

/** Expressions that DynamoDB rejects, and dynalite too. */
const REJECTED = [
  "",
  "((aa = :n))",
  "foo(aa)",
  "size(aa)",
  "contains(aa, :n) = :n",
  "aa IN (contains(aa, :n))",
  "name = :n",
  "aa.Abort[1] = :n OR #a = :n",
  "#a = :n",
  "aa = :a",
  "aa = :n AND (bb = :a OR foo = :n)",
  "attribute_exists(aa, bb)",
  "contains(aa)",
  "aa = aa",
  "begins_with(aa[0], aa[0])",
  "begins_with(aa, :n)",
  "begins_with(size(aa), :s)",
  "attribute_exists(:n)",
  "attribute_not_exists(size(aa))",
  "attribute_type(aa, :n)",
  "attribute_type(aa, bb)",
  "attribute_type(aa, :s)",
  "size(:n) = :n",
  "aa BETWEEN :two AND :n",
  "aa BETWEEN :n AND :s",
  "aa = :a OR begins_with(bb, :n)",
  "begins_with(bb, :n) OR aa = :a",
  "NOT (aa = :a)",
];

describe("expressions, beside dynalite", () => {
  const dynalite = new Dynalite();
  const kinds = { all: false };
  const stored = fc
    .sample(items(kinds), { seed: RUNS.seed, numRuns: ITEMS })
    .map((item, number): WireItem => ({ ...item, pk: { S: String(number) } }));

  before(async () => {
    await dynalite.createTable("items");
    for (const Item of stored) {
      const { status, body } = await dynalite.ask("PutItem", { TableName: "items", Item });
      expect(status, JSON.stringify(body)).to.equal(200);
    }
  });

  /** The partition keys of the items that a filter leaves, or the error's text. */
  async function askDynalite(FilterExpression: string, values: WireItem): Promise<readonly string[] | string> {
    const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
    const { body } = await dynalite.ask("Scan", { TableName: "items", FilterExpression, ExpressionAttributeValues });
    const found = body["Items"] as readonly WireItem[] | undefined;
    return found?.map(({ pk }) => String(pk?.S)).sort() ?? String(body["message"]);
  }

  function filter(text: string, values: WireItem): readonly string[] | string {
    const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
    try {
      const condition = parseCondition("FilterExpression", text, new Placeholders({ ExpressionAttributeValues }));
      return stored
        .filter((item) => evaluate(condition, readItem(item)))
        .map(({ pk }) => String(pk?.S))
        .sort();
    } catch (error) {
      return (error as Error).message;
    }
  }

  it("leave the same items", async () => {
    const agrees = fc.asyncProperty(conditions(kinds), async (condition) => {
      const { text, values } = written(condition);
      expect(filter(text, values), `${text} ${JSON.stringify(values)}`).to.deep.equal(await askDynalite(text, values));
    });
    await fc.assert(agrees, { ...RUNS, numRuns: EXPRESSIONS });
  });

  it("are rejected with the same texts", async () => {
    const values: WireItem = { ":n": { N: "1" }, ":two": { N: "2" }, ":s": { S: "x" }, ":l": { L: [] } };
    for (const text of REJECTED) {
      const used = Object.entries(values).filter(([key]) => new RegExp(`${key}\\b`).test(text));
      const found = filter(text, Object.fromEntries(used));
      expect(found, text).to.be.a("string");
      expect(found, text).to.equal(await askDynalite(text, Object.fromEntries(used)));
    }
  });

  it("have the same result as updates", async () => {
    let number = 0;
    const agrees = fc.asyncProperty(actions(kinds), items(kinds), async (all, item) => {
      fc.pre(isRightInDynalite(all));
      const { text, values } = writtenUpdate(all);
      const Key = { pk: { S: `update ${number++}` } };
      await dynalite.ask("PutItem", { TableName: "items", Item: { ...item, ...Key } });
      const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
      const input = {
        TableName: "items",
        Key,
        UpdateExpression: text,
        ExpressionAttributeValues,
        ReturnValues: "ALL_NEW",
      };
      const { body } = await dynalite.ask("UpdateItem", input);
      const found = updated(text, { ...item, ...Key }, ExpressionAttributeValues);
      const expected = body["message"] ?? readItem(body["Attributes"]);
      expect(found, `${text} ${JSON.stringify(values)}`).to.deep.equal(expected);
    });
    await fc.assert(agrees, { ...RUNS, numRuns: EXPRESSIONS });
  });
});

function updated(text: string, item: WireItem, ExpressionAttributeValues: WireItem | undefined): unknown {
  try {
    return applyUpdate(parseUpdate(text, new Placeholders({ ExpressionAttributeValues })), readItem(item)).item;
  } catch (error) {
    return (error as Error).message;
  }
}
