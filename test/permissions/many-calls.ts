import type { MethodCall } from "./method-call.js";

const named = [["users", { partitionKey: ["pk", "S"] }]] as const;

/** The same call for a list of tables, where there is one. */
export function manyOf(single: MethodCall): MethodCall[] {
  const options = single.options as object; // those of the call for one table: the others have them, too
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
