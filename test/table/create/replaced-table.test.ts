import { expect } from "chai";
import type { Call } from "../../../src/dynamodb/operations.js";
import { WaitFailedError } from "../../../src/index.js";
import { createTable } from "../../../src/table/create/create-table.js";
import { createTableCall, readCreateTable } from "../../../src/table/create/create-table-call.js";
import { ensureTable } from "../../../src/table/ensure/ensure-table.js";
import { ensureTableOptions } from "../../../src/table/update/options.js";
import { readChanges } from "../../../src/table/update/read-changes.js";
import { changeOf } from "../../../src/table/update/update-table.js";
import { SimulatedTables } from "../../support/simulated-tables.js";
import { definition } from "../../support/table-requests.js";

const TableName = "users";
const options = { partitionKey: ["pk", "S"], timeToLive: "expires", wait: { timeoutSeconds: 600 } } as const;

/** Deletes the table and creates another one, like another program, right before a request. */
function replacing(tables: SimulatedTables, place: number, onReplaced: () => void = () => {}) {
  return (_: Call, at: number) => {
    if (at !== place) return;
    tables.advance(60);
    tables.send("DeleteTable", { TableName });
    tables.advance(60);
    tables.send("CreateTable", definition(TableName));
    onReplaced();
  };
}

describe("a table that another program replaces while its creation is waited for", () => {
  it("is noticed: the call fails, and its settings are not those of the other table", () => {
    // After CreateTable, the calls describe the table until it is ACTIVE, set time to live, and describe it.
    for (const [place, settings] of [
      [1, false],
      [2, false],
      [-1, true],
    ] as const) {
      const whole = new SimulatedTables();
      whole.run(createTable(whole.context, readCreateTable(TableName, options)));
      const tables = new SimulatedTables();
      const beforeRequest = replacing(tables, place < 0 ? whole.calls.length - 1 : place);
      const creation = createTable(tables.context, readCreateTable(TableName, options));
      expect(() => tables.run(creation, { beforeRequest }), `${place}`)
        .to.throw(WaitFailedError)
        .with.property("message")
        .that.matches(/^Table "users" is not the one that was created .* Another program deleted that one/);
      expect(tables.writes.map(({ operation }) => operation)).to.deep.equal([
        "CreateTable",
        ...(settings ? ["UpdateTimeToLive"] : []),
      ]);
    }
  });

  it("is looked at again by ensureTable, which ends in what is defined", () => {
    for (let place = 2, wasReplaced = true; wasReplaced; place++) {
      wasReplaced = false;
      const tables = new SimulatedTables();
      const read = readChanges(TableName, options, ensureTableOptions, (given) => given);
      const change = changeOf(tables.context, TableName, read, read.options);
      const creation = createTableCall(TableName, read.request);
      const ensured = ensureTable(tables.context, { ...change, creation, ifDifferent: "error" });
      const beforeRequest = replacing(tables, place, () => {
        wasReplaced = true;
      });
      const { outcome } = tables.run(ensured, { beforeRequest });
      const { TimeToLiveDescription } = tables.send("DescribeTimeToLive", { TableName });
      expect(TimeToLiveDescription).to.have.property("AttributeName", "expires");
      expect(outcome).to.equal(wasReplaced ? "updated" : "created");
    }
  });
});
