import { type DynamoClient, setDefaultClient } from "../index.js";
import type { TableModel } from "../table/from-model.js";

/** Where a client is looked up. */
interface Place {
  client: DynamoClient | undefined;
}

const defaultPlace: Place = {
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
const present = new Set<StandIn>();

/** Puts one client in the place of the default client, and of the clients that models have of their own. */
export class StandIn {
  readonly #client: DynamoClient;
  readonly #before = new Map<Place, DynamoClient | undefined>();

  constructor(client: DynamoClient, models: readonly TableModel[]) {
    this.#client = client;
    // Read-only for everybody else: a model without this would go on sending to where it really lives.
    const owners = models.map((model) => model["~model"] as unknown as Place).filter((owner) => owner.client);
    for (const place of new Set([defaultPlace, ...owners])) {
      this.#before.set(place, place.client);
      place.client = client;
    }
    present.add(this);
  }

  /** Makes everything as it was, but for what somebody else has changed meanwhile. */
  leave(): void {
    if (!present.delete(this)) return;
    for (const [place, before] of this.#before) {
      if (place.client === this.#client) place.client = before;
      else for (const other of present) other.#forget(place, this.#client, before);
    }
  }

  /** Has nobody come back who has left. */
  #forget(place: Place, gone: DynamoClient, before: DynamoClient | undefined): void {
    if (this.#before.get(place) === gone) this.#before.set(place, before);
  }
}
