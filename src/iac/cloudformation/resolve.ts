import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";

type Json = Readonly<Record<string, unknown>>;

/** What the functions of a template refer to. */
export interface TemplateScope {
  /** The template. */
  readonly template: Json;
  /** The values of parameters, of pseudo parameters such as `AWS::AccountId`, and of attributes such as `Key.Arn`. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly report: Report;
  /** The conditions that are being computed. */
  readonly within?: readonly string[];
}

/** In the place of a value that cannot be computed, which was reported. */
const UNKNOWN = Symbol("unknown");

/**
 * A value of a template with its functions (`Ref`, `Fn::Sub`, `Fn::If` …) computed. A function that needs what only a deployment
 * knows is reported.
 *
 * @param path - Where the value is in the template, for messages.
 */
export function resolve(value: unknown, path: string, scope: TemplateScope): unknown {
  if (Array.isArray(value)) {
    return value
      .map((member, index) => resolve(member, `${path}[${index}]`, scope))
      .filter((member) => member !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const [[name, argument] = ["", undefined], ...others] = Object.entries(value);
  const isAlone = others.length === 0;
  const compute = isAlone && Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (compute) return compute(argument, path, scope);
  if (isAlone && name.startsWith("Fn::")) {
    scope.report(path, `${name} is not computed here.`, "pass the template with its value.");
    return UNKNOWN;
  }
  const members = Object.entries(value).map(([key, member]) => [key, resolve(member, memberPath(path, key), scope)]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** Whether a condition of the template is true. */
export function isTrue(condition: unknown, path: string, scope: TemplateScope): boolean {
  const conditions = Object(scope.template["Conditions"]) as Json;
  if (typeof condition === "string" && !Object.hasOwn(conditions, condition)) {
    scope.report(path, `the template has no condition ${condition}.`);
    return false;
  }
  if (typeof condition !== "string") return resolve(condition, path, scope) === true;
  const { within = [] } = scope;
  if (within.includes(condition)) {
    scope.report(path, `the condition ${condition} refers to itself.`);
    return false;
  }
  return resolve(conditions[condition], path, { ...scope, within: [...within, condition] }) === true;
}

type TemplateFunction = (argument: unknown, path: string, scope: TemplateScope) => unknown;

const functions: Readonly<Record<string, TemplateFunction | undefined>> = {
  Ref: (name, path, scope) => (name === "AWS::NoValue" ? undefined : lookUp(String(name), path, scope)),
  "Fn::GetAtt": (names, path, scope) => lookUp(Array.isArray(names) ? names.join(".") : String(names), path, scope),
  "Fn::Sub": (argument, path, scope) => {
    const [text, given] = Array.isArray(argument) ? argument : [argument];
    const own = Object(resolve(given ?? {}, path, scope)) as Json;
    const parts = String(text).split(/(\$\{[^}]*\})/);
    return joined(
      parts.map((part) => {
        const name = /^\$\{([^}]*)\}$/.exec(part)?.[1]?.trim();
        if (name === undefined) return part;
        if (name.startsWith("!")) return `\${${name.slice(1)}}`;
        return Object.hasOwn(own, name) ? own[name] : lookUp(name, path, scope);
      }),
      "",
    );
  },
  "Fn::Join": (argument, path, scope) => {
    const [separator, list] = asList(resolve(argument, path, scope));
    return joined(asList(list), String(separator));
  },
  "Fn::If": (argument, path, scope) => {
    const [condition, yes, no] = asList(argument);
    return resolve(isTrue(condition, path, scope) ? yes : no, path, scope);
  },
  "Fn::Equals": (argument, path, scope) => {
    const [one, other] = asList(resolve(argument, path, scope));
    return String(one) === String(other);
  },
  "Fn::Not": (argument, path, scope) => !isTrue(asList(argument)[0], path, scope),
  "Fn::And": (argument, path, scope) => asList(argument).every((each) => isTrue(each, path, scope)),
  "Fn::Or": (argument, path, scope) => asList(argument).some((each) => isTrue(each, path, scope)),
  "Fn::ImportValue": (name, path, scope) => {
    const known = resolve(name, path, scope);
    return known === UNKNOWN ? UNKNOWN : lookUp(String(known), path, scope);
  },
  Condition: (name, path, scope) => isTrue(name, path, scope),
  "Fn::Select": (argument, path, scope) => {
    const [index, list] = asList(resolve(argument, path, scope));
    const chosen = asList(list)[Number(index)];
    if (chosen === undefined && list !== UNKNOWN) scope.report(path, `Fn::Select has no member ${String(index)}.`);
    return chosen ?? UNKNOWN;
  },
  "Fn::Split": (argument, path, scope) => {
    const [separator, text] = asList(resolve(argument, path, scope));
    if (typeof text === "string") return text.split(String(separator));
    if (text !== UNKNOWN) scope.report(path, "Fn::Split needs a separator and a text.");
    return UNKNOWN;
  },
  "Fn::FindInMap": (argument, path, scope) => {
    const [map, top, second] = asList(resolve(argument, path, scope)).map(String);
    const maps = Object(scope.template["Mappings"]) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
    const found = maps[map ?? ""]?.[top ?? ""]?.[second ?? ""];
    if (found !== undefined) return found;
    scope.report(path, `the template has no mapping ${[map, top, second].join(".")}.`);
    return UNKNOWN;
  },
};

/** A text of parts, unless one of them is not known. */
function joined(parts: readonly unknown[], separator: string): unknown {
  return parts.includes(UNKNOWN) ? UNKNOWN : parts.map(String).join(separator);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value of a parameter, a pseudo parameter, or an attribute of a resource. */
function lookUp(name: string, path: string, { template, values, report }: TemplateScope): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  const parameters = Object(template["Parameters"]) as Json;
  const parameter = Object.hasOwn(parameters, name) ? (Object(parameters[name]) as Json) : {};
  if (parameter["Default"] !== undefined) return parameter["Default"];
  report(path, `${name} is known only to a deployment.`, `pass its value: parameters: { "${name}": … }.`);
  return UNKNOWN;
}
