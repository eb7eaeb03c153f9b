import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import { Check, checkShape, type Members } from "../check-shape.js";
import type { Json } from "../document.js";
import { type ConfigurationScope, evaluate } from "./expressions.js";

/** A resource, with values in the place of expressions. */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  /** Where it is in the document. */
  readonly path: string;
  readonly values: Json;
}

/** The types of resources that are read. */
export type ReadType = "aws_dynamodb_table" | "aws_dynamodb_contributor_insights" | "aws_dynamodb_resource_policy";
const READ: ReadonlySet<string> = new Set<ReadType>([
  "aws_dynamodb_table",
  "aws_dynamodb_contributor_insights",
  "aws_dynamodb_resource_policy",
]);

/** Whether a resource is read, and not only listed. */
export function isReadType(type: string): boolean {
  return READ.has(type);
}

/** The resources of a configuration in JSON syntax, or of what `terraform show -json` prints of a state or a plan. */
export function resourcesIn(document: Json, scope: ConfigurationScope): readonly TerraformResource[] {
  const shown = Object(document["planned_values"] ?? document["values"]) as Json;
  const place = document["planned_values"] === undefined ? "values" : "planned_values";
  const root = shown["root_module"];
  return root === undefined ? configured(document, scope) : shownIn(root, `${place}.root_module`, scope.report);
}

/** The resources of a module and of those in it. */
function shownIn(module: unknown, path: string, report: Report): readonly TerraformResource[] {
  if (!checkShape(module ?? {}, MODULE, path, report)) return [];
  const { resources, child_modules } = Object(module) as {
    readonly resources?: readonly Json[] | null;
    readonly child_modules?: readonly unknown[] | null;
  };
  const own = (resources ?? []).flatMap((resource, index): TerraformResource[] => {
    const { mode, type, address, values } = Object(resource) as Json;
    if (mode === "data" || !isRead(String(type))) return [];
    const place = `${path}.resources[${index}]`;
    return [{ type: String(type), name: String(address), path: place, values: Object(values) as Json }];
  });
  return [
    ...own,
    ...(child_modules ?? []).flatMap((child, index) => shownIn(child, `${path}.child_modules[${index}]`, report)),
  ];
}

const optionalList = new Check("a list", (value) => value === null || Array.isArray(value));
const MODULE: Members = { resources: optionalList, child_modules: optionalList };

/** Other resources of DynamoDB are parts that no definition says. */
function isRead(type: string): boolean {
  return type.startsWith("aws_dynamodb_") && type !== "aws_dynamodb_table_item";
}

function configured(document: Json, scope: ConfigurationScope): readonly TerraformResource[] {
  return membersOf(document["resource"], "resource")
    .filter(({ name: type }) => isRead(type))
    .flatMap(({ name: type, value: named, path: place }) =>
      membersOf(named, place).map(({ name, value: block, path }): TerraformResource => {
        const given = Object(Array.isArray(block) ? block[0] : block) as Json;
        if (!isReadType(type)) return { type, name, path, values: given };
        for (const member of UNREADABLE)
          if (given[member] !== undefined)
            scope.report(`${path}.${member}`, "is not computed here.", "pass the output of terraform show -json.");
        return { type, name, path, values: evaluate(withTableReference(type, given), path, scope) as Json };
      }),
    );
}

/** The members of an object, or of a list of objects, with their paths. */
function membersOf(
  value: unknown,
  path: string,
): readonly { readonly name: string; readonly value: unknown; readonly path: string }[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => membersOf(part, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, member]) => ({ name, value: member, path: memberPath(path, name) }));
}

const UNREADABLE = ["count", "for_each", "dynamic"];

/** A policy refers to its table by an ARN, which only a deployment knows; the name is enough. */
function withTableReference(type: string, block: Json): Json {
  const { resource_arn: arn } = block;
  if (type !== "aws_dynamodb_resource_policy" || typeof arn !== "string") return block;
  return { ...block, resource_arn: arn.replace(/^(\$\{aws_dynamodb_table\..*\.)arn\}$/, "$1name}") };
}
