import { type DynamoClient, setDefaultClient } from "../index.js";
import type { TableModel } from "../table/from-model.js";

/** Where a client is looked up. */
interface ClientSlot {
  client: DynamoClient | undefined;
}

const defaultClientSlot: ClientSlot = {
  get client() {
    // getDefaultClient() throws where there is none.
    const current = setDefaultClient(undefined);
    setDefaultClient(current);
    return current;
  },
  set client(client) {
    setDefaultClient(client, client === undefined ? CLOSED : undefined);
  },
};

/** What a model says that is used after the test. */
const CLOSED =
  "the embedded DynamoDB that stood in for it is closed. Await what a test has started before you close it, " +
  "or give the rest a client of its own";

/** Those that have not left. They may leave in any order. */
const active = new Set<ClientOverride>();

/** Puts one client in the slot of the default client, and of the clients that models have of their own. */
export class ClientOverride {
  readonly #client: DynamoClient;
  readonly #before = new Map<ClientSlot, DynamoClient | undefined>();

  constructor(client: DynamoClient, models: readonly TableModel[]) {
    this.#client = client;
    // Read-only for everybody else: a model without this would go on sending to where it really lives.
    const owners = models.map((model) => model["~model"] as unknown as ClientSlot).filter((owner) => owner.client);
    for (const slot of new Set([defaultClientSlot, ...owners])) {
      this.#before.set(slot, slot.client);
      slot.client = client;
    }
    active.add(this);
  }

  /** Makes everything as it was, but for what somebody else has changed meanwhile. */
  restore(): void {
    if (!active.delete(this)) return;
    for (const [slot, before] of this.#before) {
      if (slot.client === this.#client) slot.client = before;
      else for (const other of active) other.#forget(slot, this.#client, before);
    }
  }

  /** Has nobody come back who has left. */
  #forget(slot: ClientSlot, gone: DynamoClient, before: DynamoClient | undefined): void {
    if (this.#before.get(slot) === gone) this.#before.set(slot, before);
  }
}
