import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";
import type { SdkModule } from "./command-classes.js";

/**
 * What a client of another region has in common with a client that was created by the program. The rest of a resolved
 * configuration belongs to the region, or to the client.
 */
const KEPT = [
  "accountIdEndpointMode",
  "credentials",
  "customUserAgent",
  "disableHostPrefix",
  "endpoint",
  "ignoreConfiguredEndpointUrls",
  "logger",
  "maxAttempts",
  "requestHandler",
  "retryMode",
  "sha256",
  "systemClockOffset",
  "tls",
  "urlParser",
  "useDualstackEndpoint",
  "useFipsEndpoint",
  "userAgentAppId",
] as const satisfies readonly (keyof DynamoDBClient["config"])[];

/** Creates a client for another region that sends as a client of the program does, with its middleware and its sockets. */
export async function regionalClient(sdk: SdkModule, client: DynamoDBClient, region: string): Promise<DynamoDBClient> {
  const { config, middlewareStack } = client;
  // A mock or a wrapper of `send` does not know the region.
  if (config === undefined || Object.hasOwn(client, "send")) throw replaced(region);
  const kept = Object.fromEntries(KEPT.map((name) => [name, config[name]]));
  const retryStrategy = await config.retryStrategy();
  // Resolved values are accepted where the SDK accepts configured ones.
  const regional = new sdk.DynamoDBClient({ ...(kept as DynamoDBClientConfig), retryStrategy, region });
  const ofSdk = new Set<string | undefined>();
  forEachEntry(regional.middlewareStack, (_add, { name }) => ofSdk.add(name));
  forEachEntry(middlewareStack, (add, { name }) => {
    if (name === undefined || !ofSdk.has(name)) add(regional.middlewareStack);
  });
  return regional;
}

type Stack = DynamoDBClient["middlewareStack"];
type Named = { readonly name?: string | undefined };

/** Visits all entries of a middleware stack, with the function that adds it to another one. A stack lists only some of them. */
function forEachEntry(stack: Stack, visit: (add: (to: Stack) => void, options: Named) => void): void {
  const visitor: Pick<Stack, "add" | "addRelativeTo"> = {
    add: (middleware: never, options: never) => visit((to) => to.add(middleware, options), options ?? {}),
    addRelativeTo: (middleware: never, options: never) =>
      visit((to) => to.addRelativeTo(middleware, options), options ?? {}),
  };
  // A stack copies itself by calls of these two methods.
  (stack as { readonly applyToStack?: (to: Stack) => void }).applyToStack?.(visitor as Stack);
}

function replaced(region: string): DynatwinError {
  return new DynatwinError(
    `This call sends to ${region}, too, and the SDK client of this DynamoClient sends only to its own region, as its send ` +
      "method was replaced. Nothing was sent there. Pass the configuration of the SDK client instead of the client.",
  );
}
