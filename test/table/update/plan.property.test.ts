import { expect } from "chai";
import fc from "fast-check";
import { Deadline } from "../../../src/procedure/deadline.js";
import { createTable } from "../../../src/table/create/create-table.js";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import type { NormalisedTable } from "../../../src/table/definition/normalised-table.js";
import type { CreateTableOptions } from "../../../src/table/definition/options.js";
import { applyPlan } from "../../../src/table/update/apply-plan.js";
import { planTableOptions, updateTableOptions } from "../../../src/table/update/options.js";
import type { TablePlan } from "../../../src/table/update/plan.js";
import { planTable } from "../../../src/table/update/plan-table.js";
import { readChanges } from "../../../src/table/update/read-changes.js";
import { changeOf, changeTable } from "../../../src/table/update/update-table.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { definitionPairs } from "../../support/definition-pairs.js";
import { Killed, SimulatedTables } from "../../support/simulated-tables.js";

const TABLE = "users";
/** As on AWS, but for the backfill of an index, which would be hundreds of polls. */
const latency = { ...REALISTIC, backfillIndexMs: 45_000, backfillVectorIndexMs: 45_000 };
const DAY = 24 * 3_600;
/** Longer than the half hour between two changes of time to live, and all other changes. */
const wait = { timeoutSeconds: 3 * 3_600 };

function created(options: CreateTableOptions): SimulatedTables {
  const tables = new SimulatedTables(latency);
  tables.run(createTable(tables.context, readCreateTable(TABLE, { ...options, wait })));
  // So that no change of the creation counts for the limits of later ones.
  tables.advance(31 * DAY);
  tables.clear();
  return tables;
}

function planned(tables: SimulatedTables, options: CreateTableOptions): TablePlan {
  const read = readChanges(TABLE, options, planTableOptions);
  return tables.run(planTable(tables.context, TABLE, read, new Deadline(60_000, () => tables.context.now())));
}

function update(tables: SimulatedTables, options: CreateTableOptions, settings: { readonly writes?: number } = {}) {
  const allowDestroy = [
    ...["index by-1", "index by-2", "index by-3", "index vec-1", "index vec-2"],
    ...["stream", "backups", "policy"],
  ];
  const all = { ...options, wait, allowDestroy };
  const read = readChanges(TABLE, all, updateTableOptions);
  return tables.run(changeTable(tables.context, changeOf(tables.context, TABLE, read, read.options)), settings);
}

/** The table as its plan sees it, whatever the plan. */
function seen(tables: SimulatedTables): NormalisedTable {
  return planned(tables, { partitionKey: ["pk", "S"], sortKey: ["sk", "N"] }).basedOn;
}

describe("a plan", () => {
  it("ends in a table whose plan is empty, without a request that DynamoDB rejects", function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(definitionPairs, ({ from, to }) => {
        const tables = created(from);
        const plan = planned(tables, to);
        const application = changeOf(
          tables.context,
          TABLE,
          { wanted: {}, removals: {} },
          { wait, allowDestroy: plan.steps.map(({ target }) => target) },
        );
        tables.clear();
        tables.run(applyPlan(tables.context, JSON.parse(JSON.stringify(plan)) as TablePlan, application));
        expect(tables.refusals).to.deep.equal([]);
        expect(
          tables.writes.map(({ operation, input }) => ({ operation, input: JSON.parse(JSON.stringify(input)) })),
        ).to.deep.equal(plan.steps.map(({ request }) => request));
        expect(planned(tables, to).steps).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it("ends in the same place when it is cut off after any step and the same call is made again", function () {
    this.timeout(240_000);
    fc.assert(
      fc.property(definitionPairs, ({ from, to }) => {
        const whole = created(from);
        update(whole, to);
        const steps = whole.writes.length;
        for (let writes = 1; writes < steps; writes++) {
          const tables = created(from);
          expect(() => update(tables, to, { writes })).to.throw(Killed);
          // Time to live cannot be changed again for half an hour, which the first call would have waited.
          tables.advance(3_600);
          update(tables, to);
          expect(tables.refusals).to.deep.equal([]);
          expect(seen(tables)).to.deep.equal(seen(whole));
        }
      }),
      { numRuns: 80 },
    );
  });

  it("keeps what the definition does not mention", function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(definitionPairs, ({ from, to }) => {
        const tables = created(from);
        const before = seen(tables);
        update(tables, to);
        const after = seen(tables);
        const mentioned = new Set((to.globalSecondaryIndexes ?? []).map(({ indexName }) => indexName));
        const kept = Object.keys(before.globalSecondaryIndexes ?? {}).filter((name) => !mentioned.has(name));
        expect(Object.keys(after.globalSecondaryIndexes ?? {})).to.include.members(kept);
        for (const name of [
          "stream",
          "timeToLive",
          "pointInTimeRecovery",
          "tableClass",
          "deletionProtection",
        ] as const) {
          if (to[name] === undefined) expect(after[name], name).to.deep.equal(before[name]);
        }
        for (const [key, value] of Object.entries(before.tags ?? {}))
          if (to.tags?.[key] === undefined) expect(after.tags?.[key]).to.equal(value);
      }),
      { numRuns: 200 },
    );
  });
});
