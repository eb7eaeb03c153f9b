// Measures the embedded DynamoDB beside dynalite: how fast it is ready and emptied, what requests cost, and a large table.
// `npm run bench:testing`, and with `-- --write` the tables of the testing guide. It fails if a target is missed.
import { markdownTable, measuredHere, writeTable } from "./readme.js";
import { measureLargeTable } from "./testing/requests/large-table.js";
import { type Costs, measureEngines, measureServers } from "./testing/requests/measure.js";
import { KINDS } from "./testing/requests/requests.js";
import { MEASURED, measureStarts, PROCESSES } from "./testing/starts/measure.js";
import { NAMES } from "./testing/starts/way.js";

/** The maximum medians, in milliseconds. */
const MAX_MS = { firstStart: 150, starts: 150, resets: 5 };
/** How many times as many requests per second of CPU time as dynalite. */
const MIN_GAIN = { engine: 5, server: 1.5 };
/** A large table: its memory in bytes, and the time of a read as a ratio to that of a small one. */
const MAX_LARGE = { memory: 2 ** 30, read: 2 };
const LABELS = {
  firstStart: "ready, the first time in a process",
  starts: "ready, once more",
  resets: "two tables of 100 items emptied",
};
const missed: string[] = [];

async function startTable(): Promise<string> {
  const [ours, theirs] = await measureStarts();
  const rows = MEASURED.map((kind) => {
    const [own = Number.NaN, other = Number.NaN] = [ours?.[kind], theirs?.[kind]];
    if (!(own <= MAX_MS[kind]))
      missed.push(`${LABELS[kind]} within ${MAX_MS[kind]} ms, but it is ${own.toFixed(1)} ms`);
    return [LABELS[kind], `${own.toFixed(1)} ms`, `${(other / own).toFixed(2)} × that`];
  });
  return markdownTable([["", `\`${NAMES[0]}\``, NAMES[1]], ...rows]);
}

async function requestTable(): Promise<string> {
  const [engines, servers] = [await measureEngines(), await measureServers()];
  const rows = KINDS.map((kind) => [
    kind,
    ...cells(engines, kind, MIN_GAIN.engine, "without HTTP"),
    ...cells(servers, kind, MIN_GAIN.server, "through HTTP"),
  ]);
  return markdownTable([["", "without HTTP", "dynalite", "through HTTP", "dynalite"], ...rows]);
}

function cells(costs: Costs, kind: (typeof KINDS)[number], minGain: number, where: string): string[] {
  const [own = Number.NaN, other] = [costs.get("dynatwin")?.get(kind), costs.get("dynalite")?.get(kind)];
  if (other === undefined) return [`${own.toFixed(0)} µs`, "–"];
  const gain = other / own;
  if (!(gain >= minGain)) missed.push(`${kind} ${where}: ${minGain} × dynalite's, but it is ${gain.toFixed(2)} ×`);
  return [`${own.toFixed(0)} µs`, `${gain.toFixed(2)} × that`];
}

async function largeTableText(): Promise<string> {
  const { items, memory, reads } = await measureLargeTable();
  if (!(memory <= MAX_LARGE.memory)) missed.push(`a large table in 1 GB, but it needs ${memory} bytes`);
  for (const [kind, ratio] of reads)
    if (!(ratio <= MAX_LARGE.read))
      missed.push(`a ${kind} of a large table in 2 × the time, but it is ${ratio.toFixed(2)} ×`);
  const times = [...reads].map(([kind, ratio]) => `a ${kind} ${ratio.toFixed(2)} × the time`).join(" and ");
  return `A process with a table of ${items.toLocaleString("en")} such items needs ${(memory / 1e6).toFixed(0)} MB;\n${times} of one of 1,000.`;
}

const starts = [
  await startTable(),
  "",
  `Medians of ${PROCESSES} processes each. The second column is dynalite in the test's own process and thread, with tables`,
  "that are created by the SDK, and deleted and created again. Its code is loaded once, while each thread of dynatwin loads",
  "it again; but it cannot answer blocking calls.",
].join("\n");
const requests = [
  await requestTable(),
  "",
  "CPU time of a request on a table of 1,000 items of 200 bytes, each emulator in its own process: from the text of a",
  "request to that of its answer, and of an HTTP server with all of its threads, one request after the other, as tests",
  "send them: with many at a time, the cost of HTTP, which is the same for both, hides more of the difference. dynalite",
  "has no transactions.",
  await largeTableText(),
].join("\n");
const text = ["", starts, "", requests, "", measuredHere(), ""].join("\n");
console.log(text);
console.log(missed.length > 0 ? missed.map((each) => `MISSED: ${each}.`).join("\n") : "All targets were reached.");
if (process.argv.includes("--write")) writeTable("docs/guides/testing.md", "testing", text);
if (missed.length > 0) process.exitCode = 1;
