import type { DynamoClient, ModelClass } from "../../src/index.js";

/** Methods that need an existing table: all with "Table", "Items" or "Backup" in their name and a name as first argument, except these. */
const NO_TABLE_NEEDED = /clone|createTable|ensure|exists|restore|waitForTableDeleted/i;

/** Creates the tables that a snippet expects to exist. */
export class Tables {
  readonly #client: DynamoClient;
  /** A snippet that creates tables expects none to exist. */
  #makesItsOwn = false;

  constructor(client: DynamoClient) {
    this.#client = client;
  }

  /** Creates the tables that the text names in calls of a client's methods. */
  prepare(text: string): void {
    this.#makesItsOwn = /\.(sync)?(create|ensure)Tables?\(/i.test(text);
    if (this.#makesItsOwn) return;
    const calls = text.matchAll(/\.(\w*(?:Table|Items|Backup)\w*)\("([\w.-]+)"/g);
    const names = Array.from(calls, ([, method = "", name = ""]) => (NO_TABLE_NEEDED.test(method) ? "" : name));
    for (const name of new Set(names)) if (name) this.#client.syncCreateTable(name, { partitionKey: ["pk", "S"] });
  }

  /** Creates a model's table. */
  makeFor(model: ModelClass): void {
    if (!this.#makesItsOwn && !this.#client.syncTableExists(model)) this.#client.syncCreateTable(model);
  }
}

let current: Tables | undefined;

/** Creates the tables of models that are defined from now on. */
export function useTables(tables: Tables): void {
  current = tables;
}

/** Creates the table of a model that was just defined. */
export function makeTableOf(model: ModelClass): void {
  current?.makeFor(model);
}
