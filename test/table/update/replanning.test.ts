import { expect } from "chai";
import type { Call } from "../../../src/dynamodb/operations.js";
import { DestructiveChangeError, DynatwinError, PlanOutdatedError, TableDefinitionError } from "../../../src/index.js";
import { Deadline } from "../../../src/procedure/deadline.js";
import { createTable } from "../../../src/table/create/create-table.js";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import { applyPlan } from "../../../src/table/update/apply-plan.js";
import { planTableOptions, type UpdateTableOptions, updateTableOptions } from "../../../src/table/update/options.js";
import { planTable } from "../../../src/table/update/plan-table.js";
import { readChanges } from "../../../src/table/update/read-changes.js";
import { changeOf, changeTable } from "../../../src/table/update/update-table.js";
import { SimulatedTables } from "../../support/simulated-tables.js";
import { attributes, definition, index, key } from "../../support/table-requests.js";

const TableName = "users";
const byStatus = { indexName: "by-status", partitionKey: ["status", "S"] } as const;
const tags = { team: "a" };
const wait = { timeoutSeconds: 5_000 };

function created(options: object = {}): SimulatedTables {
  const tables = new SimulatedTables();
  tables.run(
    createTable(tables.context, readCreateTable(TableName, { partitionKey: ["pk", "S"], wait: true, ...options })),
  );
  tables.advance(3_600);
  tables.clear();
  return tables;
}

/** The error of a change while another program sends a request of its own right before the first one of the operation. */
function failureOf(tables: SimulatedTables, changes: UpdateTableOptions, operation: string, other: object): Error {
  const read = readChanges(TableName, changes, updateTableOptions);
  const change = changeTable(tables.context, changeOf(tables.context, TableName, read, read.options));
  let isSent = false;
  const beforeRequest = (call: Call) => {
    if (isSent || call.operation !== operation) return;
    isSent = true;
    tables.send(operation, { TableName, ...other });
  };
  try {
    tables.run(change, { beforeRequest });
  } catch (error) {
    return error as Error;
  }
  throw new Error("expected an error, but there was none");
}

describe("a change that is planned again because of another program", () => {
  it("says how many steps it has made, where it would destroy something now", () => {
    const other = {
      AttributeDefinitions: attributes("other"),
      GlobalSecondaryIndexUpdates: [{ Create: index("by-status", key("other")) }],
    };
    const changes = { globalSecondaryIndexes: [byStatus], wait };
    const error = failureOf(created(), { tags, ...changes }, "UpdateTable", other);
    expect(error).to.be.instanceOf(DestructiveChangeError);
    expect(error.message).to.match(
      /^The change of table "users" would destroy something, and 1 step was made before\.\n/,
    );
    const first = failureOf(created(), changes, "UpdateTable", other);
    expect(first.message).to.include("would destroy something, and no step was made.\n");
  });

  it("says it where the definition does not fit the table any more", () => {
    const capacity = { billingMode: "PROVISIONED", readCapacity: 9, writeCapacity: 9 };
    const changes = { tags, readCapacity: 10, wait };
    const error = failureOf(created(capacity), changes, "UpdateTable", { BillingMode: "PAY_PER_REQUEST" });
    expect(error).to.be.instanceOf(TableDefinitionError);
    expect(error.message).to.match(/^Table "users": 1 problem, 1 step was made before\.\n {2}- readCapacity: /);
  });

  it("says it where DynamoDB does not accept a step before a time", () => {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "until" };
    const error = failureOf(created(), { tags, timeToLive: "expires" }, "UpdateTimeToLive", {
      TimeToLiveSpecification,
    });
    expect(error).to.be.instanceOf(DynatwinError);
    expect(error.message).to.match(
      /accepts the step enableTimeToLive on time to live not before \S+, and 1 step was made before\. /,
    );
  });
});

describe("a change without a time of the caller's", () => {
  it("has time for the change of another program that began during the call", () => {
    const tables = created({ billingMode: "PROVISIONED", readCapacity: 9, writeCapacity: 9 });
    const read = readChanges(TableName, { tableClass: "STANDARD_INFREQUENT_ACCESS", wait: true }, updateTableOptions);
    const change = changeTable(tables.context, changeOf(tables.context, TableName, read, read.options));
    const beforeRequest = ({ operation }: Call) => {
      // It takes 150 s, and the call has 120 s.
      if (operation === "UpdateTable" && tables.writes.length === 0)
        tables.send("UpdateTable", { TableName, BillingMode: "PAY_PER_REQUEST" });
    };
    const { table } = tables.run(change, { beforeRequest });
    expect(table.TableClassSummary?.TableClass).to.equal("STANDARD_INFREQUENT_ACCESS");
  });
});

describe("a plan for a table that is not there", () => {
  it("does not say that nothing was sent, where DynamoDB refused to create the table", () => {
    const tables = new SimulatedTables();
    const read = readChanges(TableName, { partitionKey: ["pk", "S"] }, planTableOptions);
    const plan = tables.run(planTable(tables.context, TableName, read, new Deadline(60_000, tables.context.now)));
    const application = changeOf(tables.context, TableName, { wanted: {}, removals: {} }, { wait: true });
    const beforeRequest = ({ operation }: Call) => {
      if (operation === "CreateTable") tables.send("CreateTable", definition(TableName));
    };
    expect(() => tables.run(applyPlan(tables.context, plan, application), { beforeRequest })).to.throw(
      PlanOutdatedError,
      /is outdated, and no step was made: the table has changed/,
    );
  });
});
