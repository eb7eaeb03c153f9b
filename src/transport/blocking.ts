import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SyncUnavailableError } from "../errors.js";
import { DeasyncEngine } from "./deasync-engine.js";
import { loadDeasync } from "./event-loop.js";
import { portableConfig } from "./portable.js";
import type { SdkSource } from "./sdk-transport.js";
import type { SyncEngine, SyncOptions } from "./sync-options.js";
import type { BlockingTransport } from "./transport.js";
import { WorkerEngine } from "./worker-engine.js";

const DEFAULT_TIMEOUT_SECONDS = 300;

/** What an engine is made of. */
interface EngineInput {
  readonly source: SdkSource;
  readonly configModule: string | undefined;
  readonly timeoutMs: number;
  /** Why the engines that were preferred to this one cannot serve the client. */
  readonly obstacles: readonly string[];
}

/** An engine: why it cannot serve a client, if so, and the transport that it is. */
interface Engine {
  readonly obstacle: (input: EngineInput) => string | undefined;
  readonly connect: (input: EngineInput) => BlockingTransport;
}

const engines: Readonly<Record<Exclude<SyncEngine, "auto">, Engine>> = {
  worker: {
    obstacle: ({ source, configModule }) => {
      if (configModule !== undefined) return undefined;
      if ("client" in source) return "an SDK client cannot cross to the worker thread";
      const { obstacles } = portableConfig(source.config);
      if (obstacles.size === 0) return undefined;
      return `${[...obstacles.values()].join(", ")}, which cannot cross to the worker thread`;
    },
    connect: ({ source, configModule, timeoutMs }) => {
      const { config, obstacles } = portableConfig("config" in source ? source.config : {});
      return new WorkerEngine({ config, configModule, missing: [...obstacles.keys()] }, timeoutMs);
    },
  },
  deasync: {
    obstacle: ({ configModule }) => {
      // What it holds would be missing here, and the SDK would silently look for its own defaults instead.
      if (configModule !== undefined) return "sync.configModule is for the worker engine alone";
      const deasync = loadDeasync();
      return "failure" in deasync ? deasync.failure : undefined;
    },
    connect: ({ source, timeoutMs, obstacles }) => new DeasyncEngine(source, timeoutMs, obstacles[0]),
  },
};

/** What `auto` tries, in this order. */
const PREFERENCE = ["worker", "deasync"] as const;

/** Picks the engine for a client. Throws where none can serve it. */
export function connectBlocking(source: SdkSource, options: SyncOptions): BlockingTransport {
  const { engine = "auto", timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, configModule } = options;
  const obstacles: string[] = [];
  const input = {
    source,
    configModule: configModule === undefined ? undefined : moduleUrl(configModule),
    timeoutMs: timeoutSeconds * 1000,
    obstacles,
  };
  for (const name of engine === "auto" ? PREFERENCE : [engine]) {
    const obstacle = engines[name].obstacle(input);
    if (obstacle === undefined) return engines[name].connect(input);
    obstacles.push(obstacle);
  }
  throw new SyncUnavailableError(
    `No engine can block for this client (sync.engine: "${engine}"): ${obstacles.join("; ")}. Ways out: give the worker ` +
      "what cannot cross in a module of its own (sync.configModule), install deasync (npm install deasync) and set " +
      'sync.engine to "auto", or use the async method.',
  );
}

function moduleUrl(module: string | URL): string {
  if (typeof module !== "string" || /^(file|data|node):/.test(module)) return String(module);
  return pathToFileURL(resolve(module)).href;
}
