import { generate } from "./generate-sync/generate.js";
import { compare, handWrittenFiles, write } from "./generate-sync/outputs.js";
import { sourceRules, testRules } from "./generate-sync/rules.js";

/**
 * Writes the table methods of models: `src/async/client` → `src/async/generated`; and the blocking twins: `src/async` →
 * `src/sync`, `src/testing/async` → `src/testing/sync`, `test/async` → `test/sync`. With `--check` it writes nothing, and fails if the files on disk differ from
 * what it would write.
 */
function main(args: readonly string[]): number {
  const isCheck = args.includes("--check");
  const unknown = args.filter((arg) => arg !== "--check");
  if (unknown.length > 0) return fail([`Unknown argument ${unknown.join(" ")}. Usage: generate-sync [--check]`]);

  const root = process.cwd();
  const { outputs, failures } = generate(root, { source: sourceRules, test: testRules });
  if (failures.length > 0) return fail(failures);
  const problems = [...handWrittenFiles(root, outputs), ...(isCheck ? compare(root, outputs) : [])];
  if (problems.length > 0) return fail(problems);
  for (const line of isCheck ? [] : write(root, outputs)) console.log(line);
  return 0;
}

function fail(problems: readonly string[]): number {
  for (const problem of problems) console.error(problem);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
