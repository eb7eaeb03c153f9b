import { expect } from "chai";
import fc from "fast-check";
import {
  fromCloudFormation,
  fromTerraform,
  toCloudFormation,
  toTerraform,
  type Unsupported,
} from "../../src/iac/index.js";
import type { CreateTableOptions } from "../../src/table/definition/options.js";
import { CloudFormationSchema } from "./cloudformation-schema.js";
import { type RandomTable, randomTables } from "./random-tables.js";
import { expectSameTable, without } from "./same-table.js";
import { problemsOfTerraform } from "./terraform-schema.js";

const TABLES = 1_000;

describe(`the exports of ${TABLES} random tables`, function () {
  this.timeout(60_000);
  let tables: readonly RandomTable[];

  const onUnsupported = (part: Unsupported) => expect.fail(`${part.path}: ${part.reason}`);

  before(() => {
    tables = fc.sample(randomTables(), { seed: 20_260_805, numRuns: TABLES });
  });

  it("have what the definitions have: replicas, vector indexes, keys of several attributes", () => {
    const count = (has: (definition: CreateTableOptions) => unknown) =>
      tables.filter(([, definition]) => has(definition)).length;
    expect(count(({ replicas }) => replicas)).to.be.above(100);
    expect(count(({ consistency }) => consistency === "STRONG")).to.be.above(10);
    expect(count(({ witness }) => witness)).to.be.above(10);
    expect(count(({ vectorIndexes }) => vectorIndexes)).to.be.above(100);
    expect(count(({ globalSecondaryIndexes = [] }) => globalSecondaryIndexes.length > 2)).to.be.above(100);
    expect(count(({ localSecondaryIndexes }) => localSecondaryIndexes)).to.be.above(100);
  });

  it("are valid by CloudFormation's schema, and give the same table back", async () => {
    const schema = await CloudFormationSchema.load();
    for (const table of tables) {
      const { template } = toCloudFormation(table);
      for (const resource of Object.values(template.Resources)) expect(schema.problemsOf(resource)).to.deep.equal([]);
      const [imported] = fromCloudFormation(JSON.stringify(template), { onUnsupported });
      expect(imported?.[0]).to.equal(table[0]);
      expectSameTable(imported?.[1], table[1]);
    }
  });

  it("are valid by the schema of Terraform's provider, and give the same table back but for what it cannot say", () => {
    for (const table of tables) {
      const { document, unsupported } = toTerraform(table);
      expect(problemsOfTerraform(document)).to.deep.equal([]);
      const [imported] = fromTerraform(JSON.stringify(document), { onUnsupported });
      expect(imported?.[0]).to.equal(table[0]);
      const paths = unsupported.map(({ path }) => path);
      expectSameTable(imported?.[1], without(table[1], paths));
    }
  });
});
