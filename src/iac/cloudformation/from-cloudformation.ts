import type { CreateTableOptions } from "../../table/definition/options.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { callback, recordOf, string } from "../../validation/readers.js";
import { checkShape } from "../check-shape.js";
import { type DeclaredTable, definitionOfDeclared } from "../declared-table.js";
import { type Json, readDocument } from "../document.js";
import type { ImportOptions } from "../options.js";
import { readTable } from "../read-tables.js";
import { KNOWN_PROPERTIES, unknownProperties } from "./known-properties.js";
import { readGlobalTableResource } from "./read-global-resource.js";
import { readTableResource } from "./read-resource.js";
import { isTrue, resolve, type TemplateScope } from "./resolve.js";
import { SHAPES } from "./shapes.js";
import type { CloudFormationTemplate, Properties } from "./template.js";
import { withTypes } from "./with-types.js";

/** The options of `fromCloudFormation`. */
export interface FromCloudFormationOptions extends ImportOptions {
  /**
   * Values of what only a deployment knows: parameters, pseudo parameters (`"AWS::AccountId"`), and attributes of resources
   * (`"Key.Arn"`). @defaultValue the default values of the template's parameters
   */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** The region of the deployment: the value of `AWS::Region`. @defaultValue none */
  readonly region?: string | undefined;
  /** The names of tables that have none in the template, by logical id. @defaultValue none */
  readonly names?: Readonly<Record<string, string>> | undefined;
}

const readers: OptionReaders<FromCloudFormationOptions> = {
  parameters: recordOf(string),
  region: string,
  names: recordOf(string),
  onUnsupported: callback(),
};

/**
 * The definitions of the tables in a CloudFormation template: `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`. With them,
 * tests create the tables of a template, and `verifyTable` compares what is deployed with it. Pure: nothing is sent.
 *
 * Functions such as `Ref`, `Fn::Sub` and `Fn::If` are computed; a resource whose condition is false is left out. Of a CDK app,
 * `cdk synth` writes the template to `cdk.out`.
 *
 * @param template - The template as an object, or as JSON text.
 * @param options - What only a deployment knows: values of parameters, the region, names.
 * @returns A `[name, definition]` for each table, in the order of the template: for `createTables`, `verifyTables` and the others.
 * @throws `TableDefinitionError` if a value is missing that only a deployment knows, or if a table is invalid.
 *
 * @example
 * ```ts
 * import { fromCloudFormation, toCloudFormation } from "dynatwin/iac";
 *
 * const { template } = toCloudFormation(User, Order);
 * const tables = fromCloudFormation(JSON.stringify(template));
 * await client.createTables(tables, { wait: true });
 * await client.verifyTables(tables);
 * ```
 */
export function fromCloudFormation(
  template: string | object | CloudFormationTemplate,
  options: FromCloudFormationOptions = {},
): readonly NamedDefinition[] {
  const method = "fromCloudFormation";
  const given = checkOptions(method, options, objectOf<FromCloudFormationOptions>(readers));
  const document = readDocument(template, method, "template");
  const issues = new Issues();
  const values = { ...given.parameters, ...(given.region !== undefined && { "AWS::Region": given.region }) };
  const scope: TemplateScope = { template: document, values, report: issues.report };
  const declared = tablesIn(document, given, scope);
  issues.throwIfAny(method);
  return declared.map(({ id, table, unsupported }): NamedDefinition => {
    const name = String(table.input.TableName);
    for (const path of unsupported)
      given.onUnsupported?.({ tableName: name, path: `Resources.${id}.Properties.${path}`, reason: NOT_READ });
    const definition: CreateTableOptions = definitionOfDeclared(table);
    readTable(name, definition);
    return [name, definition];
  });
}

const NOT_READ = "no option of a definition says this.";

interface TableInTemplate {
  readonly id: string;
  readonly table: DeclaredTable;
  readonly unsupported: readonly string[];
}

function tablesIn(
  document: Json,
  { names = {}, region }: FromCloudFormationOptions,
  scope: TemplateScope,
): readonly TableInTemplate[] {
  const resources = Object.entries(Object(document["Resources"]) as Readonly<Record<string, Json>>);
  return resources.flatMap(([id, resource]): TableInTemplate[] => {
    const { Type, Condition, Properties } = Object(resource) as Json;
    const place = memberPath("Resources", id);
    const known = Object.hasOwn(KNOWN_PROPERTIES, String(Type)) ? KNOWN_PROPERTIES[String(Type)] : undefined;
    if (known === undefined) return [];
    if (Condition !== undefined && !isTrue(Condition, `${place}.Condition`, scope)) return [];
    const path = `${place}.Properties`;
    const named = { ...(Object(Properties) as Properties), ...(Object.hasOwn(names, id) && { TableName: names[id] }) };
    // Without a region, the table's own replica is told apart by the reference.
    const own = region === undefined ? withOwnRegion(named) : named;
    const properties = withTypes(resolve(own, path, scope)) as Properties;
    if (properties["TableName"] === undefined)
      scope.report(`${path}.TableName`, "the template does not name the table.", `pass names: { ${id}: … }.`);
    if (!checkShape(properties, SHAPES[String(Type)] ?? {}, path, scope.report)) return [];
    const isGlobal = Type === "AWS::DynamoDB::GlobalTable";
    const table = isGlobal ? readGlobalTableResource(properties, region ?? OWN_REGION) : readTableResource(properties);
    return [{ id, table, unsupported: unknownProperties(properties, known) }];
  });
}

/** Stands for the region that a template is deployed to. */
const OWN_REGION = "";

function withOwnRegion(properties: Properties): Properties {
  const { Replicas } = properties;
  if (!Array.isArray(Replicas)) return properties;
  const replicas = (Replicas as readonly Properties[]).map((replica) => {
    const { Ref } = Object(Object(replica)["Region"]) as { Ref?: unknown };
    return Ref === "AWS::Region" ? { ...replica, Region: OWN_REGION } : replica;
  });
  return { ...properties, Replicas: replicas };
}
