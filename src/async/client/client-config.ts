import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../../errors.js";
import { connectBlocking, connectWorker } from "../../transport/choose-engine.js";
import { CONFIG_FIELDS } from "../../transport/config-fields.js";
import { locateConfigModule } from "../../transport/config-module-location.js";
import { endpointProblem } from "../../transport/endpoint.js";
import { loadSdk } from "../../transport/sdk.js";
import type { SdkSource } from "../../transport/sdk-client.js";
import { SdkTransport } from "../../transport/sdk-transport.js";
import type { SyncOptions } from "../../transport/sync-options.js";
import type { BlockingConnection, Transport } from "../../transport/transport.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { objectOf } from "../../validation/object-readers.js";
import { either, oneOf, positiveNumber, type Reader, string } from "../../validation/readers.js";
import { correctTypo } from "../../validation/suggestions.js";

/**
 * The configuration of a client: the fields of the SDK's `DynamoDBClientConfig` (region, endpoint, credentials, …, all
 * optional, with the usual AWS defaults), or an existing `DynamoDBClient`; and how its twins block.
 */
export type DynamoClientConfig = (
  | (DynamoDBClientConfig & {
      /** Cannot be combined with fields of the SDK's configuration. */
      readonly client?: undefined;
    })
  | {
      /** An SDK client that sends the requests. `destroy()` does not destroy it. */
      readonly client: DynamoDBClient;
    }
) & {
  /**
   * How blocking calls block: the engine, its timeout in seconds, a module for fields that cannot be copied to a
   * thread.
   */
  readonly sync?: SyncOptions | undefined;
};

/** The async and the blocking transport of a client. The blocking one is created by the first blocking call. */
export interface Transports {
  readonly transport: Transport;
  readonly connectBlocking: () => BlockingConnection;
}

const moduleName = either(
  (value) => typeof value === "object" && value !== null && Object.prototype.toString.call(value) === "[object URL]",
  (value) => value as URL,
  string,
);

const syncOptions = objectOf<{ readonly sync?: SyncOptions | undefined }>({
  sync: objectOf<SyncOptions>({
    engine: oneOf("auto", "worker", "deasync"),
    timeoutSeconds: positiveNumber,
    configModule: moduleName as Reader<string | URL>,
  }),
});

/** Reads a client's configuration. Sends nothing, and loads nothing. */
export function connect(given: DynamoClientConfig): Transports {
  if (typeof given !== "object" || given === null) {
    throw new DynatwinError("DynamoClient expects a configuration object: new DynamoClient({ region, endpoint, … }).");
  }
  const { sync, ...config } = given;
  const options = checkOptions("DynamoClient", { sync }, syncOptions, faultsIn(config)).sync ?? {};
  const source = sourceOf(config);
  // Resolved now: the current directory can change before the first blocking call.
  const settings = {
    ...options,
    configModule: options.configModule === undefined ? undefined : locateConfigModule(options.configModule),
  };
  const transport = new SdkTransport(source, { load: loadSdk, connectWorker: () => connectWorker(source, settings) });
  return { transport, connectBlocking: () => connectBlocking(source, settings) };
}

/** The detectable issues of the SDK's configuration. */
function faultsIn(config: object): Issues {
  const issues = slipsIn(config);
  const { endpoint } = config as DynamoDBClientConfig;
  const problem = endpointProblem(endpoint);
  if (problem) issues.report("endpoint", problem.message, problem.fix);
  return issues;
}

const KNOWN = [...CONFIG_FIELDS, "client", "sync"];

/**
 * Misspelt fields, which the SDK would ignore. The SDK has undocumented fields, so a name that is not similar to a
 * known one is accepted.
 */
function slipsIn(config: object): Issues {
  const issues = new Issues();
  for (const [name, value] of Object.entries(config)) {
    const near = value === undefined || KNOWN.includes(name) ? undefined : correctTypo(name, KNOWN);
    if (near !== undefined) issues.report(name, "there is no such option.", `did you mean ${near}?`);
  }
  return issues;
}

function sourceOf(config: Omit<DynamoClientConfig, "sync">): SdkSource {
  const { client, ...fields } = config as { readonly client?: DynamoDBClient } & DynamoDBClientConfig;
  if (client === undefined) return { config: fields };
  if (typeof client.send !== "function") {
    throw new DynatwinError(
      "DynamoClient: client is not an SDK client. Pass a DynamoDBClient of @aws-sdk/client-dynamodb.",
    );
  }
  const ignored = Object.keys(fields);
  if (ignored.length === 0) return { client };
  throw new DynatwinError(
    `DynamoClient: ${ignored.join(", ")} cannot be combined with client, which has its own settings. Pass one or the other.`,
  );
}
