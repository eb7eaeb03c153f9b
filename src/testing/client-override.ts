import { type DynamoClient, setDefaultClient } from "../index.js";
import type { TableModel } from "../table/definition/from-model.js";

/** A variable with a client: the default client, or that of a model. */
interface ClientSlot {
  client: DynamoClient | undefined;
}

const defaultClientSlot: ClientSlot = {
  get client() {
    // getDefaultClient() throws if there is none.
    const current = setDefaultClient(undefined);
    setDefaultClient(current);
    return current;
  },
  set client(client) {
    setDefaultClient(client, client === undefined ? CLOSED : undefined);
  },
};

/** The error text for a model that is used after the test. */
const CLOSED =
  "the embedded DynamoDB that replaced it is closed. Await what a test has started before you close it, " +
  "or configure another client for the rest";

/** The overrides in effect. They can end in any order. */
const active = new Set<ClientOverride>();

/** Replaces the default client and the clients of models by one client. */
export class ClientOverride {
  readonly #client: DynamoClient;
  readonly #before = new Map<ClientSlot, DynamoClient | undefined>();

  constructor(client: DynamoClient, models: readonly TableModel[]) {
    this.#client = client;
    // The property is read-only elsewhere. Without this override, a model would still send requests to AWS.
    const owners = models.map((model) => model["~model"] as unknown as ClientSlot).filter((owner) => owner.client);
    for (const slot of new Set([defaultClientSlot, ...owners])) {
      this.#before.set(slot, slot.client);
      slot.client = client;
    }
    active.add(this);
  }

  /** Restores the previous clients, except those that other code has changed meanwhile. */
  restore(): void {
    if (!active.delete(this)) return;
    for (const [slot, before] of this.#before) {
      if (slot.client === this.#client) slot.client = before;
      else for (const other of active) other.#forget(slot, this.#client, before);
    }
  }

  /** Prevents this override from restoring a client whose mock is closed. */
  #forget(slot: ClientSlot, gone: DynamoClient, before: DynamoClient | undefined): void {
    if (this.#before.get(slot) === gone) this.#before.set(slot, before);
  }
}
