import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context, Engine } from "./contexts.js";

const FIXTURES = join(process.cwd(), "test", "contexts", "fixtures");
const MOCHA = join(process.cwd(), "node_modules", "mocha", "bin", "mocha.js");

/** Much longer than a child needs on a busy machine. */
const LIMIT_MS = 30_000;

/** The Node executable of the children: this one, or another one set by scripts/test-matrix.ts. */
const NODE = process.env["MATRIX_NODE"] ?? process.execPath;
export const nodeVersion = execFileSync(NODE, ["--version"]).toString().trim();

/**
 * deasync has no binary for some platforms and versions of Node; if it cannot be loaded, its engine must throw an error
 * that says so.
 */
export const canLoadDeasync = spawnSync(NODE, ["--eval", 'require("deasync")']).status === 0;

/** The settings of a child, read by fixtures/operations.cjs. */
export interface CaseSettings {
  readonly engines: readonly Engine[];
  readonly timeoutSeconds: number;
  readonly config: object;
  /** The server that the child runs itself, on the blocking thread. */
  readonly serve?: "dynalite" | "callbacks";
}

/** The outcome of one operation of a child. */
export interface OutcomeError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  /** An instance of the SDK's own ResourceNotFoundException, as the child imported it. */
  readonly isOfSdk: boolean;
  readonly isOurs: boolean;
}
export type Outcome =
  | { readonly value: unknown; readonly error?: undefined }
  | { readonly error: OutcomeError; readonly value?: undefined };
export type Outcomes = Readonly<Record<"create" | "exists" | "describe" | "delete" | "error", Outcome>>;

/** The report on one engine, of a child that exited by itself. */
export interface CaseReport {
  readonly table: string;
  /** Fewer than five if the child is its own server and the first ones failed. */
  readonly outcomes: Partial<Outcomes>;
  /** How many requests the child's own server received. */
  readonly requests?: number;
  readonly seconds: number;
}

let lastTable = 0;

/** The lines of a child together. */
type ChildReport = Readonly<Partial<Record<Engine, CaseReport["outcomes"]>>> & {
  readonly isComplete?: boolean;
  readonly requests?: number;
};

/** Runs a context's program with each engine. Throws if it does not end by itself in time, or reports too little. */
export async function runCase(
  context: Context,
  settings: CaseSettings,
  { withoutDeasync = false } = {},
): Promise<ReadonlyMap<Engine, CaseReport>> {
  if (!existsSync("dist/index.cjs")) throw new Error("dist is not complete. Run: npm run build");
  const { engines } = settings;
  const table = `context-${++lastTable}`;
  const startedAt = performance.now();
  const preload = withoutDeasync ? ["--require", join(FIXTURES, "unloadable-deasync.cjs")] : [];
  const child = start(context, preload, { ...settings, table });
  if (context.runner === "repl") typeIn(child, context);
  else child.stdin.end();
  const { output, end } = await collect(child);
  if (end !== "exit code 0") throw new Error(`${context.file} (${engines.join()}): ${end}\n${output}`);
  const parts = [...output.matchAll(/^@@matrix (.*)$/gm)].map(([, json = ""]) => JSON.parse(json) as object);
  // The lines written by fixtures/operations.cjs.
  const { isComplete, requests, ...outcomes } = Object.assign({}, ...parts) as ChildReport;
  if (!isComplete) throw new Error(`${context.file} (${engines.join()}) reported too little.\n${output}`);
  const seconds = (performance.now() - startedAt) / 1000 / engines.length;
  const counted = requests === undefined ? {} : { requests };
  return new Map(
    engines.map((engine) => [
      engine,
      { ...counted, table: `${table}-${engine}`, outcomes: outcomes[engine] ?? {}, seconds },
    ]),
  );
}

function start(
  { file, runner }: Context,
  preload: readonly string[],
  settings: object,
): ChildProcessWithoutNullStreams {
  const args = {
    node: [join(FIXTURES, file)],
    mocha: [MOCHA, "--no-config", "--no-package", join(FIXTURES, file)],
    repl: ["-i"],
  }[runner ?? "node"];
  const { NODE_V8_COVERAGE: _, ...own } = process.env; // The children run dist, which coverage does not measure.
  const env = { ...own, NODE_REPL_HISTORY: "", MATRIX_CASE: JSON.stringify(settings) };
  return spawn(NODE, [...preload, ...args], { cwd: FIXTURES, env });
}

/** Writes a program to stdin, and ends stdin only after the last report: a REPL exits as soon as its input ends. */
function typeIn(child: ChildProcessWithoutNullStreams, { file }: Context): void {
  child.stdin.write(readFileSync(join(FIXTURES, file)));
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('@@matrix {"isComplete"')) child.stdin.end();
  });
}

/** The output of a child, and how it ended. */
function collect(child: ChildProcessWithoutNullStreams): Promise<{ output: string; end: string }> {
  return new Promise((resolve, reject) => {
    let output = "";
    let isLate = false;
    const take = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, LIMIT_MS);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const end = isLate ? `hung, killed after ${LIMIT_MS / 1000} s` : `exit ${signal ?? `code ${code}`}`;
      resolve({ output, end });
    });
  });
}
