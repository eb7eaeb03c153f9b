// Checks that the tag of a release, its only argument, names the version of package.json, and that CHANGELOG.md has a
// section for it.
import { readFileSync } from "node:fs";
import { releaseProblems } from "./check-release/problems.js";

const [tag = ""] = process.argv.slice(2);
const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
const problems = releaseProblems(tag, version, readFileSync("CHANGELOG.md", "utf8"));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
