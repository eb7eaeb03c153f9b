import type { DynamoClient, ModelClass } from "../../src/index.js";

/** Methods that want a table to be there: all that have "Table" in their name and a name as first argument, but these. */
const NO_TABLE_NEEDED = /create|ensure|exists|waitForTableDeleted/i;

/** Makes the tables that a snippet takes for granted. */
export class Tables {
  readonly #client: DynamoClient;
  /** A snippet that makes tables takes none for granted. */
  #makesItsOwn = false;

  constructor(client: DynamoClient) {
    this.#client = client;
  }

  /** Makes those that the text names in calls of a client's methods. */
  prepare(text: string): void {
    this.#makesItsOwn = /\.(sync)?(create|ensure)Tables?\(/i.test(text);
    if (this.#makesItsOwn) return;
    const calls = text.matchAll(/\.(\w*Table\w*)\("([\w.-]+)"/g);
    const names = Array.from(calls, ([, method = "", name = ""]) => (NO_TABLE_NEEDED.test(method) ? "" : name));
    for (const name of new Set(names)) if (name) this.#client.syncCreateTable(name, { partitionKey: ["pk", "S"] });
  }

  /** Makes a model's. */
  makeFor(model: ModelClass): void {
    if (!this.#makesItsOwn && !this.#client.syncTableExists(model)) this.#client.syncCreateTable(model);
  }
}

let current: Tables | undefined;

/** Has the models that are defined from now on get their tables. */
export function useTables(tables: Tables): void {
  current = tables;
}

/** Makes the table of a model that was defined just now. */
export function makeTableOf(model: ModelClass): void {
  current?.makeFor(model);
}
