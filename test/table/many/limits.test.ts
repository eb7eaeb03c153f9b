import { expect } from "chai";
import * as calls from "../../../src/table/many/calls.js";
import { oneOfMany } from "../../../src/table/many/one-of-many.js";
import type { TableCalls } from "../../../src/table/many/read-tables.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { type ServiceOptions, SimulatedService } from "../../support/simulated-service.js";
import { definition } from "../../support/table-requests.js";

const TABLES = 200;
const partitionKey = ["pk", "S"] as const;
const list = Array.from({ length: TABLES }, (_, index) => [`table-${index}`, { partitionKey }] as const);
const creationSeconds = REALISTIC.createTableMs / 1000;
const roundTripMs = 40;

/** Of 10 CreateTable requests at once AWS refuses 4, and accepts those some hundred milliseconds later. */
const rate = (perSecond: number, reserve = 6) => ({ operations: /^(Create|Update|Delete)/, reserve, perSecond });

/** The seconds in which the limits allow to begin, and with a wait to finish, to create 200 tables. */
function bestSeconds({ rates = [], limits: { changingTables = TABLES } = {} }: ServiceOptions, wait: boolean): number {
  const startsAt: number[] = [];
  for (let index = 0; index < TABLES; index++) {
    const byRate = rates.map(({ reserve, perSecond }) => (index + 1 - reserve) / perSecond);
    const byTables = index < changingTables ? 0 : (startsAt[index - changingTables] ?? 0) + creationSeconds;
    startsAt.push(Math.max(0, byTables, ...byRate));
  }
  return (startsAt.at(-1) ?? 0) + (wait ? creationSeconds : 0) + roundTripMs / 1000;
}

function perform<T>(service: SimulatedService, { calls: each, concurrency }: TableCalls<T>) {
  const procedures = each.map((call) => oneOfMany(service.context, call));
  return service.runAll(procedures, concurrency);
}

const scenarios: readonly (ServiceOptions & { readonly title: string; readonly isSlow: boolean })[] = [
  { title: "500 tables at once", isSlow: false, limits: { changingTables: 500 } },
  {
    title: "a rate of 20 in a second, and 500 tables at once",
    isSlow: true,
    rates: [rate(20)],
    limits: { changingTables: 500 },
  },
  {
    title: "a rate of 10 in a second, and 25 tables at once",
    isSlow: true,
    rates: [rate(10)],
    limits: { changingTables: 25 },
  },
  { title: "a rate of 50 in a second, with a reserve of 10", isSlow: true, rates: [rate(50, 10)] },
  { title: "a rate of 5 in a second, with a reserve of 3", isSlow: true, rates: [rate(5, 3)] },
  { title: "50 tables at once", isSlow: true, limits: { changingTables: 50 } },
  { title: "10 tables at once", isSlow: true, limits: { changingTables: 10 } },
];

describe("200 tables within the limits of AWS", () => {
  for (const { title, isSlow, ...options } of scenarios) {
    for (const wait of [true, false]) {
      it(`are created ${wait ? "and waited for " : ""}nearly as fast as possible, with few refusals: ${title}`, () => {
        const service = new SimulatedService({ ...options, roundTripMs });
        const { results, seconds } = perform(service, calls.createTables(list, { wait }));
        const names = results.map((result) => (result.status === "fulfilled" ? result.value.TableName : result.reason));
        expect(names).to.deep.equal(list.map(([name]) => name));
        expect(service.refused).to.be.at.most(0.05);
        // Without limits that matter and without a wait, one round trip would be enough.
        if (isSlow || wait) expect(seconds / bestSeconds(options, wait)).to.be.within(0.99, 1.2);
      });
    }
  }

  it("are created nearly as fast as possible where a second has a limit of its own", () => {
    const service = new SimulatedService({ limits: { changesPerSecond: 10 }, roundTripMs });
    const { seconds } = perform(service, calls.createTables(list, { wait: true }));
    expect(service.refused).to.be.at.most(0.05);
    expect(seconds / (TABLES / 10 - 1 + creationSeconds)).to.be.at.most(1.2);
  });

  it("are deleted nearly as fast as possible", () => {
    const changingTables = 20;
    const service = new SimulatedService({
      limits: { changingTables },
      roundTripMs,
      latency: { deleteTableMs: 5_000 },
    });
    for (const [name] of list) service.tables.send("CreateTable", definition(name));
    const { results, seconds } = perform(
      service,
      calls.deleteTables(
        list.map(([name]) => name),
        { wait: true },
      ),
    );
    expect(results.every(({ status }) => status === "fulfilled")).to.equal(true);
    expect(service.refused).to.be.at.most(0.05);
    expect(seconds / ((TABLES / changingTables) * 5)).to.be.at.most(1.2);
  });

  it("are planned with few refusals where DynamoDB throttles one kind of read", () => {
    const service = new SimulatedService({
      rates: [{ operations: /TimeToLive/, reserve: 4, perSecond: 20 }],
      roundTripMs,
    });
    for (const [name] of list) service.tables.send("CreateTable", definition(name));
    service.tables.advance(60);
    const { results, seconds } = perform(service, calls.planTables(list, {}));
    expect(results.every(({ status }) => status === "fulfilled")).to.equal(true);
    expect(service.refused).to.be.at.most(0.05);
    expect(seconds / ((TABLES - 4) / 20)).to.be.at.most(1.2);
  });

  it("fail each after its own time where DynamoDB accepts none, and not one after the other", () => {
    const service = new SimulatedService({ limits: { changingTables: 0 }, roundTripMs });
    const { results, seconds } = perform(service, calls.createTables(list, { wait: { timeoutSeconds: 60 } }));
    const names = results.map((result) => (result.status === "rejected" ? (result.reason as Error).name : ""));
    expect(names).to.deep.equal(list.map(() => "LimitExceededException"));
    expect(seconds).to.be.within(60, 120);
  });
});
