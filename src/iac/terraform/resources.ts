import { memberPath } from "../../validation/member-path.js";
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
const TYPES: ReadonlySet<string> = new Set<ReadType>([
  "aws_dynamodb_table",
  "aws_dynamodb_contributor_insights",
  "aws_dynamodb_resource_policy",
]);

/** The resources of a configuration in JSON syntax, or of what `terraform show -json` prints of a state or a plan. */
export function resourcesIn(document: Json, scope: ConfigurationScope): readonly TerraformResource[] {
  const shown = Object(document["planned_values"] ?? document["values"]) as Json;
  const place = document["planned_values"] === undefined ? "values" : "planned_values";
  const root = shown["root_module"];
  return root === undefined ? configured(document, scope) : shownIn(root, `${place}.root_module`);
}

/** The resources of a module and of those in it. */
function shownIn(module: unknown, path: string): readonly TerraformResource[] {
  const { resources = [], child_modules = [] } = Object(module) as {
    readonly resources?: readonly Json[];
    readonly child_modules?: readonly unknown[];
  };
  const own = resources.flatMap(({ mode, type, address, values }, index): TerraformResource[] => {
    if (mode === "data" || !TYPES.has(String(type))) return [];
    const place = `${path}.resources[${index}]`;
    return [{ type: String(type), name: String(address), path: place, values: Object(values) as Json }];
  });
  return [...own, ...child_modules.flatMap((child, index) => shownIn(child, `${path}.child_modules[${index}]`))];
}

function configured(document: Json, scope: ConfigurationScope): readonly TerraformResource[] {
  const types = Object.entries(Object(document["resource"]) as Readonly<Record<string, Json>>);
  return types
    .filter(([type]) => TYPES.has(type))
    .flatMap(([type, named]) =>
      Object.entries(named).map(([name, block]): TerraformResource => {
        const path = memberPath(`resource.${type}`, name);
        const given = Object(Array.isArray(block) ? block[0] : block) as Json;
        for (const member of UNREADABLE)
          if (given[member] !== undefined)
            scope.report(`${path}.${member}`, "is not computed here.", "pass the output of terraform show -json.");
        return { type, name, path, values: evaluate(withTableReference(type, given), path, scope) as Json };
      }),
    );
}

const UNREADABLE = ["count", "for_each", "dynamic"];

/** A policy refers to its table by an ARN, which only a deployment knows; the name is enough. */
function withTableReference(type: string, block: Json): Json {
  const { resource_arn: arn } = block;
  if (type !== "aws_dynamodb_resource_policy" || typeof arn !== "string") return block;
  return { ...block, resource_arn: arn.replace(/^(\$\{aws_dynamodb_table\..*\.)arn\}$/, "$1name}") };
}
