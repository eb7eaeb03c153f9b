import type { MatrixRecord } from "../../test/contexts/matrix.js";

/** The facts in the document beside the results. */
export interface RunFacts {
  readonly date: string;
  readonly platform: string;
  /** The versions of the tested packages. */
  readonly packages: Readonly<Record<string, string>>;
}

interface Column {
  readonly title: string;
  readonly suite: string;
  readonly engine: MatrixRecord["engine"];
}

const ENGINES = ["auto", "worker", "deasync"] as const;

/** The names of the suites; the second table is for servers that the calling thread runs itself. */
const ELSEWHERE: readonly Column[] = [
  ...ENGINES.map((engine) => ({ title: engine, suite: "blocking calls", engine })),
  ...ENGINES.map((engine) => ({
    title: `${engine}, deasync missing`,
    suite: "blocking calls without deasync",
    engine,
  })),
];
const OWN_THREAD: readonly Column[] = [
  { title: "dynalite", suite: "calls to dynalite on the calling thread", engine: "auto" },
  { title: "plain callbacks", suite: "calls to a server without promises on the calling thread", engine: "auto" },
  {
    title: "deasync missing",
    suite: "calls to a server on the calling thread without deasync",
    engine: "auto",
  },
];

const WORDS: Readonly<Record<string, string>> = {
  works: "✓",
  SyncUnavailableError: "unavailable",
  SyncTimeoutError: "timeout",
};

const INTRODUCTION = `# Where blocking calls work

Written by \`npm run test:matrix\`; \`npm test\` runs the same cases on the Node that it runs on.

Every cell is a client in a process that uses the built package in one context of a program; the engines of a context
share a process, one after the other. Each creates a table and waits, checks whether it exists, describes it, deletes it
and waits, and describes one that does not exist. Then the process must exit by itself; a process that does not exit is
killed, and the run fails.

- **✓** all five calls succeeded, and the error was of the SDK's own class with the caller's line in its stack.
- **unavailable** a \`SyncUnavailableError\` was thrown at once, with the reason and possible fixes, and nothing was sent.
- **timeout** a \`SyncTimeoutError\` was thrown after \`sync.timeoutSeconds\`, with the reason: the server is on the calling
  thread, and the promise jobs that it needs cannot run there.
`;

/** The document with the results of a run in which every test passed. */
export function documentOf(records: readonly MatrixRecord[], { date, platform, packages }: RunFacts): string {
  const versions = [...new Set(records.map(({ node }) => node))];
  const operations = records.reduce((sum, record) => sum + record.operations, 0);
  const names = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const facts = [
    `Last run: ${date} on ${platform}, with ${names.join(", ")}.`,
    `${records.length} cases, ${operations} blocking operations, 0 hangs.`,
  ];
  return [INTRODUCTION, ...facts, ...versions.map((version) => sectionOf(version, records))].join("\n").concat("\n");
}

function sectionOf(version: string, records: readonly MatrixRecord[]): string {
  const own = records.filter(({ node }) => node === version);
  return [
    `\n## Node ${version.replace(/^v/, "")}`,
    "\nThe server is elsewhere:\n",
    tableOf(ELSEWHERE, own),
    "\nThe calling thread serves the endpoint itself (engine `auto`):\n",
    tableOf(OWN_THREAD, own),
  ].join("\n");
}

function tableOf(columns: readonly Column[], records: readonly MatrixRecord[]): string {
  const contexts = [...new Set(records.map(({ context }) => context))];
  const cell = (context: string, { suite, engine }: Column) => {
    const record = records.find((one) => one.context === context && one.suite === suite && one.engine === engine);
    if (!record) throw new Error(`There is no result for ${context}, ${engine}, in "${suite}".`);
    return WORDS[record.outcome] ?? record.outcome;
  };
  return [
    row(["called from", ...columns.map(({ title }) => title)]),
    row(["---", ...columns.map(() => "---")]),
    ...contexts.map((context) => row([context, ...columns.map((column) => cell(context, column))])),
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
