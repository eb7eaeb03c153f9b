import { expect } from "chai";
import type { Call } from "../../../src/dynamodb/operations.js";
import { PlanOutdatedError } from "../../../src/index.js";
import { Deadline } from "../../../src/procedure/deadline.js";
import { createTable } from "../../../src/table/create/create-table.js";
import { createTableCall, readCreateTable } from "../../../src/table/create/create-table-call.js";
import type { CreateTableOptions } from "../../../src/table/definition/options.js";
import { ensureTable } from "../../../src/table/ensure/ensure-table.js";
import { applyPlan } from "../../../src/table/update/apply-plan.js";
import {
  type EnsureTableOptions,
  ensureTableOptions,
  planTableOptions,
  updateTableOptions,
  verifyTableOptions,
} from "../../../src/table/update/options.js";
import { planTable } from "../../../src/table/update/plan-table.js";
import { readChanges } from "../../../src/table/update/read-changes.js";
import { changeOf, changeTable } from "../../../src/table/update/update-table.js";
import { verifyTable } from "../../../src/table/verify/verify-table.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { type RunSettings, SimulatedTables } from "../../support/simulated-tables.js";

const TABLE = "users";
const TableName = TABLE;
const before: CreateTableOptions = { partitionKey: ["pk", "S"] };
const definition = {
  ...before,
  billingMode: "PROVISIONED",
  readCapacity: 7,
  globalSecondaryIndexes: [{ indexName: "by-status", partitionKey: ["status", "S"] }],
  timeToLive: "expires",
  pointInTimeRecovery: true,
  tags: { team: "a" },
} as const satisfies CreateTableOptions;
const wait = { timeoutSeconds: 5_000 };

/** A table as it was before, on a control plane with the durations of AWS but for the backfill of indexes. */
function created(): SimulatedTables {
  const tables = new SimulatedTables({ ...REALISTIC, backfillIndexMs: 10_000 });
  tables.run(createTable(tables.context, readCreateTable(TABLE, { ...before, wait })));
  tables.advance(3_600);
  return tables;
}

function ensure(tables: SimulatedTables, ifDifferent: EnsureTableOptions["ifDifferent"], settings?: RunSettings) {
  const read = readChanges(TABLE, { ...definition, wait }, ensureTableOptions, (given) => given);
  const change = changeOf(tables.context, TABLE, read, read.options);
  const ensurance = { ...change, creation: createTableCall(TABLE, read.request), ifDifferent: ifDifferent ?? "error" };
  return tables.run(ensureTable(tables.context, ensurance), settings);
}

function update(tables: SimulatedTables, settings?: RunSettings) {
  const read = readChanges(TABLE, { ...definition, wait }, updateTableOptions);
  return tables.run(changeTable(tables.context, changeOf(tables.context, TABLE, read, read.options)), settings);
}

function apply(tables: SimulatedTables, settings?: RunSettings) {
  const read = readChanges(TABLE, definition, planTableOptions);
  const deadline = new Deadline(60_000, () => tables.context.now());
  const plan = tables.run(planTable(tables.context, TABLE, read, deadline));
  const application = changeOf(tables.context, TABLE, { wanted: {}, removals: {} }, { wait });
  return tables.run(applyPlan(tables.context, plan, application), settings);
}

function verify(tables: SimulatedTables): void {
  const read = readChanges(TABLE, definition, verifyTableOptions);
  tables.run(verifyTable(tables.context, changeOf(tables.context, TABLE, read, {})));
}

