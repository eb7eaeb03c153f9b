import { regionIn, tableNameIn } from "../../dynamodb/arns.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { callback, readerOf, recordOf } from "../../validation/readers.js";
import { checkShape } from "../check-shape.js";
import { type DeclaredTable, definitionOfDeclared } from "../declared-table.js";
import { type Json, readDocument } from "../document.js";
import type { ImportOptions, Unsupported } from "../options.js";
import { readTable } from "../read-tables.js";
import type { TerraformDocument } from "./document.js";
import { readTableArguments } from "./read-table.js";
import { isReadType, type ReadType, resourcesIn, type TerraformResource } from "./resources.js";
import { TABLE } from "./shapes.js";
import { NOT_READ, type TableArguments } from "./table-arguments.js";
import { withTypes } from "./with-types.js";

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
  const listed = resourcesIn(json, { document: json, values: given.variables ?? {}, report: issues.report });
  const resources = listed.map((resource) => ({ ...resource, values: withTypes(resource.values) as Json }));
  for (const { values, path } of ofType(resources, "aws_dynamodb_table"))
    checkShape(values, TABLE, path, issues.report);
  issues.throwIfAny(method);
  for (const part of partsNotRead(resources)) given.onUnsupported?.(part);
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

/** Resources that belong to a table, of which no definition has a part. */
function partsNotRead(resources: readonly TerraformResource[]): readonly Unsupported[] {
  return resources.flatMap(({ type, path, values }): readonly Unsupported[] => {
    const { table_name, table_arn, global_table_arn, resource_arn, index_name } = values;
    const arn = String(resource_arn ?? table_arn ?? global_table_arn ?? "");
    const tableName = String(table_name ?? tableNameIn(arn));
    if (!isReadType(type)) return [{ tableName, path, reason: `no option is read from ${type}.` }];
    if (type === "aws_dynamodb_contributor_insights" && isGiven(index_name))
      return [{ tableName, path, reason: "no option says Contributor Insights of an index." }];
    if (type === "aws_dynamodb_contributor_insights" && !isGiven(table_name))
      return [{ tableName, path, reason: "the plan does not know its table yet." }];
    if (type !== "aws_dynamodb_resource_policy") return [];
    if (!isGiven(resource_arn) || !isGiven(values["policy"]))
      return [{ tableName, path, reason: "the plan does not know its table or its policy yet." }];
    return isOfStream(arn) ? [{ tableName, path, reason: "no option says the policy of a stream." }] : [];
  });
}

function isOfStream(arn: string): boolean {
  return arn.includes("/stream/");
}

/** A table with the settings that have resources of their own. */
function withOtherResources(table: DeclaredTable, resources: readonly TerraformResource[]): DeclaredTable {
  const name = table.input.TableName;
  const hasInsights = ofType(resources, "aws_dynamodb_contributor_insights").some(
    ({ values }) => values["table_name"] === name && !values["index_name"],
  );
  const policies = ofType(resources, "aws_dynamodb_resource_policy").flatMap(({ values }) => {
    const { resource_arn, policy } = values;
    const arn = String(resource_arn ?? "");
    if (tableNameIn(arn) !== name || isOfStream(arn) || !isGiven(policy)) return [];
    return [{ region: regionIn(arn), policy: String(policy) }];
  });
  const { replicas } = table;
  const regions = new Set(replicas?.map(({ region }) => region));
  const own = policies.find(({ region }) => region === undefined || !regions.has(region));
  return {
    ...table,
    input: { ...table.input, ...(own && { ResourcePolicy: own.policy }) },
    settings: { ...table.settings, ...(hasInsights && { contributorInsights: true }) },
    ...(replicas && {
      // A policy is of one region: that in its ARN.
      replicas: replicas.map((replica) => {
        const found = policies.find(({ region }) => region === replica.region);
        return found ? { ...replica, resourcePolicy: found.policy } : replica;
      }),
    }),
  };
}
