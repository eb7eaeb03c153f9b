import type { DynamoClient } from "../../index.js";
import type { ExitCode } from "../exit-codes.js";
import { loadConfig, type Settings } from "../loading/load-config.js";
import { type LoadedTable, loadTables, selectTables } from "../loading/load-tables.js";
import type { ConnectionOptions, ModelOptions, TimeoutOptions } from "../options.js";
import { Output } from "../output/output.js";
import { waitLine } from "../output/wait-line.js";
import { type Connection, connect, type Target } from "./connection.js";
import { abortAtSignals, Interruption } from "./interruption.js";
import { reportFailure } from "./report-failure.js";
import { untilInterrupted } from "./until-interrupted.js";

/** The options of any command that sends requests. */
type SessionOptions = ConnectionOptions & ModelOptions & TimeoutOptions;

/** What every run of a command has. */
interface RunParts {
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly options: SessionOptions;
  readonly settings: Settings;
}

/** One run of a command: its tables, and what it prints. It sends nothing. */
export class Run {
  readonly output: Output;
  /** Aborted when the command is interrupted. Every call gets it. */
  readonly signal: AbortSignal;
  /** What to do after an interruption. */
  afterInterruption = "The same command goes on from there.";
  protected readonly options: SessionOptions;
  readonly #settings: Settings;

  constructor({ output, signal, options, settings }: RunParts) {
    this.output = output;
    this.signal = signal;
    this.options = options;
    this.#settings = settings;
  }

  /** The tables that the models define: those with the given names, or all. */
  async definedTables(names: readonly string[]): Promise<readonly LoadedTable[]> {
    return selectTables(await this.#allTables(), names);
  }

  /** The given names of tables; without any, the names of all tables that the models define. */
  async tableNames(names: readonly string[]): Promise<readonly string[]> {
    if (names.length > 0) return names;
    return (await this.#allTables()).map(({ tableName }) => tableName);
  }

  /** Whether a request was sent that can change something. */
  get hasChanged(): boolean {
    return false;
  }

  /** The region, where it is known: for templates. */
  protected get region(): string | undefined {
    return this.#settings.region;
  }

  /** Closes the connections, if there are any. */
  close(): void {}

  #allTables(): Promise<LoadedTable[]> {
    const { models = this.#settings.models } = this.options;
    return loadTables(models, { region: this.region, note: (text) => this.output.note(text) });
  }
}

/** One run of a command that sends requests: where it sends them, its tables, and what it prints. */
export class Session extends Run {
  readonly client: DynamoClient;
  readonly target: Target;
  readonly #connection: Connection;

  constructor(parts: RunParts, connection: Connection) {
    super(parts);
    this.client = connection.client;
    this.target = connection.target;
    this.#connection = connection;
  }

  /** How a call waits: until the limit of `--timeout`, with a line of progress. */
  get wait() {
    const { timeout } = this.options;
    const { progress } = this.output;
    return {
      ...(timeout !== undefined && { timeoutSeconds: timeout }),
      onProgress: (state: Parameters<typeof waitLine>[0]) => progress.set(state.tableName, ...waitLine(state)),
    };
  }

  override get hasChanged(): boolean {
    return this.#connection.hasChanged();
  }

  protected override get region(): string {
    return this.target.region;
  }

  override close(): void {
    this.#connection.close();
  }
}

/** Runs the action of a command that sends requests, and ends the process with its code. */
export async function inSession(
  command: string,
  options: SessionOptions,
  action: (session: Session) => Promise<ExitCode>,
): Promise<void> {
  const begin = async (parts: RunParts) => new Session(parts, await connect(options, parts.settings));
  await perform(command, options, begin, action);
}

/** Runs the action of a command that sends nothing, and ends the process with its code. */
export async function inRun(
  command: string,
  options: SessionOptions,
  action: (run: Run) => Promise<ExitCode>,
): Promise<void> {
  await perform(command, options, (parts) => Promise.resolve(new Run(parts)), action);
}

async function perform<R extends Run>(
  command: string,
  options: SessionOptions,
  begin: (parts: RunParts) => Promise<R>,
  action: (run: R) => Promise<ExitCode>,
): Promise<void> {
  const output = new Output(command, options);
  const signal = abortAtSignals();
  let run: R | undefined;
  let code: number;
  try {
    run = await begin({ output, signal, options, settings: await loadConfig(options) });
    code = await action(run);
  } catch (error) {
    const failure = signal.aborted && signal.reason instanceof Interruption ? signal.reason : error;
    code = reportFailure(failure, output, run);
  }
  run?.close();
  await untilInterrupted(written(), signal);
  // The modules of models can leave sockets and timers behind.
  process.exit(code);
}

/** Resolves once everything was handed to the operating system: an exit discards the rest. */
async function written(): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((resolve) => stream.write("", () => resolve()));
}
