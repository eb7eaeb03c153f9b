import { DynatwinError, SyncUnavailableError } from "../errors.js";
import { DeasyncEngine } from "./deasync-engine.js";
import { type Engine, EngineConnection } from "./engine.js";
import { deasyncWayOut, loadDeasync } from "./event-loop.js";
import { type ModulePlace, placeOf } from "./module-place.js";
import { portableConfig } from "./portable.js";
import type { SdkSource } from "./sdk-transport.js";
import type { SyncEngine, SyncOptions } from "./sync-options.js";
import { WorkerEngine } from "./worker-engine.js";

const DEFAULT_TIMEOUT_SECONDS = 300;

/** How a client blocks, with its module located. */
export type SyncSettings = Omit<SyncOptions, "configModule"> & {
  readonly configModule?: ModulePlace | string | URL | undefined;
};

/** What an engine is made of. */
interface EngineInput {
  readonly source: SdkSource;
  readonly configModule: ModulePlace | undefined;
  /** Why the engines that were preferred to this one cannot serve the client. */
  readonly obstacles: readonly string[];
}

/** An engine: why it cannot serve a client, if so, and how it is made. */
interface EngineKind {
  readonly obstacle: (input: EngineInput) => string | undefined;
  readonly make: (input: EngineInput) => Engine;
}

const engines: Readonly<Record<Exclude<SyncEngine, "auto">, EngineKind>> = {
  worker: {
    obstacle: ({ source, configModule }) => {
      if (configModule !== undefined) return undefined;
      if ("client" in source) return "an SDK client cannot cross to the worker thread";
      const { obstacles } = portableConfig(source.config);
      if (obstacles.size === 0) return undefined;
      return `${[...obstacles.values()].join(", ")}, which cannot cross to the worker thread`;
    },
    make: ({ source, configModule }) => {
      const { config, obstacles } = portableConfig("config" in source ? source.config : {});
      return new WorkerEngine({ config, configModule, missing: [...obstacles.keys()] });
    },
  },
  deasync: {
    obstacle: ({ configModule }) => {
      // What it holds would be missing here, and the SDK would silently look for its own defaults instead.
      if (configModule !== undefined) return "sync.configModule is for the worker engine alone";
      const deasync = loadDeasync();
      return "failure" in deasync ? deasync.failure : undefined;
    },
    make: ({ source, obstacles }) => new DeasyncEngine(source, obstacles[0]),
  },
};

/** What `auto` tries, in this order. */
const PREFERENCE = ["worker", "deasync"] as const;

/** Picks the engine for a client. Throws where none can serve it. */
export function connectBlocking(source: SdkSource, settings: SyncSettings): EngineConnection {
  const { engine = "auto", timeoutSeconds, configModule } = settings;
  const obstacles: string[] = [];
  const input = { source, configModule: configModule === undefined ? undefined : placeOf(configModule), obstacles };
  const limit = { ms: (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000, isDefault: timeoutSeconds === undefined };
  for (const name of engine === "auto" ? PREFERENCE : [engine]) {
    const obstacle = engines[name].obstacle(input);
    if (obstacle === undefined) return new EngineConnection(engines[name].make(input), limit);
    obstacles.push(obstacle);
  }
  // With deasync at hand, all that is missing is the leave to take it.
  const waysOut = [
    "give the worker what cannot cross in a module of its own (sync.configModule)",
    [deasyncWayOut(), 'set sync.engine to "auto"'].filter(Boolean).join(" and "),
  ];
  throw new SyncUnavailableError(
    `No engine can block for this client (sync.engine: "${engine}"): ${obstacles.join("; ")}. Ways out: ` +
      `${waysOut.join(", ")}, or use the async method.`,
  );
}

/** A way out for async methods where fake timers have stopped Node's HTTP on this thread, which the worker is free of. */
export function connectAside(source: SdkSource, settings: SyncSettings): EngineConnection {
  try {
    return connectBlocking(source, { ...settings, engine: "worker" });
  } catch (cause) {
    throw new DynatwinError(
      "Fake timers have replaced process.nextTick, without which Node answers no request on this thread, and this " +
        `client cannot use another one. Leave "nextTick" out of what is faked (toFake, doNotFake). ${String(cause)}`,
      { cause },
    );
  }
}
