import type { ExportOptions } from "../options.js";
import type { TableToExport } from "../read-tables.js";
import { globalTableResource } from "./global-table-resource.js";
import { tableResource } from "./table-resource.js";
import type { Resource } from "./template.js";

/** The resource of a table. */
export function resourceOf(table: TableToExport, { region }: ExportOptions): Resource {
  return isGlobal(table) ? globalTableResource(table, region) : tableResource(table);
}

/** Whether a table has replicas. */
export function isGlobal({ options }: TableToExport): boolean {
  return (options.replicas ?? []).length > 0;
}
