import { DynatwinError } from "../../errors.js";
// An exception of the import directions, for a type only: users set a client with async and blocking methods.
import type { DynamoClient } from "../../sync/client/client.js";

let defaultClient: DynamoClient | undefined;
/** Why there is no default client, if there is another reason than that none was set. */
let missingReason: string | undefined;

/**
 * Sets the client that {@link getDefaultClient} returns.
 *
 * @param client - The client, or `undefined` to remove it.
 * @returns The client that was set before.
 * @throws {@link DynatwinError} if it is something else.
 *
 * @example
 * ```ts
 * import { DynamoClient, setDefaultClient } from "dynatwin";
 *
 * setDefaultClient(new DynamoClient({ region: "eu-west-1" }));
 * ```
 */
export function setDefaultClient(client: DynamoClient | undefined): DynamoClient | undefined;
/** @internal */
export function setDefaultClient(
  client: DynamoClient | undefined,
  reason: string | undefined,
): DynamoClient | undefined;
export function setDefaultClient(client: DynamoClient | undefined, reason?: string): DynamoClient | undefined {
  if (client !== undefined && !("asyncContext" in Object(client))) {
    throw new DynatwinError(
      "setDefaultClient expects a DynamoClient of dynatwin: setDefaultClient(new DynamoClient({ … })).",
    );
  }
  const previous = defaultClient;
  defaultClient = client;
  missingReason = reason;
  return previous;
}

/**
 * Returns the default client, set by {@link setDefaultClient}.
 *
 * @returns The default client.
 * @throws {@link DynatwinError} if none was set: a client created automatically could reach a real account.
 *
 * @example
 * ```ts
 * import { DynamoClient, getDefaultClient, setDefaultClient } from "dynatwin";
 *
 * setDefaultClient(new DynamoClient({ region: "eu-west-1" }));
 * await getDefaultClient().tableExists("users");
 * ```
 */
export function getDefaultClient(): DynamoClient {
  if (defaultClient) return defaultClient;
  const why = missingReason === undefined ? "" : `: ${missingReason}`;
  throw new DynatwinError(`There is no default client${why}. Call setDefaultClient(new DynamoClient({ … })) first.`);
}
