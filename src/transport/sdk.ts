import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";
import { requireHere } from "./here.js";
import type { SdkModule } from "./operations.js";
import { retryInRealTime } from "./real-pauses.js";

const PACKAGE = "@aws-sdk/client-dynamodb";

let loaded: SdkModule | undefined;

/** Loads the SDK, in the only spelling that every bundler follows. */
export async function loadSdk(): Promise<SdkModule> {
  try {
    loaded ??= await import("@aws-sdk/client-dynamodb");
    return loaded;
  } catch (error) {
    if (codeOf(error).startsWith("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING")) return loadSdkNow(); // jest, as it comes
    throw explain(error);
  }
}

/**
 * Loads the SDK without a promise. It is the same file that {@link loadSdk} loads, so its classes are the same too. In
 * CommonJS, which the worker's file is, bundlers follow this as well.
 */
export function loadSdkNow(): SdkModule {
  try {
    loaded ??= (
      typeof require === "function" ? require("@aws-sdk/client-dynamodb") : requireHere(PACKAGE)
    ) as SdkModule;
    return loaded;
  } catch (error) {
    throw explain(error);
  }
}

/** The same for who can wait for a promise where there is none to be had at once, as in a bundle of ES modules. */
export function loadSdkSoon(): SdkModule | Promise<SdkModule> {
  try {
    return loadSdkNow();
  } catch {
    return loadSdk();
  }
}

/**
 * Makes a client of the SDK that retries under fake timers too, and prepares no log entries for nobody. Where the
 * configuration has no logger, the SDK's own takes them in silence, each with a copy of the request and of the answer:
 * nearly half the time of a query of 25 items.
 */
export function makeClient(sdk: SdkModule, config: DynamoDBClientConfig): DynamoDBClient {
  const client = new sdk.DynamoDBClient(config);
  if (config.retryStrategy === undefined) retryInRealTime(client);
  const { logger } = client.config;
  // It stays the SDK's own to whoever asks, so that warnings still go to the console. The SDK copes with loggers without
  // `info`, which its types do not say.
  if (config.logger === undefined && logger !== undefined) {
    client.config.logger = Object.create(logger, { info: { value: undefined } }) as typeof logger;
  }
  return client;
}

/** Says what to install where that helps; what else may go wrong on loading speaks for itself. */
function explain(error: unknown): unknown {
  if (!["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(codeOf(error))) return error;
  const message = `dynatwin could not load its peer dependency ${PACKAGE}. Run: npm install ${PACKAGE}`;
  return new DynatwinError(message, { cause: error });
}

function codeOf(error: unknown): string {
  return String(Object(error).code);
}
