import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import type { Json } from "../document.js";

/** What the expressions of a configuration refer to. */
export interface ConfigurationScope {
  /** The configuration. */
  readonly document: Json;
  /** The values of variables (`var.stage`), and of attributes of resources (`aws_kms_key.main.arn`). */
  readonly values: Readonly<Record<string, unknown>>;
  readonly report: Report;
  /** The references that are being computed. */
  readonly within?: readonly string[];
}

/**
 * A value of a configuration with its expressions computed: references to variables, locals, names of tables and keys of data
 * sources, alone or within a text. Any other expression is reported.
 *
 * @param path - Where the value is in the configuration, for messages.
 */
export function evaluate(value: unknown, path: string, scope: ConfigurationScope): unknown {
  if (Array.isArray(value)) return value.map((member, index) => evaluate(member, `${path}[${index}]`, scope));
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, member]) => {
      const place = memberPath(path, name);
      // The keys of a map are texts with expressions, too.
      return [String(evaluateText(name, place, scope)), evaluate(member, place, scope)] as const;
    });
    return Object.fromEntries(members);
  }
  return typeof value === "string" ? evaluateText(value, path, scope) : value;
}

function evaluateText(text: string, path: string, scope: ConfigurationScope): unknown {
  const whole = /^\$\{([^{}]*)\}$/.exec(text)?.[1];
  if (whole !== undefined) return lookUp(whole.trim(), path, scope);
  // An escaped start of an expression is text.
  return text.replace(/([$%])\1\{|[$%]\{([^{}]*)\}/g, (_, sign: string | undefined, expression = "") =>
    sign === undefined ? String(lookUp(String(expression).trim(), path, scope)) : `${sign}{`,
  );
}

function lookUp(reference: string, path: string, scope: ConfigurationScope): unknown {
  const { document, values, within = [] } = scope;
  if (Object.hasOwn(values, reference)) return values[reference];
  const [first = "", ...others] = reference.split(".");
  const found =
    first === "var"
      ? memberAt(document["variable"], [...others, "default"])
      : first === "local"
        ? memberAt(document["locals"], others)
        : first === "data"
          ? dataValue(document, others)
          : tableValue(document, first, others);
  if (within.includes(reference)) {
    scope.report(path, `\${${reference}} refers to itself.`);
    return undefined;
  }
  if (found !== undefined) return evaluate(found, path, { ...scope, within: [...within, reference] });
  scope.report(
    path,
    `\${${reference}} is not computed here.`,
    `pass its value, variables: { "${reference}": … }, or the output of terraform show -json.`,
  );
  return undefined;
}

/** A data source of a KMS key stands for the key that it looks up. */
function dataValue(document: Json, [type = "", name = "", attribute]: readonly string[]): unknown {
  return type === "aws_kms_key" && attribute === "arn" ? memberAt(document["data"], [type, name, "key_id"]) : undefined;
}

function tableValue(document: Json, type: string, [name = "", attribute = ""]: readonly string[]): unknown {
  if (type !== "aws_dynamodb_table") return undefined;
  return memberAt(document["resource"], [type, name, attribute === "id" ? "name" : attribute]);
}

/** A member within a value, along names. Blocks can be lists, so a member is in one of them. */
function memberAt(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((part, name) => {
    const blocks: readonly unknown[] = Array.isArray(part) ? part : [part];
    const block = blocks.find((each) => typeof each === "object" && each !== null && Object.hasOwn(each, name));
    return (block as Json | undefined)?.[name];
  }, value);
}
