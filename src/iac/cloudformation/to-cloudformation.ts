import { string } from "../../validation/readers.js";
import { logicalIds } from "../names.js";
import type { ExportedTable, ExportOptions, Unsupported } from "../options.js";
import { readExport } from "../read-tables.js";
import { resourceOf } from "./resource-of.js";
import type { CloudFormationTemplate } from "./template.js";
import { unsupportedOf } from "./unsupported.js";

/** What `toCloudFormation` returns. */
export interface CloudFormationExport {
  /** The template, as an object: `JSON.stringify` makes its text. */
  readonly template: CloudFormationTemplate;
  /** What the template does not say, or says in another way; empty if there is nothing. */
  readonly unsupported: readonly Unsupported[];
}

/**
 * A CloudFormation template with the tables: `AWS::DynamoDB::Table`, and `AWS::DynamoDB::GlobalTable` for a table with replicas.
 * Pure: nothing is sent. The same definitions give the same template, in whatever order they are listed.
 *
 * Tables are retained when they leave the template. CloudFormation creates or deletes one global secondary index of a table in
 * each update of a stack: a change of more of them needs a template for each.
 *
 * @param tables - Models, tables of `defineTable`, and `[name, definition]`; the last argument can be options.
 * @returns The template, and what it does not say.
 * @throws `TableDefinitionError` with everything that is wrong with any of the definitions.
 *
 * @example
 * ```ts
 * import { toCloudFormation } from "dynatwin/iac";
 *
 * const { template, unsupported } = toCloudFormation(User, Order);
 * console.log(JSON.stringify(template, undefined, 2), unsupported);
 * ```
 */
export function toCloudFormation(
  ...tables: readonly ExportedTable[] | readonly [...tables: ExportedTable[], options: ExportOptions]
): CloudFormationExport {
  const { tables: list, options } = readExport<ExportOptions>("toCloudFormation", tables, { region: string });
  const ids = logicalIds(list);
  const resources = list.map((table) => [ids.get(table.tableName) ?? "", resourceOf(table, options)] as const);
  return {
    template: { AWSTemplateFormatVersion: "2010-09-09", Resources: Object.fromEntries(resources) },
    unsupported: list.flatMap((table) => unsupportedOf(table, options)),
  };
}
