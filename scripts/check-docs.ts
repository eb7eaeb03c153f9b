// Checks the documentation; `--fix` updates what repeats a file or is generated. See scripts/README.md.
import { checkDocs, fixDocs } from "./check-docs/check.js";

if (process.argv.includes("--fix")) {
  for (const file of fixDocs(process.cwd())) console.log(`${file}: renewed`);
}
const problems = checkDocs(process.cwd());
for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
if (problems.length > 0) {
  console.error(`\n${problems.length} ${problems.length === 1 ? "problem" : "problems"} in the documentation.`);
  process.exitCode = 1;
}
