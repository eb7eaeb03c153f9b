import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { ExportedTable } from "./options.js";
import { readExport } from "./read-tables.js";

/**
 * The input of the CreateTable request for a table, as `createTable` sends it: for the SDK, the AWS CLI
 * (`aws dynamodb create-table --cli-input-json`), and whatever else accepts it. Pure: nothing is sent.
 *
 * Time to live, point-in-time recovery, Contributor Insights and replicas have requests of their own, and are not in it.
 *
 * @param table - A model, a table of `defineTable`, or `[name, definition]`.
 * @returns The input, with the default values of the definition.
 * @throws `TableDefinitionError` if the definition has errors.
 *
 * @example
 * ```ts
 * import { toCreateTableInput } from "dynatwin/iac";
 *
 * console.log(JSON.stringify(toCreateTableInput(User), undefined, 2));
 * ```
 */
export function toCreateTableInput(table: ExportedTable): CreateTableCommandInput {
  const { tables } = readExport("toCreateTableInput", [table], {});
  // One table was given, or the check has thrown.
  return (tables as [(typeof tables)[number]])[0].input;
}