/** What another program does. Each returns whether DynamoDB accepted it. */
const others = {
  deletes: (tables: SimulatedTables) => accepts(tables, "DeleteTable", { TableName }),
  recreates: (tables: SimulatedTables) => {
    if (!others.deletes(tables)) return false;
    tables.advance(20);
    const KeySchema = [{ AttributeName: "pk", KeyType: "HASH" }];
    const AttributeDefinitions = [{ AttributeName: "pk", AttributeType: "S" }];
    const input = { TableName, KeySchema, AttributeDefinitions, BillingMode: "PAY_PER_REQUEST" };
    return accepts(tables, "CreateTable", input);
  },
  "adds an index": (tables: SimulatedTables) => {
    const { Table } = tables.send("DescribeTable", { TableName }) as { Table: { BillingModeSummary?: object } };
    const isOnDemand = JSON.stringify(Table.BillingModeSummary ?? {}).includes("PAY_PER_REQUEST");
    const Create = {
      IndexName: "by-other",
      KeySchema: [{ AttributeName: "other", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
      ...(!isOnDemand && { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
    };
    const AttributeDefinitions = [{ AttributeName: "other", AttributeType: "S" }];
    return accepts(tables, "UpdateTable", {
      TableName,
      AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
  },
  "switches the billing mode": (tables: SimulatedTables) =>
    accepts(tables, "UpdateTable", { TableName, BillingMode: "PAY_PER_REQUEST" }),
};

function accepts(tables: SimulatedTables, operation: string, input: object): boolean {
  try {
    tables.send(operation, input);
    return true;
  } catch {
    return false;
  }
}

/** Runs a call once for each of its requests, with what another program does right before that one. */
function eachInterference(
  call: (tables: SimulatedTables, settings: RunSettings) => unknown,
  interfere: (tables: SimulatedTables) => boolean,
  check: (tables: SimulatedTables, result: unknown, error: unknown) => void,
): void {
  for (let place = 0, isOver = false; !isOver; place++) {
    const tables = created();
    let requests = 0;
    let wasAccepted = false;
    const beforeRequest = (_: Call, at: number) => {
      requests = at + 1;
      if (at === place) wasAccepted = interfere(tables);
    };
    let [result, failure]: unknown[] = [];
    try {
      result = call(tables, { beforeRequest });
    } catch (error) {
      failure = error;
    }
    isOver = requests <= place;
    // What happens right before the last request is after the last look at the table.
    if (wasAccepted && requests > place + 1) check(tables, result, failure);
  }
}

describe("a change while another program", () => {
  for (const name of Object.keys(others) as (keyof typeof others)[]) {
    for (const ifDifferent of ["update", "recreate"] as const) {
      it(`${name}: ensureTable with "${ifDifferent}" throws nothing, and ends in what is defined`, function () {
        this.timeout(60_000);
        const isCreated = (result: unknown) => /^(re)?created$/.test((result as { outcome: string }).outcome);
        eachInterference(
          (tables, settings) => ensure(tables, ifDifferent, settings),
          others[name],
          (tables, result, error) => {
            expect(error).to.equal(undefined);
            // The table that this call has created may be changed by others after that.
            if (!isCreated(result)) verify(tables);
          },
        );
      });
    }
  }

  for (const name of ["adds an index", "switches the billing mode"] as const) {
    it(`${name}: updateTable plans anew, and ends in what is defined`, function () {
      this.timeout(60_000);
      eachInterference(update, others[name], (tables, _, error) => {
        expect(error).to.equal(undefined);
        verify(tables);
      });
    });
  }

  it("creates the table again: applyPlan says that its plan is outdated, and after how many steps", () => {
    const errors: unknown[] = [];
    eachInterference(apply, others.recreates, (_, __, error) => errors.push(error));
    const outdated = errors.filter((error): error is PlanOutdatedError => error instanceof PlanOutdatedError);
    expect(outdated.some(({ message }) => message.includes("outdated, and 4 steps were made before"))).to.equal(true);
    // The others are errors of DynamoDB while it creates the table.
    for (const error of errors) expect(String(error)).to.match(/PlanOutdatedError|NotFound|CREATING/);
  });

  it("makes changes that DynamoDB refuses for another reason: the error is that of DynamoDB", () => {
    const tables = created();
    const options = { tableClass: "STANDARD_INFREQUENT_ACCESS", wait } as const;
    for (const tableClass of ["STANDARD_INFREQUENT_ACCESS", "STANDARD"] as const) {
      tables.send("UpdateTable", { TableName, TableClass: tableClass });
      tables.advance(60);
    }
    const read = readChanges(TABLE, options, updateTableOptions);
    const change = changeTable(tables.context, changeOf(tables.context, TABLE, read, read.options));
    expect(() => tables.run(change)).to.throw(
      /Step updateTableClass on table .* 2 changes of the table class in 30 days/,
    );
    expect(tables.refusals).to.have.length(1);
  });
});
