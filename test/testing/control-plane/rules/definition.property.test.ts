import { expect } from "chai";
import fc from "fast-check";
import { readCreateTable } from "../../../../src/table/create/create-table-call.js";
import { definitions } from "../../../support/definitions.js";
import { Emulated } from "../../../support/emulated.js";

const SEED = 20_120_810;
const RUNS = 150;

describe("random table definitions that the rules here let through", function () {
  this.timeout(60_000);
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start({ latency: "instant" });
  });

  after(() => emulated.close());

  for (const [what, widest] of [
    ["with keys of one attribute", 1],
    ["with keys of up to four attributes on a side", 4],
  ] as const) {
    it(`are tables of the emulator, ${what}, ${RUNS} of them`, async () => {
      const isMade = fc.asyncProperty(definitions(widest), async ({ tableName, options }) => {
        const { input, settingsAfterCreation: settings } = readCreateTable(tableName, {
          ...options,
          deletionProtection: false,
        });
        const requests = {
          CreateTable: input,
          UpdateTimeToLive: settings?.timeToLive,
          UpdateContinuousBackups: settings?.pointInTimeRecovery,
          UpdateContributorInsights: settings?.contributorInsights,
          DeleteTable: { TableName: tableName },
        };
        for (const [operation, request] of Object.entries(requests)) {
          const { error, message } = request ? await emulated.dynamodb.send(operation, request) : {};
          expect({ operation, error, message }).to.deep.equal({
            operation,
            error: undefined,
            message: request ? "" : undefined,
          });
        }
      });
      await fc.assert(isMade, { seed: SEED, numRuns: RUNS });
    });
  }
});
