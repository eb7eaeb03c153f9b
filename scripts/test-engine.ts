import { serveDynalite } from "./test-engine/dynalite.js";
import { runTests } from "./test-engine/run.js";

/**
 * Runs the tests of the client and of the models on another DynamoDB than our emulator: `dynalite`, which this process
 * starts, or `endpoint`, the one at DYNATWIN_TEST_ENDPOINT. `part` as the second argument runs the part that `npm test`
 * runs. Other arguments are those of mocha.
 */
async function main([engine, ...mochaArguments]: readonly string[]): Promise<number> {
  if (engine === "dynalite") {
    const { settings, close } = await serveDynalite();
    try {
      return await runTests(mochaArguments, settings);
    } finally {
      close();
    }
  }
  if (engine !== "endpoint") throw new Error("Usage: test-engine (dynalite | endpoint) [part] [arguments of mocha]");
  if (!process.env["DYNATWIN_TEST_ENDPOINT"])
    throw new Error("Set DYNATWIN_TEST_ENDPOINT, for example http://127.0.0.1:8000.");
  return await runTests(mochaArguments, {});
}

process.exitCode = await main(process.argv.slice(2));
