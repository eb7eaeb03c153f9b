// Checks that package-lock.json has the optional packages of every platform: npm omits those of other platforms when it
// writes the file beside an installed node_modules, and `npm ci` then fails.
import { readFileSync } from "node:fs";
import { type Lock, missingPackages } from "./check-lock/missing.js";

const lock: Lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const missing = missingPackages(lock);
for (const text of missing) console.error(`package-lock.json: ${text}, is missing.`);
if (missing.length > 0) {
  console.error("\nCreate it again: rm -rf node_modules package-lock.json && npm install --package-lock-only");
  process.exitCode = 1;
}
