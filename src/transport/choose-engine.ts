import { DynatwinError, SyncUnavailableError } from "../errors.js";
import { type ModuleLocation, requireLocation } from "./config-module-location.js";
import { copyableConfig } from "./copyable-config.js";
import { DeasyncEngine } from "./deasync-engine.js";
import { type Engine, EngineConnection } from "./engine.js";
import { deasyncFix, loadDeasync } from "./event-loop.js";
import type { SdkSource } from "./sdk-client.js";
import type { SyncEngine, SyncOptions } from "./sync-options.js";
import { WorkerEngine } from "./worker-engine.js";

const DEFAULT_TIMEOUT_SECONDS = 300;

/** The `sync` options of a client, with the location of its configuration module resolved. */
export type SyncSettings = Omit<SyncOptions, "configModule"> & {
  readonly configModule?: ModuleLocation | string | URL | undefined;
};

/** What an engine is created from. */
interface EngineInput {
  readonly source: SdkSource;
  readonly configModule: ModuleLocation | undefined;
  /** Why the engines tried before this one cannot serve the client. */
  readonly obstacles: readonly string[];
}

/** A kind of engine: the reason why it cannot serve a client, if there is one, and its constructor. */
interface EngineKind {
  readonly obstacle: (input: EngineInput) => string | undefined;
  readonly make: (input: EngineInput) => Engine;
}

const engines: Readonly<Record<Exclude<SyncEngine, "auto">, EngineKind>> = {
  worker: {
    obstacle: ({ source, configModule }) => {
      if (configModule !== undefined) return undefined;
      if ("client" in source) return "an SDK client cannot be copied to the worker thread";
      const { obstacles } = copyableConfig(source.config);
      if (obstacles.size === 0) return undefined;
      return `${[...obstacles.values()].join(", ")}, which cannot be copied to the worker thread`;
    },
    make: ({ source, configModule }) => {
      const { config, obstacles } = copyableConfig("config" in source ? source.config : {});
      return new WorkerEngine({ config, configModule, missing: [...obstacles.keys()] });
    },
  },
  deasync: {
    obstacle: ({ configModule }) => {
      // The module's fields would be missing here, and the SDK would use its own defaults without a warning.
      if (configModule !== undefined) return "sync.configModule is for the worker engine only";
      const deasync = loadDeasync();
      return "failure" in deasync ? deasync.failure : undefined;
    },
    make: ({ source, obstacles }) => new DeasyncEngine(source, obstacles[0]),
  },
};

/** The engines that `auto` tries, in this order. */
const PREFERENCE = ["worker", "deasync"] as const;

/** Selects the engine for a client. Throws if none can serve it. */
export function connectBlocking(source: SdkSource, settings: SyncSettings): EngineConnection {
  const { engine = "auto", timeoutSeconds, configModule } = settings;
  const obstacles: string[] = [];
  const input = {
    source,
    configModule: configModule === undefined ? undefined : requireLocation(configModule),
    obstacles,
  };
  const limit = { ms: (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000, isDefault: timeoutSeconds === undefined };
  for (const name of engine === "auto" ? PREFERENCE : [engine]) {
    const obstacle = engines[name].obstacle(input);
    if (obstacle === undefined) return new EngineConnection(engines[name].make(input), limit);
    obstacles.push(obstacle);
  }
  // If deasync can be loaded, only the option excludes it.
  const fixes = [
    "export the fields that cannot be copied from a module (sync.configModule)",
    [deasyncFix(), 'set sync.engine to "auto"'].filter(Boolean).join(" and "),
  ];
  throw new SyncUnavailableError(
    `No engine can block for this client (sync.engine: "${engine}"): ${obstacles.join("; ")}. Possible fixes: ` +
      `${fixes.join(", ")}, or use the async method.`,
  );
}

/**
 * The connection for async methods if fake timers have stopped Node's HTTP on this thread. They do not affect the
 * worker.
 */
export function connectWorker(source: SdkSource, settings: SyncSettings): EngineConnection {
  try {
    return connectBlocking(source, { ...settings, engine: "worker" });
  } catch (cause) {
    throw new DynatwinError(
      "Fake timers have replaced process.nextTick, so Node completes no HTTP request on this thread, and this " +
        `client cannot use another thread. Exclude "nextTick" from the faked functions (toFake, doNotFake). ` +
        `${String(cause)}`,
      { cause },
    );
  }
}
