import { expect } from "chai";
import { formatPlan } from "../../../src/index.js";
import { Deadline } from "../../../src/procedure/deadline.js";
import { createTable } from "../../../src/table/create/create-table.js";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import type { CreateTableOptions } from "../../../src/table/definition/options.js";
import { planTableOptions } from "../../../src/table/update/options.js";
import { planTable } from "../../../src/table/update/plan-table.js";
import { readChanges } from "../../../src/table/update/read-changes.js";
import { SimulatedTables } from "../../support/simulated-tables.js";

const partitionKey = ["pk", "S"] as const;

function written(options: object, before?: CreateTableOptions): string {
  const tables = new SimulatedTables();
  if (before) tables.run(createTable(tables.context, readCreateTable("users", { ...before, wait: true })));
  tables.advance(60);
  const read = readChanges("users", options, planTableOptions);
  const deadline = new Deadline(60_000, () => tables.context.now());
  return formatPlan(tables.run(planTable(tables.context, "users", read, deadline)));
}

describe("formatPlan", () => {
  it("writes what is added, changed and removed, with reasons, times and what is destroyed", () => {
    const before = {
      partitionKey,
      globalSecondaryIndexes: [{ indexName: "by-old", partitionKey: ["old", "S"], projection: ["a", "b"] }],
      tags: { team: "a" },
    } as const;
    const changes = {
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      globalSecondaryIndexes: [{ indexName: "by-new", partitionKey: ["status", "S"], sortKey: ["at", "N"] }],
      dropIndexes: ["by-old"],
    };
    expect(written(changes, before).split("\n")).to.deep.equal([
      'Table "users": 3 steps.',
      "  − delete index, index by-old: partitionKey old (S), projection a, b, warmThroughput read 12000, write 4000",
      "      The index is to be removed. Usually takes 3 s to 5 s; waits for: index by-old gone.",
      '      Destroys index by-old: queries on it fail. Allow it with allowDestroy: ["index by-old"].',
      "  ~ update table class: STANDARD → STANDARD_INFREQUENT_ACCESS",
      "      The table class is STANDARD, and STANDARD_INFREQUENT_ACCESS is defined. Usually takes 4 s to 6 s; waits for: table ACTIVE.",
      "      DynamoDB accepts 2 changes of the table class in 30 days.",
      "  + add index, index by-new: partitionKey status (S), sortKey at (N), projection ALL",
      "      The table has no such index. Usually takes 8 min to 18 min; waits for: index by-new ACTIVE.",
      "  Kept, as the definition does not mention it: tag team.",
    ]);
  });

  it("says that a table is as defined, and that one is not there", () => {
    expect(written({ partitionKey }, { partitionKey })).to.equal('Table "users" is as defined.');
    expect(written({ partitionKey }).split("\n")).to.deep.equal([
      'Table "users" is not there: 1 step.',
      "  + create table: partitionKey pk (S), billingMode PAY_PER_REQUEST",
      "      The table is not there. Usually takes 2 s to 7 s; waits for: table ACTIVE.",
    ]);
  });

  it("shortens long values, and says how long another attribute of time to live takes", () => {
    const Statement = Array.from({ length: 20 }, (_, place) => ({ Sid: `statement-${place}`, Effect: "Allow" }));
    const text = written(
      { resourcePolicy: { Statement }, timeToLive: "until" },
      { partitionKey, timeToLive: "expires" },
    );
    for (const line of text.split("\n")) expect(line.length).to.be.at.most(160);
    expect(text).to.include("Waits 31 min after that.");
  });

  it("writes the indexes and the capacity of a table that is not there", () => {
    const definition = {
      partitionKey,
      sortKey: ["sk", "N"],
      billingMode: "PROVISIONED",
      readCapacity: 3,
      globalSecondaryIndexes: [{ indexName: "by-status", partitionKey: ["status", "S"] }],
    };
    expect(written(definition)).to.include(
      "+ create table: partitionKey pk (S), sortKey sk (N), billingMode PROVISIONED, capacity read 3, write 5, index by-status\n",
    );
  });

  it("writes switches as on and off, and one time where both are the same", () => {
    const text = written({ deletionProtection: true, tags: { team: "a" } }, { partitionKey });
    expect(text).to.include("~ update deletion protection: off → on\n");
    expect(text).to.include("Usually takes 2 s; waits for: tags visible.");
  });
});
