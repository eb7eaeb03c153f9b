import { regionIn, tableNameIn } from "../../dynamodb/arns.js";
import type { DeclaredTable } from "../declared-table.js";
import type { Json } from "../document.js";
import type { Unsupported } from "../options.js";
import { partsNotRead } from "../parts-not-read.js";
import { isGiven, KNOWN_ARGUMENTS } from "./known-arguments.js";
import type { PlanReferences } from "./plan-references.js";
import { isReadType, type TerraformResource } from "./resources.js";

/** The arguments that name the table of another resource. */
const LINKS = ["table_name", "resource_arn", "table_arn", "global_table_arn", "resource_id"];

/** A resource with the name of its table in the place of an argument that a plan does not know yet. */
export function withTable(resource: TerraformResource, references: PlanReferences): TerraformResource {
  const { values } = resource;
  if (LINKS.some((link) => isGiven(values[link]))) return resource;
  const expressions = references.expressionsOf(resource);
  const link = LINKS.find((name) => expressions[name] !== undefined);
  const name = link && references.tableOf(resource, link)?.values["name"];
  return link === undefined || name === undefined ? resource : { ...resource, values: { ...values, [link]: name } };
}

/** The name of the table that a resource belongs to; an empty text if it is not known. */
function tableNameOf(values: Json): string {
  const found = String(LINKS.map((link) => values[link]).find(isGiven) ?? "");
  // Automatic scaling has the name of a table, or of an index, in a path.
  return /^table\/([^/]+)/.exec(found)?.[1] ?? tableNameIn(found);
}

/** A resource policy, or Contributor Insights, of one of the tables. */
export interface SeparateSetting {
  readonly tableName: string;
  /** The region of the replica that it is of; `undefined` for the table itself. */
  readonly region: string | undefined;
  /** The policy's text. Without it, it is Contributor Insights. */
  readonly policy?: string;
}

/** The settings that have resources of their own, and what no definition says. */
export interface SeparateSettings {
  readonly settings: readonly SeparateSetting[];
  readonly notRead: readonly Unsupported[];
}

/** Reads the resources that are no tables. */
export function separateSettings(
  resources: readonly TerraformResource[],
  tables: readonly DeclaredTable[],
): SeparateSettings {
  const regions = new Map(
    tables.map(({ input, replicas = [] }) => [input.TableName, new Set(replicas.map(({ region }) => region))]),
  );
  const settings: SeparateSetting[] = [];
  const notRead = resources.flatMap(({ type, values, path }): readonly Unsupported[] => {
    const tableName = tableNameOf(values);
    const reason = reasonNotRead(type, values, regions.has(tableName));
    if (reason !== undefined) return [{ tableName, path, reason }];
    if (!isReadType(type)) return [];
    const inArn = regionIn(String(values["resource_arn"] ?? ""));
    const region = inArn !== undefined && regions.get(tableName)?.has(inArn) ? inArn : undefined;
    const isPolicy = type === "aws_dynamodb_resource_policy";
    const setting = { tableName, region, ...(isPolicy && { policy: String(values["policy"]) }) };
    if (settings.some((other) => isSame(other, setting)))
      return [{ tableName, path, reason: "another resource says this of the table." }];
    settings.push(setting);
    return partsNotRead(values, KNOWN_ARGUMENTS[type], path, isGiven).map((part) => ({ tableName, ...part }));
  });
  return { settings, notRead };
}

function isSame(one: SeparateSetting, other: SeparateSetting): boolean {
  const isOfOneKind = (one.policy === undefined) === (other.policy === undefined);
  return isOfOneKind && one.tableName === other.tableName && one.region === other.region;
}

/** Why a resource is not read; `undefined` if it is, or if it is of something else. */
function reasonNotRead(type: string, values: Json, hasTable: boolean): string | undefined {
  const { index_name, resource_arn, policy, service_namespace } = values;
  if (type.startsWith("aws_appautoscaling_"))
    return service_namespace === "dynamodb" ? "no option of a definition says automatic scaling." : undefined;
  if (!isReadType(type)) return `no option is read from ${type}.`;
  if (type === "aws_dynamodb_contributor_insights" && isGiven(index_name))
    return "no option says Contributor Insights of an index.";
  if (type === "aws_dynamodb_resource_policy" && String(resource_arn).includes("/stream/"))
    return "no option says the policy of a stream.";
  if (!LINKS.some((link) => isGiven(values[link]))) return "the document does not tell its table.";
  if (type === "aws_dynamodb_resource_policy" && !isGiven(policy)) return "the plan does not know the policy yet.";
  return hasTable ? undefined : "its table is not in the document.";
}

/** A table with the settings that have resources of their own. */
export function withSettings(table: DeclaredTable, settings: readonly SeparateSetting[]): DeclaredTable {
  const own = settings.filter(({ tableName }) => tableName === table.input.TableName);
  const policies = own.filter(({ policy }) => policy !== undefined);
  const ownPolicy = policies.find(({ region }) => region === undefined);
  const { replicas } = table;
  return {
    ...table,
    input: { ...table.input, ...(ownPolicy && { ResourcePolicy: ownPolicy.policy }) },
    settings: { ...table.settings, ...(own.length > policies.length && { contributorInsights: true }) },
    ...(replicas && {
      // A policy is of one region: that in its ARN.
      replicas: replicas.map((replica) => {
        const found = policies.find(({ region }) => region === replica.region);
        return found ? { ...replica, resourcePolicy: found.policy } : replica;
      }),
    }),
  };
}
