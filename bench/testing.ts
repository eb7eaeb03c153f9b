// Measures how fast an embedded DynamoDB is ready, and emptied: `npm run bench:testing`, and with `-- --write` the
// table of the testing guide. It fails if a target is missed.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { markdownTable, measuredHere, writeTable } from "./readme.js";
import { median } from "./statistics.js";
import { NAMES, type Name, type Times } from "./testing/way.js";

const PROCESSES = 9;
/** The maximum medians, in milliseconds. */
const TARGETS = { firstStart: 150, starts: 150, resets: 5 };
const LABELS = {
  firstStart: "ready, the first time in a process",
  starts: "ready, once more",
  resets: "two tables of 100 items emptied",
};
const KINDS = ["firstStart", "starts", "resets"] as const;

async function measure(name: Name): Promise<Times> {
  const child = fork(fileURLToPath(new URL("./testing/caller.js", import.meta.url)), [name]);
  const [times] = (await once(child, "message")) as [Times]; // the only message it sends
  return times;
}

/** Alternately, so that other load affects both equally. */
async function measureAll(): Promise<Map<Name, Times[]>> {
  const all = new Map<Name, Times[]>(NAMES.map((name) => [name, []]));
  for (const name of NAMES) await measure(name); // so that the files are in the system's cache
  for (let round = 0; round < PROCESSES; round++) {
    for (const name of NAMES) all.get(name)?.push(await measure(name));
  }
  return all;
}

function medianOf(times: readonly Times[], kind: (typeof KINDS)[number]): number {
  return median(times.flatMap((each) => each[kind]));
}

const all = await measureAll();
const [ours, theirs] = NAMES.map((name) => all.get(name) ?? []) as [Times[], Times[]];
const rows = KINDS.map((kind) => {
  const [own, other] = [medianOf(ours, kind), medianOf(theirs, kind)];
  return { kind, own, other, cells: [LABELS[kind], `${own.toFixed(1)} ms`, `${(other / own).toFixed(2)} × that`] };
});
const table = [
  "",
  markdownTable([["", `\`${NAMES[0]}\``, NAMES[1]], ...rows.map(({ cells }) => cells)]),
  "",
  `Medians of ${PROCESSES} processes each. The second column is dynalite in the test's own process and thread, with tables`,
  "that are created by the SDK, and deleted and created again. Its code is loaded once, while each thread of dynatwin loads",
  "it again; but it cannot answer blocking calls.",
  "",
  measuredHere(),
  "",
].join("\n");
console.log(table);

const missed = rows.filter(({ kind, own }) => !(own <= TARGETS[kind]));
for (const { kind, own } of missed) {
  console.log(`MISSED: ${LABELS[kind]} within ${TARGETS[kind]} ms, but it is ${own.toFixed(1)} ms.`);
}
if (missed.length === 0) console.log("All targets were reached.");
if (process.argv.includes("--write")) writeTable("docs/guides/testing.md", "testing", table);
if (missed.length > 0) process.exitCode = 1;
