import { DynatwinError } from "../../errors.js";
// The one look upwards, and at a type only: users see both faces of the client that they set.
import type { DynamoClient } from "../../sync/client/client.js";

let defaultClient: DynamoClient | undefined;
/** Why there is none, where more is known than that nobody has set one. */
let missingReason: string | undefined;

/**
 * Sets the client that {@link getDefaultClient} returns.
 *
 * @param client - The client, or `undefined` to have none again.
 * @returns The client that was set before.
 * @throws {@link DynatwinError} when it is something else.
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
      "setDefaultClient takes a DynamoClient of dynatwin: setDefaultClient(new DynamoClient({ … })).",
    );
  }
  const previous = defaultClient;
  defaultClient = client;
  missingReason = reason;
  return previous;
}

/**
 * Returns the client that {@link setDefaultClient} was given.
 *
 * @returns The default client.
 * @throws {@link DynatwinError} when none was set: a client made behind your back could reach a real account.
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
