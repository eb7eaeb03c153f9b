import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Context, Engine } from "./contexts.js";

const FIXTURES = join(process.cwd(), "test", "contexts", "fixtures");
const MOCHA = join(process.cwd(), "node_modules", "mocha", "bin", "mocha.js");

/** Much longer than a child needs on a busy machine, and each of its cases. */
const LIMIT_MS = 30_000;
const CASE_LIMIT_MS = 3_000;

/** The Node executable of the children: this one, or another one set by scripts/test-matrix.ts. */
const NODE = process.env["MATRIX_NODE"] ?? process.execPath;
export const nodeVersion = execFileSync(NODE, ["--version"]).toString().trim();

/**
 * deasync has no binary for some platforms and versions of Node; if it cannot be loaded, its engine must throw an error
 * that says so.
 */
export const canLoadDeasync = spawnSync(NODE, ["--eval", 'require("deasync")']).status === 0;

/** The calls of one context. */
export interface Case {
  readonly context: Context;
  readonly engines: readonly Engine[];
  readonly timeoutSeconds: number;
}

/** The settings of a child, read by fixtures/operations.cjs together with its cases. */
export interface ChildSettings {
  readonly config: object;
  /** A server for each case, which the child runs itself, on the blocking thread. */
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

/** The lines of a case together. */
type CaseLines = Readonly<Partial<Record<Engine, CaseReport["outcomes"]>>> & {
  readonly table: string;
  readonly isComplete?: boolean;
  readonly requests?: number;
};

/** The reports on a context, by the engine. */
export type Reports = ReadonlyMap<Engine, CaseReport>;

/**
 * Runs the programs of contexts, which share a process, with each engine. Throws if the process does not end by itself in
 * time, or reports too little.
 */
export async function runCases(
  cases: readonly Case[],
  settings: ChildSettings,
  { withoutDeasync = false } = {},
): Promise<ReadonlyMap<Context, Reports>> {
  if (!existsSync("dist/index.cjs")) throw new Error("dist is not complete. Run: npm run build");
  const startedAt = performance.now();
  const named = cases.map((one) => ({ ...one, file: one.context.file, table: `context-${++lastTable}` }));
  const preload = withoutDeasync ? ["--require", join(FIXTURES, "unloadable-deasync.cjs")] : [];
  const contexts = cases.map(({ context }) => context);
  const child = start(contexts, preload, { ...settings, cases: named });
  const { output, end } = await collect(child, LIMIT_MS + cases.length * CASE_LIMIT_MS);
  const title = contexts.map(({ file }) => file).join();
  if (end !== "exit code 0") throw new Error(`${title}: ${end}\n${output}`);
  // The lines written by fixtures/operations.cjs.
  const lines = [...output.matchAll(/^@@matrix (.*)$/gm)].map(([, json = ""]) => JSON.parse(json) as CaseLines);
  const seconds = (performance.now() - startedAt) / 1000 / cases.flatMap(({ engines }) => engines).length;
  return new Map(
    named.map(({ context, engines, table }) => {
      const own = lines.filter((line) => line.table === table);
      const { isComplete, requests, ...outcomes } = Object.assign({}, ...own) as CaseLines;
      if (!isComplete) throw new Error(`${context.file} (${engines.join()}) reported too little.\n${output}`);
      const counted = requests === undefined ? {} : { requests };
      const reportOf = (engine: Engine): CaseReport => {
        return { ...counted, table: `${table}-${engine}`, outcomes: outcomes[engine] ?? {}, seconds };
      };
      return [context, new Map(engines.map((engine) => [engine, reportOf(engine)]))];
    }),
  );
}

function start(
  contexts: readonly Context[],
  preload: readonly string[],
  settings: object,
): ChildProcessWithoutNullStreams {
  const files = contexts.map(({ file }) => join(FIXTURES, file));
  const [first] = contexts;
  const program = files.length === 1 ? files : [join(FIXTURES, `in-sequence${extname(files[0] ?? "")}`)];
  const args = { node: program, mocha: [MOCHA, "--no-config", "--no-package", ...files], repl: ["-i"] };
  const { NODE_V8_COVERAGE: _, ...own } = process.env; // The children run dist, which coverage does not measure.
  const env = { ...own, NODE_REPL_HISTORY: "", MATRIX_CASES: JSON.stringify(settings) };
  const child = spawn(NODE, [...preload, ...args[first?.runner ?? "node"]], { cwd: FIXTURES, env });
  if (first?.runner === "repl") typeIn(child, first);
  else child.stdin.end();
  return child;
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
function collect(child: ChildProcessWithoutNullStreams, limitMs: number): Promise<{ output: string; end: string }> {
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
    }, limitMs);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const end = isLate ? `hung, killed after ${limitMs / 1000} s` : `exit ${signal ?? `code ${code}`}`;
      resolve({ output, end });
    });
  });
}
