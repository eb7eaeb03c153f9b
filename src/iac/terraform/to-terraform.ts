import type { OptionReaders } from "../../validation/object-readers.js";
import { readerOf } from "../../validation/readers.js";
import { namesIn } from "../names.js";
import type { ExportedTable, Unsupported } from "../options.js";
import { readExport, type TableToExport } from "../read-tables.js";
import { unsupportedMembers } from "../unsupported-members.js";
import { type Arguments, type Blocks, literal, type TerraformDocument } from "./document.js";
import { hasKeySchema, providerVersionOf } from "./provider-version.js";
import { isArn, tableArguments } from "./table-resource.js";
import { unsupportedOfTable } from "./unsupported.js";

/** The options of `toTerraform`. */
export interface TerraformOptions {
  /**
   * The oldest version of the AWS provider that is in use: `"6.29.0"`. From that one on, the keys of indexes are in `key_schema`, as
   * `hash_key` and `range_key` of an index are deprecated. @defaultValue the oldest version that has all arguments of the tables
   */
  readonly providerVersion?: string | undefined;
}

/** What `toTerraform` returns. */
export interface TerraformExport {
  /** The configuration, as an object: `JSON.stringify` makes the text of a `.tf.json` file. */
  readonly document: TerraformDocument;
  /** What the configuration does not say; empty if there is nothing. */
  readonly unsupported: readonly Unsupported[];
}

const readers: OptionReaders<TerraformOptions> = {
  providerVersion: readerOf(
    (value): value is string => typeof value === "string" && /^\d+\.\d+(\.\d+)?$/.test(value),
    'a version like "6.29.0"',
  ),
};

/**
 * A Terraform configuration in JSON syntax with the tables: `aws_dynamodb_table`, and resources of their own for Contributor Insights
 * and resource policies. Pure: nothing is sent. The same definitions give the same configuration, in whatever order they are listed.
 *
 * `required_providers` has the oldest version of the AWS provider that knows all arguments of the tables.
 *
 * @param tables - Models, tables of `defineTable`, and `[name, definition]`; the last argument can be options.
 * @returns The configuration, and what it does not say.
 * @throws `TableDefinitionError` with everything that is wrong with any of the definitions.
 *
 * @example
 * ```ts
 * import { toTerraform } from "dynatwin/iac";
 *
 * const { document, unsupported } = toTerraform(User, Order);
 * console.log(JSON.stringify(document, undefined, 2), unsupported);
 * ```
 */
export function toTerraform(
  ...tables: readonly ExportedTable[] | readonly [...tables: ExportedTable[], options: TerraformOptions]
): TerraformExport {
  const { tables: list, options } = readExport<TerraformOptions>("toTerraform", tables, readers);
  const version = providerVersionOf(list, options.providerVersion);
  const names = namesIn(list, resourceName);
  const blocks = list.map((table) => tableBlocks(table, names.get(table.tableName) ?? "", hasKeySchema(version)));
  const data = merged(blocks.map((each) => each.data));
  return {
    document: {
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: `>= ${version}` } } },
      ...(Object.keys(data).length > 0 && { data }),
      resource: merged(blocks.map((each) => each.resource)),
    },
    unsupported: list.flatMap((table) => [...unsupportedMembers(table), ...unsupportedOfTable(table)]),
  };
}

/** A name that begins with a letter. */
function resourceName(words: readonly string[]): string {
  const name = words.join("_").toLowerCase();
  return /^[a-z]/.test(name) ? name : `table_${name}`;
}

/** The resources and data sources of a table. */
function tableBlocks(table: TableToExport, name: string, keySchema: boolean): { resource: Blocks; data: Blocks } {
  const { input, options } = table;
  const key = input.SSESpecification?.KMSMasterKeyId;
  const isLookedUp = key !== undefined && !isArn(key);
  const reference = `aws_dynamodb_table.${name}`;
  const resource: Record<string, Readonly<Record<string, Arguments>>> = {
    aws_dynamodb_table: {
      [name]: tableArguments(table, keySchema, isLookedUp ? `\${data.aws_kms_key.${name}.arn}` : key && literal(key)),
    },
  };
  if (options.contributorInsights)
    resource["aws_dynamodb_contributor_insights"] = { [name]: { table_name: `\${${reference}.name}` } };
  if (input.ResourcePolicy !== undefined)
    resource["aws_dynamodb_resource_policy"] = {
      [name]: { resource_arn: `\${${reference}.arn}`, policy: literal(input.ResourcePolicy) },
    };
  return { resource, data: isLookedUp ? { aws_kms_key: { [name]: { key_id: literal(key) } } } : {} };
}

/** The blocks of all tables, sorted by their types. */
function merged(all: readonly Blocks[]): Blocks {
  const types = [...new Set(all.flatMap(Object.keys))].toSorted();
  return Object.fromEntries(types.map((type) => [type, Object.assign({}, ...all.map((each) => each[type]))]));
}
