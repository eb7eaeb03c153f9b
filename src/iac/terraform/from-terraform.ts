import type { NamedDefinition } from "../../table/many/options.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { callback, readerOf, recordOf } from "../../validation/readers.js";
import { checkShape } from "../check-shape.js";
import { type Json, readDocument } from "../document.js";
import { definitionsOf, type FoundTable } from "../found-tables.js";
import type { ImportOptions, Unsupported } from "../options.js";
import { partsNotRead } from "../parts-not-read.js";
import type { TerraformDocument } from "./document.js";
import { isGiven, KNOWN_ARGUMENTS } from "./known-arguments.js";
import { separateSettings, withSettings, withTable } from "./other-resources.js";
import { PlanReferences } from "./plan-references.js";
import { type PlanScope, plannedTable } from "./planned-values.js";
import { readTableArguments } from "./read-table.js";
import { isConfiguration, membersOf, resourcesIn, type TerraformResource } from "./resources.js";
import { TABLE } from "./shapes.js";
import type { TableArguments } from "./table-arguments.js";
import { withTypes } from "./with-types.js";

/** The options of `fromTerraform`. */
export interface FromTerraformOptions extends ImportOptions {
  /**
   * The values of references in a configuration, `{ "var.stage": "test", "aws_kms_key.main.arn": "arn:…" }`, and those that a plan
   * does not know yet, by address: `{ "aws_dynamodb_table.users.server_side_encryption[0].kms_key_arn": "arn:…" }`.
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
 * state. Of a configuration in JSON syntax, references to variables, locals, tables and KMS keys are computed. Of a plan, policies and
 * Contributor Insights of new tables are found by the references in their expressions.
 *
 * @param document - What `terraform show -json` prints, or a configuration in JSON syntax (`.tf.json`); an object, or JSON text.
 * @param options - Values of variables, and those that a plan does not know yet.
 * @returns A `[name, definition]` for each table, in the order of the document: for `createTables`, `verifyTables` and the others.
 * @throws `TableDefinitionError` with every expression that cannot be computed, every table that is invalid, and names that two
 * tables have.
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
  const values = given.variables ?? {};
  const resources = resourcesIn(json, { document: json, values, report: issues.report });
  const [tables, others] = [resources.filter(isTable), resources.filter((resource) => !isTable(resource))];
  const plan = { document: json, references: new PlanReferences(json, tables), values, report: issues.report };
  const found = tables.flatMap((resource) => tableOf(resource, plan, issues));
  const linked = others.map((resource) => withTable(resource, plan.references));
  const { settings, notRead } = separateSettings(
    linked,
    found.map(({ table }) => table),
  );
  const complete = found.map((each) => ({ ...each, table: withSettings(each.table, settings) }));
  return definitionsOf(method, complete, [...notRead, ...modulesIn(json)], given, issues);
}

function isTable({ type }: TerraformResource): boolean {
  return type === "aws_dynamodb_table";
}

function tableOf(resource: TerraformResource, plan: PlanScope, issues: Issues): readonly FoundTable[] {
  const { path } = resource;
  const namePath = `${path}.name`;
  const before = issues.list.length;
  const planned = plannedTable(resource, plan);
  const values = withTypes(planned.values) as Json;
  if (!checkShape(values, TABLE, path, issues.report) || issues.list.length > before) return [];
  if (!isGiven(values["name"])) {
    issues.report(namePath, "the table has no name here.");
    return [];
  }
  // The provider has checked the types; what does not fit is reported by the check of the definition.
  const table = readTableArguments(values as unknown as TableArguments);
  const known = KNOWN_ARGUMENTS.aws_dynamodb_table;
  // A state has a region of every table; a configuration, of one that is not in the provider's region.
  const read = isConfiguration(plan.document) ? known : { ...known, region: true as const };
  const notRead = partsNotRead(values, read, path, isGiven);
  return [{ path, namePath, table, notRead: [...notRead, ...planned.notKnown] }];
}

/** A configuration has modules in other files. */
function modulesIn({ module }: Json): readonly Unsupported[] {
  const reason = "modules are not read: pass the output of terraform show -json.";
  return membersOf(module, "module").map(({ path }) => ({ tableName: "", path, reason }));
}
