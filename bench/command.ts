// Measures how fast the command answers what needs no request, as whole processes beside an empty one of Node:
// `npm run bench:command`, and with `-- --write` the table of bench/README.md. It fails if a target is missed.
import { spawnSync } from "node:child_process";
import { markdownTable, measuredHere, writeTable } from "./readme.js";
import { median } from "./statistics.js";

/** How many times as long as `node -e 0`. */
const MAX_RATIO = 1.5;
const RUNS = 41;

const EMPTY = ["-e", "0"];
const WAYS = [
  ["--help"],
  ["--version"],
  ["plan", "--help"],
  ["emulator", "--help"],
  ["emulatro"],
  ["plan", "--regoin", "eu-west-1"],
] as const;

/** The milliseconds of a process from its start to its end. */
function timeOf(args: readonly string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: "ignore" });
  return performance.now() - start;
}

/** How long each way takes as a multiple of an empty process: the median of pairs, one after the other. */
const rows = WAYS.map((args) => {
  const ratios: number[] = [];
  for (let run = -2; run < RUNS; run++) {
    const [own, empty] = [timeOf(["dist/cli.js", ...args]), timeOf(EMPTY)];
    if (run >= 0) ratios.push(own / empty);
  }
  return { name: `dynatwin ${args.join(" ")}`, ratio: median(ratios) };
});

const table = markdownTable([
  ["", "of `node -e 0`"],
  ...rows.map(({ name, ratio }) => [`\`${name}\``, `${ratio.toFixed(2)} ×`]),
]);
const text = ["", table, "", measuredHere(), ""].join("\n");
console.log(text);
const missed = rows.filter(({ ratio }) => !(ratio <= MAX_RATIO));
for (const { name, ratio } of missed)
  console.log(`MISSED: ${name} within ${MAX_RATIO} ×, but it is ${ratio.toFixed(2)} ×.`);
if (missed.length === 0) console.log("All targets were reached.");
if (process.argv.includes("--write")) writeTable("bench/README.md", "command", text);
if (missed.length > 0) process.exitCode = 1;
