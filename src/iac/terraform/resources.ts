import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import { shown } from "../../validation/readers.js";
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
  /** Which one it is of a state or a plan. */
  readonly instance?: Instance;
}

/** The key of an instance: of `for_each`, of `count`, or of a resource that is not repeated. */
export type Key = string | number | undefined;

/** A resource of a state or a plan. */
export interface Instance {
  readonly address: string;
  /** The address of its module; empty for the root. */
  readonly module: string;
  readonly label: string;
  readonly key: Key;
}

/** The types of resources that are read. */
export type ReadType = "aws_dynamodb_table" | "aws_dynamodb_contributor_insights" | "aws_dynamodb_resource_policy";
const READ: ReadonlySet<string> = new Set<ReadType>([
  "aws_dynamodb_table",
  "aws_dynamodb_contributor_insights",
  "aws_dynamodb_resource_policy",
]);

/** Whether a resource is read, and not only listed. */
export function isReadType(type: string): type is ReadType {
  return READ.has(type);
}

/** The resources of a configuration in JSON syntax, or of what `terraform show -json` prints of a state or a plan. */
export function resourcesIn(document: Json, scope: ConfigurationScope): readonly TerraformResource[] {
  const place = SHOWN.find((name) => document[name] !== undefined);
  if (place === undefined) return configured(document, scope);
  if (!checkShape(document, { [place]: {} }, "", scope.report)) return [];
  const { root_module: root = {} } = document[place] as Json; // checked
  return shownIn(root, `${place}.root_module`, scope.report);
}

const SHOWN = ["planned_values", "values"] as const;

/** Whether a document is a configuration, and not a state or a plan. */
export function isConfiguration(document: Json): boolean {
  return !SHOWN.some((name) => document[name] !== undefined);
}

/** The resources of a module and of those in it. */
function shownIn(module: unknown, path: string, report: Report): readonly TerraformResource[] {
  if (!checkShape(module ?? {}, MODULE, path, report)) return [];
  const {
    address: moduleAddress = "",
    resources,
    child_modules,
  } = Object(module) as {
    readonly address?: string;
    readonly resources?: readonly Json[] | null;
    readonly child_modules?: readonly unknown[] | null;
  };
  const own = (resources ?? []).flatMap((resource, index): TerraformResource[] => {
    const { mode, type, name, address, index: key, values } = Object(resource) as Json;
    if (mode === "data" || !isRead(String(type))) return [];
    const instance = { address: String(address), module: String(moduleAddress), label: String(name), key: key as Key };
    return [
      {
        type: String(type),
        name: String(address),
        path: `${path}.resources[${index}]`,
        values: Object(values) as Json,
        instance,
      },
    ];
  });
  return [
    ...own,
    ...(child_modules ?? []).flatMap((child, index) => shownIn(child, `${path}.child_modules[${index}]`, report)),
  ];
}

const optionalList = new Check("a list", (value) => value === null || Array.isArray(value));
const MODULE: Members = { resources: optionalList, child_modules: optionalList };

/** Other resources of DynamoDB, and automatic scaling, are parts that no definition says. */
function isRead(type: string): boolean {
  return /^(aws|awscc)_(dynamodb|appautoscaling)_/.test(type) && type !== "aws_dynamodb_table_item";
}

/** The blocks of a configuration. Terraform has documents of other forms, such as its state files. */
const BLOCKS = ["check", "data", "ephemeral", "import", "locals", "module", "moved", "output", "provider", "removed"];
const TOP_LEVEL = new Set([...BLOCKS, "resource", "terraform", "variable", "//", "format_version"]);

function configured(document: Json, scope: ConfigurationScope): readonly TerraformResource[] {
  const { resource } = document;
  if (!Object.keys(document).some((name) => TOP_LEVEL.has(name))) {
    const fix = "pass what terraform show -json prints, or a .tf.json file.";
    scope.report("document", "is no configuration, no state and no plan of Terraform.", fix);
  }
  if (resource !== undefined && (typeof resource !== "object" || resource === null))
    scope.report("resource", `expected an object, got ${shown(resource)}.`);
  return membersOf(document["resource"], "resource")
    .filter(({ name: type }) => isRead(type))
    .flatMap(({ name: type, value: named, path: place }) =>
      membersOf(named, place).map(({ name, value: block, path }): TerraformResource => {
        if (Array.isArray(block) && block.length > 1) scope.report(path, "is defined more than once.", "leave one.");
        const given = Object(Array.isArray(block) ? block[0] : block) as Json;
        const linked = withTableReference(given);
        if (!isReadType(type)) return { type, name, path, values: knownValues(linked, path, scope) };
        for (const member of UNREADABLE)
          if (given[member] !== undefined)
            scope.report(`${path}.${member}`, "is not computed here.", "pass the output of terraform show -json.");
        return { type, name, path, values: evaluate(linked, path, scope) as Json };
      }),
    );
}

/** The members of an object, or of a list of objects, with their paths. */
export function membersOf(
  value: unknown,
  path: string,
): readonly { readonly name: string; readonly value: unknown; readonly path: string }[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => membersOf(part, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, member]) => ({ name, value: member, path: memberPath(path, name) }));
}

const UNREADABLE = ["count", "for_each", "dynamic"];

/** A resource refers to its table by an ARN, which only a deployment knows; the name is enough. */
function withTableReference(block: Json): Json {
  const links = ["resource_arn", "table_arn", "global_table_arn"].flatMap((name) => {
    const arn = block[name];
    return typeof arn === "string" ? [[name, arn.replace(/^(\$\{aws_dynamodb_table\..*\.)arn\}$/, "$1name}")]] : [];
  });
  return { ...block, ...Object.fromEntries(links) };
}

/** The values of a resource that is only listed, without those that cannot be computed. */
function knownValues(block: Json, path: string, scope: ConfigurationScope): Json {
  const known = Object.entries(block).filter(([, value]) => {
    let isKnown = true;
    evaluate(value, path, { ...scope, report: () => (isKnown = false) });
    return isKnown;
  });
  return evaluate(Object.fromEntries(known), path, scope) as Json;
}
