import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";
import type { SdkModule } from "./command-classes.js";
import { ownRequire } from "./own-files.js";
import { retryInRealTime } from "./real-time-retries.js";

const PACKAGE = "@aws-sdk/client-dynamodb";

let loaded: SdkModule | undefined;

/** Loads the SDK, in the only form that every bundler follows. */
export async function loadSdk(): Promise<SdkModule> {
  try {
    loaded ??= await import("@aws-sdk/client-dynamodb");
    return loaded;
  } catch (error) {
    // jest in its default configuration
    if (codeOf(error).startsWith("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING")) return loadSdkNow();
    throw explain(error);
  }
}

/**
 * Loads the SDK without a promise: the same file as {@link loadSdk}, with the same classes. In CommonJS, such as the
 * worker's file, bundlers follow this as well.
 */
export function loadSdkNow(): SdkModule {
  try {
    loaded ??= (typeof require === "function" ? require("@aws-sdk/client-dynamodb") : ownRequire(PACKAGE)) as SdkModule;
    return loaded;
  } catch (error) {
    throw explain(error);
  }
}

/** Loads the SDK without a promise if that is possible, else with one, as in a bundle of ES modules. */
export function loadSdkSoon(): SdkModule | Promise<SdkModule> {
  try {
    return loadSdkNow();
  } catch {
    return loadSdk();
  }
}

/**
 * Creates a client of the SDK that also retries under fake timers, and does not prepare log entries that are not used.
 * Without a configured logger, the SDK passes them to one that discards them, before version 3.981.1 of `@aws-sdk/core` each
 * with a copy of the request and the answer: nearly half the time of a query of 25 items.
 */
export function makeClient(sdk: SdkModule, config: DynamoDBClientConfig): DynamoDBClient {
  const client = new sdk.DynamoDBClient(config);
  if (config.retryStrategy === undefined) retryInRealTime(client);
  const { logger } = client.config;
  // All other methods stay the SDK's, so that warnings are still printed. The SDK accepts a logger without `info`,
  // contrary to its types.
  if (config.logger === undefined && logger !== undefined) {
    client.config.logger = Object.create(logger, { info: { value: undefined } }) as typeof logger;
  }
  return client;
}

/** Says what to install if the SDK is missing. Other errors on loading are returned unchanged. */
function explain(error: unknown): unknown {
  if (!["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(codeOf(error))) return error;
  const message = `dynatwin could not load its peer dependency ${PACKAGE}. Run: npm install ${PACKAGE}`;
  return new DynatwinError(message, { cause: error });
}

function codeOf(error: unknown): string {
  return String(Object(error).code);
}
