import { expect } from "chai";
import fc from "fast-check";
import { TableDefinitionError } from "../../../src/errors.js";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import { createTableRequest } from "../../../src/table/definition/create-table-request.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { type Definition, definitions } from "../../support/definitions.js";
import type { Mutated } from "../../support/mutations.js";
import { optionMutations } from "../../support/option-mutations.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";
import { requestMutations } from "../../support/request-mutations.js";

/** The same definitions on every run; a failure prints the seed with the path to its counterexample. */
const SEED = 20_120_810;
const RUNS = 2_000;
const RUNS_A_MUTATION = 12;

function refusal({ tableName, options }: Definition): TableDefinitionError | undefined {
  try {
    readCreateTable(tableName, options);
    return undefined;
  } catch (error) {
    if (error instanceof TableDefinitionError) return error;
    throw error;
  }
}

describe("random table definitions", function () {
  this.timeout(60_000);
  let server: MockDynamoDB;
  let dynamodb: RawDynamoDB;

  before(() => {
    server = syncMockDynamoDB();
    dynamodb = new RawDynamoDB(server.endpoint);
  });

  after(() => {
    dynamodb.destroy();
    server.syncClose();
  });

  it(`satisfy the library's rules and DynamoDB's, ${RUNS} of them`, async () => {
    const passes = fc.asyncProperty(definitions(), async ({ tableName, options }) => {
      // A protected table could not be deleted again.
      const input = { ...readCreateTable(tableName, options).input, DeletionProtectionEnabled: false };
      expect(await dynamodb.tryTable(input)).to.include({ error: undefined, message: "" });
    });
    await fc.assert(passes, { seed: SEED, numRuns: RUNS });
  });

  it("satisfy the library's rules with keys of several attributes", () => {
    const passes = fc.property(definitions(4), ({ tableName, options }) => {
      expect(readCreateTable(tableName, options).input.KeySchema?.[0]?.AttributeName).to.equal(options.partitionKey[0]);
    });
    fc.assert(passes, { seed: SEED, numRuns: RUNS });
  });

  it("have mutations of distinct kinds", () => {
    const kinds = [...optionMutations, ...requestMutations].map(({ kind }) => kind);
    expect(kinds).to.deep.equal([...new Set(kinds)]);
  });

  for (const { kind, apply } of [...optionMutations, ...requestMutations]) {
    it(`are rejected by the library if DynamoDB rejects them: ${kind}`, async () => {
      let refused = 0;
      const isRefusedHere = fc.asyncProperty(definitions(), fc.nat(), async (definition, choice) => {
        const mutated = apply(definition, (below) => choice % below);
        fc.pre(mutated !== undefined);
        if (await isRefusedByDynamoDB(dynamodb, mutated)) {
          refused++;
          const paths = refusal(mutated)?.issues.map(({ path }) => path) ?? [];
          expect(paths, `no issue at ${mutated.at}`).to.satisfy(() =>
            paths.some((path) => path.startsWith(mutated.at)),
          );
        }
      });
      await fc.assert(isRefusedHere, { seed: SEED, numRuns: RUNS_A_MUTATION, maxSkipsPerRun: 1_000 });
      expect(refused, "how often DynamoDB refused it").to.be.above(0);
    });
  }
});

/** Asks with the request that the definition stands for, past all checks of this library. */
async function isRefusedByDynamoDB(dynamodb: RawDynamoDB, { tableName, options }: Mutated): Promise<boolean> {
  const { error } = await dynamodb.tryTable(createTableRequest(tableName, options).input);
  expect(error).to.be.oneOf([undefined, "ValidationException"]);
  return error !== undefined;
}
