// The same shop in one table with dynatwin and with other libraries: `npm run bench:one-table`, with `-- --rounds 10` fewer
// rounds, and with `-- --write` the table in the README of bench/. It fails if a target is missed.
import { parseArgs } from "node:util";
import { measureProjects } from "./items/type-check.js";
import { measureShops, ROUNDS } from "./one-table/measure.js";
import { projects } from "./one-table/projects.js";
import { MODELS, missedTargets, report, spread } from "./one-table/report.js";
import { writeTable } from "./readme.js";

const { values } = parseArgs({ options: { rounds: { type: "string" }, write: { type: "boolean" } } });

const costs = await measureShops(Number(values.rounds ?? ROUNDS));
const typeChecks = measureProjects("type-check-one-table", projects(MODELS));
const results = { costs, typeChecks };
const text = report(results);
const missed = missedTargets(results);
console.log(spread(results));
console.log(text);
console.log(missed.length > 0 ? missed.join("\n") : "All targets are met.");
if (values.write) writeTable("bench/README.md", "one-table", text);
if (missed.length > 0) process.exitCode = 1;
