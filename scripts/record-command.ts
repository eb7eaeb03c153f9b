// Records what `plan` and `apply` look like on a terminal: `npm run record` writes docs/plan-and-apply.md from a real run
// against the emulator. See scripts/README.md.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { syncMockDynamoDB } from "../src/testing/index.js";
import { type Frame, recordTerminal } from "./record-command/terminal.js";

const FILE = "docs/plan-and-apply.md";
const FOLDER = resolve("build/recording");
/** Index changes take seconds instead of a quarter of an hour. */
const LATENCY = 0.01;
/** Between the pictures of lines that move. */
const SECONDS_BETWEEN = 2;

function models(indexes: string): string {
  return `import { attr, defineModel } from "dynatwin";

export class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), email: attr.string(), status: attr.string(), seenAt: attr.date() },
  globalSecondaryIndexes: { ${indexes} },
}) {}

export class Order extends defineModel({
  table: "orders",
  attributes: { id: attr.string().partitionKey(), placedAt: attr.date().sortKey() },
}) {}
`;
}

const BEFORE = models(`bySeenAt: { indexName: "by-seen", partitionKey: "status", sortKey: "seenAt" }`);
const AFTER = models(`byEmail: { indexName: "by-email", partitionKey: "email" }`);

const QUESTION = "Type users to go on:";

/** Pictures of what follows the answer of the person, with some time between them, and the last one. */
function picked(all: readonly Frame[]): Frame[] {
  const answered = all.map(({ seconds, text }) => {
    const [, after = ""] = text.split(QUESTION);
    return { seconds, text: after.split("\n").slice(1).join("\n") };
  });
  const frames = answered.filter(({ text }) => text !== "");
  const chosen: Frame[] = [];
  for (const frame of frames) {
    const before = chosen.at(-1);
    if (before === undefined || frame.seconds - before.seconds >= SECONDS_BETWEEN) chosen.push(frame);
  }
  const last = frames.at(-1);
  return last === undefined || chosen.includes(last) ? chosen : [...chosen, last];
}

/** The question, and what it is about, as the person answers it. */
function questionIn(frames: readonly Frame[]): string {
  const asked = frames.findLast(({ text }) => text.includes(QUESTION));
  return (asked?.text.split("\n") ?? [])
    .filter((line) => line.startsWith("This destroys") || line.startsWith(QUESTION))
    .join("\n");
}

function picture(title: string, text: string): string {
  return [title, "", "```text", text, "```"].join("\n");
}

using db = syncMockDynamoDB({ latency: LATENCY });
const env = { AWS_ENDPOINT_URL_DYNAMODB: db.endpoint, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const run = (line: string, answer?: { when: string; type: string }) =>
  recordTerminal(`"${process.execPath}" "${resolve("dist/cli.js")}" ${line}`, {
    cwd: FOLDER,
    env,
    ...(answer && { answer }),
  });

writeFileSync(join(FOLDER, "dynatwin.config.json"), JSON.stringify({ models: "./models.ts" }));
writeFileSync(join(FOLDER, "models.ts"), BEFORE);
await run("ensure users");
writeFileSync(join(FOLDER, "models.ts"), AFTER);
const plan = await run("plan --prune");
const apply = await run("apply --prune", { when: QUESTION, type: "users" });

const sections = [
  `# What \`plan\` and \`apply\` look like

A recording of the terminal, made by \`npm run record\` from a run against the emulator, on which the changes of a table take a
hundredth of their time. A model lost an index and got another one, and a second model is new.`,
  picture("```sh\nnpx dynatwin plan --prune\n```", plan.at(-1)?.text ?? ""),
  picture("```sh\nnpx dynatwin apply --prune\n```\n\nIt prints the plan again, and asks:", questionIn(apply)),
  ...picked(apply).map(({ seconds, text }) => picture(`After ${Math.round(seconds)} s:`, text)),
];
writeFileSync(FILE, `${sections.join("\n\n")}\n`);
console.log(`${FILE} is written.`);
