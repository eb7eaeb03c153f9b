import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import { ownMember } from "../../validation/own-member.js";
import { shown } from "../../validation/readers.js";
import type { Json } from "../document.js";
import type { FoundTable } from "../found-tables.js";
import type { Unsupported } from "../options.js";
import { KNOWN_PROPERTIES } from "./known-properties.js";
import { PROCESSED, resolve, type TemplateScope } from "./resolve.js";

/** A resource of a template, with the functions of its properties. */
export interface TemplateResource {
  readonly id: string;
  readonly path: string;
  readonly type: string;
  readonly condition: unknown;
  readonly properties: Json;
}

/** The resources of a template. Reports what is none, and loops that make tables. */
export function resourcesIn({ Resources }: Json, report: Report): readonly TemplateResource[] {
  if (!isObject(Resources)) {
    const fix = "pass a CloudFormation template; `cdk synth` writes them to cdk.out.";
    report("Resources", `expected an object, got ${shown(Resources)}.`, fix);
    return [];
  }
  return Object.entries(Resources).flatMap(([id, resource]) => {
    const path = memberPath("Resources", id);
    if (id.startsWith("Fn::")) {
      if (JSON.stringify(resource).includes('"AWS::DynamoDB::')) report(path, `${id} is not computed here.`, PROCESSED);
      return [];
    }
    const { Type, Condition, Properties = {} } = Object(resource) as Json;
    const type = String(Type);
    if (!isObject(Properties)) {
      if (isTable(type)) report(`${path}.Properties`, `expected an object, got ${shown(Properties)}.`);
      return [];
    }
    return [{ id, path, type, condition: Condition, properties: Properties }];
  });
}

/** What is in resources that are no tables and belong to one. */
export function otherParts(
  { id, path, type, properties }: TemplateResource,
  scope: TemplateScope,
): readonly Unsupported[] {
  if (isTable(type)) return [];
  if (type.startsWith("AWS::DynamoDB::") || type === "AWS::Serverless::SimpleTable")
    return [
      { tableName: nameIn(properties["TableName"], scope) || id, path, reason: `no table is read from ${type}.` },
    ];
  if (!type.startsWith("AWS::ApplicationAutoScaling::")) return [];
  // A policy can refer to its target alone.
  const { Ref } = Object(properties["ScalingTargetId"]) as Json;
  const target = Object(ownMember(Object(scope.template["Resources"]) as Json, String(Ref))) as Json;
  const { ServiceNamespace, ResourceId } = { ...(Object(target["Properties"]) as Json), ...properties };
  const [namespace, resourceId] = [ServiceNamespace, ResourceId].map((value) => nameIn(value, scope));
  const tableName = /^table\/([^/]+)/.exec(resourceId ?? "")?.[1];
  if (namespace !== "dynamodb" && tableName === undefined) return [];
  return [{ tableName: tableName ?? "", path, reason: "no option of a definition says automatic scaling." }];
}

/** Macros, which can change a table when the template is deployed. */
export function macrosIn({ Transform = [] }: Json, tables: readonly FoundTable[]): readonly Unsupported[] {
  const given: readonly unknown[] = Array.isArray(Transform) ? Transform : [Transform];
  const names = given.map((macro) => (typeof macro === "string" ? macro : String((Object(macro) as Json)["Name"])));
  if (names.every((name) => name.startsWith("AWS::") && name !== "AWS::Include")) return [];
  const reason = "a macro is not computed here, and can change the table.";
  return tables.map(({ table }) => ({ tableName: String(table.input.TableName), path: "Transform", reason }));
}

/** A text of a resource that is only listed; an empty one if it is not known. */
function nameIn(value: unknown, scope: TemplateScope): string {
  const found = resolve(value, "", { ...scope, report: () => undefined });
  return typeof found === "string" ? found : "";
}

function isTable(type: string): boolean {
  return Object.hasOwn(KNOWN_PROPERTIES, type);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
