import { type DynamoClient, setDefaultClient } from "../index.js";
import type { TableModel } from "../table/from-model.js";

interface Owner {
  client: DynamoClient | undefined;
}

/** Puts one client in the place of the default client, and of the clients that models have of their own. */
export class StandIn {
  readonly #client: DynamoClient;
  readonly #previous: DynamoClient | undefined;
  readonly #owners: (readonly [owner: Owner, previous: DynamoClient])[];
  #isIn = true;

  constructor(client: DynamoClient, models: readonly TableModel[]) {
    this.#client = client;
    this.#previous = setDefaultClient(client);
    this.#owners = models.flatMap((model) => {
      // Read-only for everybody else: a model without this would go on sending to where it really lives.
      const owner = model["~model"] as unknown as Owner;
      if (owner.client === undefined) return [];
      const entry = [owner, owner.client] as const;
      owner.client = client;
      return [entry];
    });
  }

  /** Makes everything as it was, but for what somebody else has changed meanwhile. */
  leave(): void {
    if (!this.#isIn) return;
    this.#isIn = false;
    const current = setDefaultClient(this.#previous);
    if (current !== this.#client) setDefaultClient(current);
    for (const [owner, previous] of this.#owners) owner.client = previous;
  }
}
