import type { Served, ServeSettings, ThreadEvent } from "./protocol.js";
import { reportRequest } from "./request-log.js";
import type { EmulatorServer } from "./server.js";
import { StateFile } from "./state/state-file.js";
import { StateKeeper } from "./state/state-keeper.js";

/** `dynatwin emulator` in the emulator's thread: the server, and the file with its state. */
export class ServedEmulator {
  readonly #server: EmulatorServer;
  readonly #report: (event: ThreadEvent) => void;
  #keeper: StateKeeper | undefined;

  constructor(server: EmulatorServer, report: (event: ThreadEvent) => void) {
    this.#server = server;
    this.#report = report;
  }

  /** Loads the state, creates the tables that it does not have, and listens. */
  async start(settings: ServeSettings): Promise<Served> {
    const { port, host, allowedHosts, allowAddresses, state, log, tables } = settings;
    const server = this.#server;
    server.allowedHosts = { names: new Set(allowedHosts), addresses: allowAddresses };
    // By default the server records all requests, without a limit.
    server.onRequest = (request, response) => {
      if (log) reportRequest(request, response, (logged) => this.#report({ request: logged }));
    };
    const { emulator } = server;
    const file = state === undefined ? undefined : await StateFile.load(state, emulator.loader());
    if (file) this.#keeper = new StateKeeper(file, emulator, (problem) => this.#report({ problem }));
    const existing = tables.filter(({ tableName }) => emulator.hasTable(tableName));
    const missing = tables.filter((table) => !existing.includes(table));
    emulator.prepare(missing.flatMap(({ requests }) => requests));
    const actualPort = await server.listen(port, host).catch((error: NodeJS.ErrnoException) => {
      throw new Error(whyNot(error, port, host));
    });
    await this.#keeper?.start();
    return { port: actualPort, existing: existing.map(({ tableName }) => tableName) };
  }

  /** Stops the server, and saves the state. */
  async finish(): Promise<void> {
    await this.#server.close();
    await this.#keeper?.finish();
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code !== "EADDRINUSE") return `Cannot listen on ${host}, port ${port}: ${message}`;
  return (
    `Port ${port} is in use on ${host}. Stop the server that uses it, or choose another port: --port 0 selects ` +
    "a free port."
  );
}
