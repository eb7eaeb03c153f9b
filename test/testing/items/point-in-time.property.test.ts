import { expect } from "chai";
import fc from "fast-check";
import { Regions } from "../../support/regions.js";
import { definition, global } from "../../support/table-requests.js";

const REGION = "us-east-1";
const LAG_MS = 300_000;

/** What happens to the table: writes, a replacement of all items, and passing time. */
type Event =
  | { readonly put: string; readonly value: number }
  | { readonly remove: string }
  | { readonly batch: readonly string[] }
  | { readonly clear: true }
  | { readonly passMs: number };

const name = fc.constantFrom("a", "b", "c", "d", "e");
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: name, value: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ remove: name }) },
  { weight: 1, arbitrary: fc.record({ batch: fc.uniqueArray(name, { minLength: 1 }) }) },
  { weight: 1, arbitrary: fc.constant({ clear: true as const }) },
  { weight: 5, arbitrary: fc.record({ passMs: fc.constantFrom(1, 300, 999, 1_000, 2_500, 60_000) }) },
);

/** The table as this test expects it. */
type Model = Readonly<Record<string, number>>;

class Run {
  readonly regions = new Regions();
  #model: Model = {};
  /** The items at the end of each second with writes, the first second included. */
  readonly #seconds = new Map<number, Model>();

  constructor() {
    this.#ask("CreateTable", definition("items", global()));
    this.#ask("UpdateContinuousBackups", {
      TableName: "items",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    this.#seconds.set(this.second, {});
  }

  get second(): number {
    return Math.floor(this.regions.now / 1_000);
  }

  perform(event: Event): void {
    if ("passMs" in event) this.regions.now += event.passMs;
    else if ("put" in event) this.#put(event.put, event.value);
    else if ("remove" in event) this.#remove(event.remove);
    else if ("batch" in event) this.#writeAll(event.batch);
    else {
      this.regions.emulator.clear();
      this.#model = {};
    }
    this.#seconds.set(this.second, this.#model);
  }

  /** The items that a table has when it is restored to a second, beside those that are expected. */
  restored(second: number): { readonly actual: Model; readonly expected: Model | undefined } {
    const TargetTableName = `restored-${second}`;
    this.#ask("RestoreTableToPointInTime", { SourceTableName: "items", TargetTableName, RestoreDateTime: second });
    const items = [undefined, "by-a"].map((IndexName) => this.#items(TargetTableName, IndexName));
    expect(items[1], "in the index").to.deep.equal(items[0]);
    this.#ask("DeleteTable", { TableName: TargetTableName });
    const expected = [...this.#seconds].findLast(([each]) => each <= second)?.[1];
    return { actual: items[0] ?? {}, expected };
  }

  #ask(operation: string, input: object) {
    return this.regions.ask(REGION, operation, input);
  }

  #items(TableName: string, IndexName: string | undefined): Model {
    const { Items } = this.#ask("Scan", { TableName, IndexName });
    const entries = (Items as { pk: { S: string }; v: { N: string } }[]).map(({ pk, v }) => [pk.S, Number(v.N)]);
    return Object.fromEntries(entries) as Model;
  }

  #put(pk: string, value: number): void {
    this.#ask("PutItem", { TableName: "items", Item: itemOf(pk, value) });
    this.#model = { ...this.#model, [pk]: value };
  }

  #remove(pk: string): void {
    this.#ask("DeleteItem", { TableName: "items", Key: { pk: { S: pk } } });
    const { [pk]: _, ...others } = this.#model;
    this.#model = others;
  }

  #writeAll(keys: readonly string[]): void {
    this.#ask("TransactWriteItems", {
      TransactItems: keys.map((pk) => ({ Put: { TableName: "items", Item: itemOf(pk, 77) } })),
    });
    this.#model = { ...this.#model, ...Object.fromEntries(keys.map((pk) => [pk, 77])) };
  }
}

function itemOf(pk: string, value: number): object {
  return { pk: { S: pk }, a: { S: pk }, v: { N: String(value) } };
}

describe("a restore to a point in time", () => {
  it("has the items at the end of any second, whatever was written before and after it", () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
        (events, picks) => {
          const run = new Run();
          const first = run.second;
          for (const each of events) run.perform(each);
          const last = run.second;
          run.regions.now += LAG_MS + 1_000;
          for (const pick of [...picks.map((each) => first + (each % (last - first + 1))), first, last]) {
            const { actual, expected } = run.restored(pick);
            expect(actual).to.deep.equal(expected);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
