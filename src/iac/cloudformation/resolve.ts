import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import { ownMember } from "../../validation/own-member.js";
import type { Json } from "../document.js";

/** What the functions of a template refer to. */
export interface TemplateScope {
  /** The template. */
  readonly template: Json;
  /** The values of parameters, of pseudo parameters such as `AWS::AccountId`, and of attributes such as `Key.Arn`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The names that the caller gives to tables, by logical id. */
  readonly names: Readonly<Record<string, string>>;
  readonly report: Report;
  /** The conditions and names that are being computed. */
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
  const entries = Object.entries(value);
  const [[name, argument] = ["", undefined]] = entries;
  const isCall = entries.length === 1 && !(name === "Condition" && typeof argument !== "string");
  const compute = isCall ? ownMember(functions, name) : undefined;
  if (compute) return compute(argument, path, scope);
  const unknown = entries.map(([key]) => key).filter((key) => key.startsWith("Fn::"));
  for (const key of unknown) scope.report(path, `${key} is not computed here.`, PROCESSED);
  if (unknown.length > 0) return UNKNOWN;
  const members = entries.map(([key, member]) => [key, resolve(member, memberPath(path, key), scope)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

/** What to do about a function that only CloudFormation computes. */
export const PROCESSED =
  "pass its value, or the template that `aws cloudformation get-template --template-stage Processed` prints.";

/** Whether a condition of the template is true. */
export function isTrue(condition: unknown, path: string, scope: TemplateScope): boolean {
  if (typeof condition !== "string") return resolve(condition, path, scope) === true;
  const conditions = Object(scope.template["Conditions"]) as Json;
  if (!Object.hasOwn(conditions, condition)) {
    scope.report(path, `the template has no condition ${condition}.`);
    return false;
  }
  const inner = within(`condition ${condition}`, path, scope);
  return inner !== undefined && resolve(conditions[condition], path, inner) === true;
}

/** The scope within a part of the template; `undefined` if that part is being computed, which is reported. */
function within(part: string, path: string, scope: TemplateScope): TemplateScope | undefined {
  const { within: outer = [] } = scope;
  if (!outer.includes(part)) return { ...scope, within: [...outer, part] };
  scope.report(path, `the ${part} refers to itself.`);
  return undefined;
}

type TemplateFunction = (argument: unknown, path: string, scope: TemplateScope) => unknown;

const functions: Readonly<Record<string, TemplateFunction>> = {
  Ref: (name, path, scope) => {
    if (typeof name !== "string") return malformed("Ref", "a name", [], path, scope);
    return name === "AWS::NoValue" ? undefined : lookUp(name, path, scope);
  },
  "Fn::GetAtt": (names, path, scope) => {
    const name = joined(Array.isArray(names) ? resolve(names, path, scope) : [names], ".");
    return isText(name) ? lookUp(name, path, scope) : malformed("Fn::GetAtt", "two names", [name], path, scope);
  },
  "Fn::Sub": (argument, path, scope) => {
    const [text, given = {}] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
    if (!isText(text)) return malformed("Fn::Sub", "a text", [text], path, scope);
    const own = Object(resolve(given, path, scope)) as Json;
    const parts = text.split(/(\$\{[^}]*\})/).map((part) => {
      const name = /^\$\{([^}]*)\}$/.exec(part)?.[1]?.trim();
      if (name === undefined) return part;
      if (name.startsWith("!")) return `\${${name.slice(1)}}`;
      return Object.hasOwn(own, name) ? own[name] : lookUp(name, path, scope);
    });
    return joined(parts, "") ?? malformed("Fn::Sub", "texts as values", [], path, scope);
  },
  "Fn::Join": (argument, path, scope) => {
    const [separator, list] = asList(resolve(argument, path, scope));
    const text = isText(separator) ? joined(list, separator) : undefined;
    return text ?? malformed("Fn::Join", "a separator and a list of texts", [separator], path, scope);
  },
  "Fn::If": (argument, path, scope) => {
    if (!isListOf(argument, 3)) return malformed("Fn::If", "a condition and two values", [], path, scope);
    const [condition, yes, no] = argument;
    return resolve(isTrue(condition, path, scope) ? yes : no, path, scope);
  },
  "Fn::Equals": (argument, path, scope) => {
    if (!isListOf(argument, 2)) return malformed("Fn::Equals", "two values", [], path, scope);
    const [one, other] = argument.map((each) => resolve(each, path, scope));
    if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN;
    return textOf(one) === textOf(other);
  },
  "Fn::Not": (argument, path, scope) => {
    if (!isListOf(argument, 1)) return malformed("Fn::Not", "a list of one condition", [], path, scope);
    return !isTrue(argument[0], path, scope);
  },
  "Fn::And": (argument, path, scope) => {
    if (!Array.isArray(argument)) return malformed("Fn::And", "a list of conditions", [], path, scope);
    return argument.every((each) => isTrue(each, path, scope));
  },
  "Fn::Or": (argument, path, scope) => {
    if (!Array.isArray(argument)) return malformed("Fn::Or", "a list of conditions", [], path, scope);
    return argument.some((each) => isTrue(each, path, scope));
  },
  "Fn::ImportValue": (name, path, scope) => {
    const known = resolve(name, path, scope);
    return isText(known) ? lookUp(known, path, scope) : malformed("Fn::ImportValue", "a name", [known], path, scope);
  },
  Condition: (name, path, scope) => isTrue(name, path, scope),
  "Fn::Select": (argument, path, scope) => {
    const [index, list] = asList(resolve(argument, path, scope));
    if (index === UNKNOWN || list === UNKNOWN) return UNKNOWN;
    const chosen = asList(list)[Number(textOf(index))];
    if (chosen === undefined) scope.report(path, `Fn::Select has no member ${textOf(index)}.`);
    return chosen ?? UNKNOWN;
  },
  "Fn::Split": (argument, path, scope) => {
    const [separator, text] = asList(resolve(argument, path, scope));
    if (isText(separator) && isText(text)) return text.split(separator);
    return malformed("Fn::Split", "a separator and a text", [separator, text], path, scope);
  },
  "Fn::FindInMap": (argument, path, scope) => {
    const [map, top, second, more] = asList(resolve(argument, path, scope));
    if ([map, top, second].includes(UNKNOWN)) return UNKNOWN;
    const names = [map, top, second].map(textOf);
    const found = names.reduce<unknown>(
      (part, name) => ownMember(Object(part) as Json, name),
      scope.template["Mappings"],
    );
    const value = found ?? (Object(more) as Json)["DefaultValue"];
    if (value === undefined) scope.report(path, `the template has no mapping ${names.join(".")}.`);
    return value ?? UNKNOWN;
  },
};

/** Reports an argument of another form, unless a part of it is not known, which was reported. */
function malformed(call: string, wanted: string, parts: unknown, path: string, { report }: TemplateScope): unknown {
  if (!asList(parts).includes(UNKNOWN)) report(path, `${call} needs ${wanted}.`);
  return UNKNOWN;
}

/** A text of parts; not known if one of them is not, and `undefined` if they are no texts. */
function joined(parts: unknown, separator: string): unknown {
  if (parts === UNKNOWN) return UNKNOWN;
  if (!Array.isArray(parts)) return undefined;
  if (parts.includes(UNKNOWN)) return UNKNOWN;
  return parts.every((part) => part !== null && typeof part !== "object")
    ? parts.map(String).join(separator)
    : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf(value: unknown, length: number): value is readonly unknown[] {
  return Array.isArray(value) && value.length === length;
}

/** A value as text, to compare it and for messages. */
function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value of a parameter, a pseudo parameter, an attribute of a resource, or the name of a table of the template. */
function lookUp(name: string, path: string, scope: TemplateScope): unknown {
  const { template, values, names, report } = scope;
  const { Type, Default } = Object(ownMember(Object(template["Parameters"]) as Json, name)) as Json;
  const type = textOf(Type);
  // A list is one text.
  const typed = (value: unknown) =>
    isText(value) && /^(CommaDelimitedList|List<)/.test(type) ? value.split(",").map((each) => each.trim()) : value;
  if (Object.hasOwn(values, name)) return typed(values[name]);
  // The default value of a stored parameter is the name that it is stored under.
  if (Default !== undefined && Default !== null && !type.startsWith("AWS::SSM::Parameter::")) return typed(Default);
  if (Object.hasOwn(names, name)) return names[name];
  const resource = Object(ownMember(Object(template["Resources"]) as Json, name)) as Json;
  const { TableName } = Object(resource["Properties"]) as Json;
  if (String(resource["Type"]).startsWith("AWS::DynamoDB::") && TableName !== undefined) {
    const inner = within(`name of ${name}`, path, scope);
    return inner ? resolve(TableName, path, inner) : UNKNOWN;
  }
  report(path, `${name} is known only to a deployment.`, `pass its value: parameters: { "${name}": … }.`);
  return UNKNOWN;
}
