import type { NamedDefinition } from "../../table/many/options.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { ownMember } from "../../validation/own-member.js";
import { callback, recordOf, string } from "../../validation/readers.js";
import { checkShape } from "../check-shape.js";
import { readDocument } from "../document.js";
import { definitionsOf, type FoundTable } from "../found-tables.js";
import type { ImportOptions } from "../options.js";
import { partsNotRead } from "../parts-not-read.js";
import { KNOWN_PROPERTIES } from "./known-properties.js";
import { readGlobalTableResource, replicaPartsNotRead } from "./read-global-resource.js";
import { readTableResource } from "./read-resource.js";
import { isTrue, resolve, type TemplateScope } from "./resolve.js";
import { macrosIn, otherParts, resourcesIn, type TemplateResource } from "./resources.js";
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
 * @throws `TableDefinitionError` with every value that only a deployment knows, every table that is invalid, and names that two
 * tables have.
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
  const scope: TemplateScope = { template: document, values, names: given.names ?? {}, report: issues.report };
  const resources = resourcesIn(document, issues.report);
  const found = resources.flatMap((resource) => tableOf(resource, given, scope, issues));
  const others = resources.flatMap((resource) => otherParts(resource, scope));
  return definitionsOf(method, found, [...others, ...macrosIn(document, found)], given, issues);
}

function tableOf(
  { id, path: place, type, condition, properties: inTemplate }: TemplateResource,
  { region }: FromCloudFormationOptions,
  scope: TemplateScope,
  issues: Issues,
): readonly FoundTable[] {
  const known = ownMember(KNOWN_PROPERTIES, type);
  if (known === undefined) return [];
  if (condition !== undefined && !isTrue(condition, `${place}.Condition`, scope)) return [];
  const path = `${place}.Properties`;
  const namePath = `${path}.TableName`;
  const before = issues.list.length;
  const name = ownMember(scope.names, id);
  const named = { ...inTemplate, ...(name !== undefined && { TableName: name }) };
  // Without a region, the table's own replica is told apart by the reference.
  const properties = withTypes(resolve(region === undefined ? withOwnRegion(named) : named, path, scope));
  if (!checkShape(properties, ownMember(SHAPES, type) ?? {}, path, scope.report)) return [];
  const read = properties as Properties; // checked
  if (read["TableName"] === undefined)
    scope.report(namePath, "the template does not name the table.", `pass names: { ${id}: … }.`);
  if (issues.list.length > before) return [];
  const isGlobal = type === "AWS::DynamoDB::GlobalTable";
  const table = isGlobal ? readGlobalTableResource(read, region ?? OWN_REGION) : readTableResource(read);
  const notRead = [...partsNotRead(read, known, path), ...(isGlobal ? replicaPartsNotRead(read, path) : [])];
  return [{ path, namePath, table, notRead }];
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
