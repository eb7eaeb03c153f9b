import { expect } from "chai";
import fc from "fast-check";
import { definitionOf } from "../../../src/table/copy/definition-of.js";
import { createTable } from "../../../src/table/create/create-table.js";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import type { CreateTableOptions } from "../../../src/table/definition/options.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import { definitions } from "../../support/definitions.js";
import { SimulatedTables } from "../../support/simulated-tables.js";

const RUNS = 300;

/** Creates a table in a new account, and returns its description. */
function created(tableName: string, options: CreateTableOptions) {
  const tables = new SimulatedTables(REALISTIC);
  return tables.run(createTable(tables.context, readCreateTable(tableName, { ...options, wait: true })));
}

describe("the definition of a table that exists", function () {
  this.timeout(60_000);

  it(`creates the same table again, in ${RUNS} runs`, () => {
    const isSame = fc.property(definitions(), ({ tableName, options }) => {
      const { input: _, warmThroughput: __, ...given } = options;
      const again = definitionOf({ description: created(tableName, given) });
      expect(definitionOf({ description: created(tableName, again) })).to.deep.equal(again);
    });
    fc.assert(isSame, { seed: 20_120_810, numRuns: RUNS });
  });
});
