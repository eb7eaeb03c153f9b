import { expect } from "chai";
import * as calls from "../../../src/table/many/calls.js";
import { oneOfMany } from "../../../src/table/many/one-of-many.js";
import type { TableCalls } from "../../../src/table/many/read-tables.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { type ServiceOptions, SimulatedService } from "../../support/simulated-service.js";

const TABLES = 200;
const partitionKey = ["pk", "S"] as const;
const list = Array.from({ length: TABLES }, (_, index) => [`table-${index}`, { partitionKey }] as const);
const creationSeconds = REALISTIC.createTableMs / 1000;
const roundTripMs = 40;

/** Of 10 CreateTable requests at once AWS refuses 4, and accepts those some hundred milliseconds later. */
const rate = (perSecond: number, reserve = 6) => ({ operations: /^(Create|Update|Delete)/, reserve, perSecond });

/** The seconds in which the limits allow to begin, and with a wait to finish, to create 200 tables. */
function bestSeconds({ rates = [], changingTables = TABLES }: ServiceOptions, wait: boolean): number {
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
  { title: "500 tables at once", isSlow: false, changingTables: 500 },
  { title: "a rate of 20 in a second, and 500 tables at once", isSlow: true, rates: [rate(20)], changingTables: 500 },
  { title: "a rate of 10 in a second, and 25 tables at once", isSlow: true, rates: [rate(10)], changingTables: 25 },
  { title: "a rate of 50 in a second, with a reserve of 10", isSlow: true, rates: [rate(50, 10)] },
  { title: "a rate of 5 in a second, with a reserve of 3", isSlow: true, rates: [rate(5, 3)] },
  { title: "50 tables at once", isSlow: true, changingTables: 50 },
  { title: "10 tables at once", isSlow: true, changingTables: 10 },
];

describe("200 tables within the limits of AWS", () => {
  for (const { title, isSlow, ...limits } of scenarios) {
    for (const wait of [true, false]) {
      it(`are created ${wait ? "and waited for " : ""}nearly as fast as possible, with few refusals: ${title}`, () => {
        const service = new SimulatedService({ ...limits, roundTripMs });
        const { results, seconds } = perform(service, calls.createTables(list, { wait }));
        const names = results.map((result) => (result.status === "fulfilled" ? result.value.TableName : result.reason));
        expect(names).to.deep.equal(list.map(([name]) => name));
        expect(service.refused).to.be.at.most(0.05);
        // Without limits that matter and without a wait, one round trip would be enough.
        if (isSlow || wait) expect(seconds / bestSeconds(limits, wait)).to.be.within(0.99, 1.2);
      });
    }
  }
});
