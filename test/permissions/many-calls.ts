import type { CreateTableOptions } from "../../src/index.js";
import type { MethodCall } from "./method-call.js";

/** The same call for a list of tables, where there is one. */
export function manyOf(single: MethodCall): MethodCall[] {
  // Those of the call for one table: the others have them, too, but for the indexes, which are in a definition.
  const { vectorIndexes, ...options } = { ...single.options } as Pick<CreateTableOptions, "vectorIndexes">;
  const named = [["users", { partitionKey: ["pk", "S"], vectorIndexes }]] as const;
  switch (single.method) {
    case "createTable":
      return [{ ...single, method: "createTables", call: (client) => client.createTables(named, options) }];
    case "ensureTable":
      return [{ ...single, method: "ensureTables", call: (client) => client.ensureTables(named, options) }];
    case "planTable":
      return [{ ...single, method: "planTables", call: (client) => client.planTables(named, options) }];
    case "verifyTable":
      return [{ ...single, method: "verifyTables", call: (client) => client.verifyTables(named, options) }];
    case "deleteTable":
      return [{ ...single, method: "deleteTables", call: (client) => client.deleteTables(["users"], options) }];
    default:
      return [];
  }
}
