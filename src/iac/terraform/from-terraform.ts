import { tableNameIn } from "../../dynamodb/arns.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { callback, readerOf, recordOf } from "../../validation/readers.js";
import { type DeclaredTable, definitionOfDeclared } from "../declared-table.js";
import { readDocument } from "../document.js";
import type { ImportOptions } from "../options.js";
import { readTable } from "../read-tables.js";
import type { TerraformDocument } from "./document.js";
import { readTableArguments } from "./read-table.js";
import { type ReadType, resourcesIn, type TerraformResource } from "./resources.js";
import { NOT_READ, type TableArguments } from "./table-arguments.js";

/** The options of `fromTerraform`. */
export interface FromTerraformOptions extends ImportOptions {
  /**
   * The values of references in a configuration: `{ "var.stage": "test", "aws_kms_key.main.arn": "arn:…" }`.
   * @defaultValue the default values of the variables
   */
  readonly variables?: Readonly<Record<string, string | number | boolean>> | undefined;
}

const scalar = readerOf(
  (value): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value),
  "a string, a number, true or false",
);
const readers: OptionReaders<FromTerraformOptions> = { variables: recordOf(scalar), onUnsupported: callback() };

/**
 * The definitions of the tables in a Terraform document: `aws_dynamodb_table`, with their Contributor Insights and resource policies.
 * With them, tests create the tables of a configuration, and `verifyTable` compares what is deployed with it. Pure: nothing is sent.
 *
 * Of a configuration in HCL, with modules and `for_each`, `terraform show -json` prints what is read here, of a plan or of the
 * state. Of a configuration in JSON syntax, references to variables, locals, tables and KMS keys are computed.
 *
 * @param document - What `terraform show -json` prints, or a configuration in JSON syntax (`.tf.json`); an object, or JSON text.
 * @param options - Values of variables.
 * @returns A `[name, definition]` for each table, in the order of the document: for `createTables`, `verifyTables` and the others.
 * @throws `TableDefinitionError` if an expression cannot be computed, or if a table is invalid.
 *
 * @example
 * ```ts
 * import { fromTerraform, toTerraform } from "dynatwin/iac";
 *
 * const { document } = toTerraform(User, Order);
 * const tables = fromTerraform(JSON.stringify(document));
 * await client.createTables(tables, { wait: true });
 * await client.verifyTables(tables);
 * ```
 */
export function fromTerraform(
  document: string | object | TerraformDocument,
  options: FromTerraformOptions = {},
): readonly NamedDefinition[] {
  const method = "fromTerraform";
  const given = checkOptions(method, options, objectOf<FromTerraformOptions>(readers));
  const json = readDocument(document, method, "document");
  const issues = new Issues();
  const resources = resourcesIn(json, { document: json, values: given.variables ?? {}, report: issues.report });
  issues.throwIfAny(method);
  return ofType(resources, "aws_dynamodb_table").map((resource): NamedDefinition => {
    // The provider has checked the types; what does not fit is reported by the check of the definition.
    const declared = readTableArguments(resource.values as unknown as TableArguments);
    const { TableName: name = "" } = declared.input;
    for (const member of Object.keys(resource.values))
      if (NOT_READ.has(member) && isGiven(resource.values[member]))
        given.onUnsupported?.({ tableName: name, path: `${resource.path}.${member}`, reason: "no option says this." });
    const definition = definitionOfDeclared(withOtherResources(declared, resources));
    readTable(name, definition);
    return [name, definition];
  });
}

function ofType(resources: readonly TerraformResource[], wanted: ReadType): readonly TerraformResource[] {
  return resources.filter(({ type }) => type === wanted);
}

/** A state has `null` and empty lists for what is not there. */
function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** A table with the settings that have resources of their own. */
function withOtherResources(table: DeclaredTable, resources: readonly TerraformResource[]): DeclaredTable {
  const name = table.input.TableName;
  const hasInsights = ofType(resources, "aws_dynamodb_contributor_insights").some(
    ({ values }) => values["table_name"] === name && !values["index_name"],
  );
  const [policy] = ofType(resources, "aws_dynamodb_resource_policy").filter(
    ({ values }) => tableNameIn(String(values["resource_arn"])) === name,
  );
  return {
    ...table,
    input: { ...table.input, ...(policy && { ResourcePolicy: String(policy.values["policy"]) }) },
    settings: { ...table.settings, ...(hasInsights && { contributorInsights: true }) },
  };
}
