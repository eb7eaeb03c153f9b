import { spawn } from "node:child_process";
import { once } from "node:events";

/** The tests that run on any DynamoDB. What they need beyond that is declared in the tests, with `needs`. */
const ALL = ["async", "sync", "model"];

/** The part that each `npm test` runs on dynalite: the blocking tests are generated from these. */
const PART = ["async", "model/expressions"];

/** Runs mocha with additional settings in the environment. Resolves to its exit code. */
export async function runTests(given: readonly string[], settings: NodeJS.ProcessEnv): Promise<number> {
  const isPart = given[0] === "part";
  const mochaArguments = isPart ? given.slice(1) : given;
  const tests = (isPart ? PART : ALL).map((folder) => `build/test/${folder}/**/*.test.js`);
  const options = ["--no-config", "--forbid-only", "--forbid-pending", "--fail-zero", "--timeout=30000"];
  const mocha = spawn(
    process.execPath,
    [
      "--enable-source-maps",
      "--env-file=scripts/node.env",
      "node_modules/mocha/bin/mocha.js",
      ...options,
      ...mochaArguments,
      ...tests,
    ],
    { stdio: "inherit", env: { ...process.env, ...settings } },
  );
  const [code] = await once(mocha, "exit");
  return typeof code === "number" ? code : 1;
}
