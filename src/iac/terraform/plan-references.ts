import { ownMember } from "../../validation/own-member.js";
import type { Json } from "../document.js";
import type { Key, TerraformResource } from "./resources.js";

/** A module within another one: its call, and the key of its instance. */
interface Step {
  readonly name: string;
  readonly key: Key;
}

/** What an expression is evaluated in. */
interface Place {
  readonly module: readonly Step[];
  /** The key of the instance: `each.key`, `count.index`. */
  readonly key: Key;
  /** The resource or the call of a module that the expression is of. */
  readonly owner: Json;
}

/** A table that an expression refers to. */
interface Reference {
  readonly table: TerraformResource;
  /** Whether the attribute is known, too. A plan does not list it of a resource that is chosen by a key. */
  readonly isExact: boolean;
}

/** The attributes that name a table. */
const NAMES = new Set(["arn", "id", "name"]);

/** What the expressions of a plan refer to. A plan does not know the values that only a deployment gives, such as ARNs. */
export class PlanReferences {
  readonly #root: Json;
  readonly #tables: readonly TerraformResource[];

  constructor(document: Json, tables: readonly TerraformResource[]) {
    this.#root = Object((Object(document["configuration"]) as Json)["root_module"]) as Json;
    this.#tables = tables;
  }

  /** The expressions of a resource's arguments. */
  expressionsOf({ type, instance }: TerraformResource): Json {
    return Object(this.#configurationOf(type, instance)["expressions"]) as Json;
  }

  /** The table that an argument of a resource refers to; `undefined` if its expression does not tell which one. */
  tableOf({ type, instance }: TerraformResource, argument: string): TerraformResource | undefined {
    const owner = this.#configurationOf(type, instance);
    const place = { module: stepsOf(instance?.module ?? ""), key: instance?.key, owner };
    const found = this.#tablesIn((Object(owner["expressions"]) as Json)[argument], place) ?? [];
    const [first, ...others] = found;
    if (first === undefined || others.some(({ table }) => table !== first.table)) return undefined;
    // It could be the ARN of the stream.
    const isClear = found.every(({ isExact }) => isExact) || first.table.values["stream_enabled"] !== true;
    return isClear ? first.table : undefined;
  }

  #configurationOf(type: string, instance: TerraformResource["instance"]): Json {
    const { resources } = this.#moduleAt(stepsOf(instance?.module ?? ""));
    const list: readonly Json[] = Array.isArray(resources) ? resources : [];
    const found = list.find((each) => Object(each).type === type && Object(each).name === instance?.label);
    return Object(found) as Json;
  }

  #moduleAt(steps: readonly Step[]): Json {
    return steps.reduce((module, { name }) => Object(callIn(module, name)["module"]) as Json, this.#root);
  }

  /** `undefined` if a part of the expression is not in the plan. */
  #tablesIn(expression: unknown, place: Place): readonly Reference[] | undefined {
    const { references } = Object(expression) as { readonly references?: unknown };
    const all = Array.isArray(references) ? references.map(String) : [];
    // Each reference is followed by its beginnings.
    const whole = all.filter(
      (each) => !all.some((other) => /^[.[]/.test(other.slice(each.length)) && other.startsWith(each)),
    );
    const isByKey = all.some((each) => each === "each.key" || each === "count.index");
    const found = whole.map((each) => this.#referred(each, isByKey ? place.key : undefined, place));
    return found.includes(undefined) ? undefined : found.flatMap((each) => each ?? []);
  }

  #referred(reference: string, key: Key, place: Place): readonly Reference[] | undefined {
    const [, table, tableKey, attribute] =
      /^aws_dynamodb_table\.([\w-]+)(?:\[(.+?)\])?(?:\.(.+))?$/.exec(reference) ?? [];
    if (table !== undefined) return this.#instancesOf(table, tableKey, attribute, key, place);
    const [, value] = /^each\.value(\..+)?$/.exec(reference) ?? [];
    if (reference.startsWith("each.value")) {
      if (value !== undefined && !NAMES.has(value.slice(1))) return undefined;
      const all = this.#tablesIn(place.owner["for_each_expression"], place);
      return all
        ?.filter((each) => each.table.instance?.key === place.key)
        .map((each) => ({ ...each, isExact: value !== undefined }));
    }
    const [, variable] = /^var\.([\w-]+)/.exec(reference) ?? [];
    if (variable !== undefined) return this.#givenTo(variable, place);
    const [, module, moduleKey, output] = /^module\.([\w-]+)(?:\[(.+?)\])?(?:\.([\w-]+))?/.exec(reference) ?? [];
    if (module !== undefined)
      return this.#outputsOf(module, moduleKey === undefined ? key : keyIn(moduleKey), output, place);
    return reference.startsWith("local.") ? undefined : [];
  }

  #instancesOf(
    name: string,
    literal: string | undefined,
    attribute: string | undefined,
    key: Key,
    { module }: Place,
  ): readonly Reference[] | undefined {
    if (attribute !== undefined && !NAMES.has(attribute)) return undefined;
    const wanted = literal === undefined ? key : keyIn(literal);
    const instances = this.#tables.filter(
      ({ instance }) => instance?.label === name && isSame(stepsOf(instance.module), module),
    );
    const chosen = instances.filter(({ instance }) => wanted === undefined || instance?.key === wanted);
    // A table without keys is the same for every key.
    const isAlone = instances.length === 1 && instances[0]?.instance?.key === undefined;
    return (isAlone ? instances : chosen).map((table) => ({ table, isExact: attribute !== undefined }));
  }

  /** The tables in the argument of a module. */
  #givenTo(variable: string, { module }: Place): readonly Reference[] | undefined {
    const last = module.at(-1);
    if (last === undefined) return [];
    const outer = module.slice(0, -1);
    const call = callIn(this.#moduleAt(outer), last.name);
    return this.#tablesIn((Object(call["expressions"]) as Json)[variable], {
      module: outer,
      key: last.key,
      owner: call,
    });
  }

  /** The tables in an output of a module, or in all of them. */
  #outputsOf(name: string, key: Key, output: string | undefined, { module }: Place): readonly Reference[] | undefined {
    const call = callIn(this.#moduleAt(module), name);
    const outputs = Object((Object(call["module"]) as Json)["outputs"]) as Json;
    const chosen = output === undefined ? Object.values(outputs) : [ownMember(outputs, output)];
    const isRepeated = call["for_each_expression"] !== undefined || call["count_expression"] !== undefined;
    const keys = isRepeated
      ? this.#keysOf(name, module).filter((each) => key === undefined || each === key)
      : [undefined];
    const found = keys.flatMap((each) => {
      const inner = { module: [...module, { name, key: each }], key: undefined, owner: {} };
      return chosen.map((value) => this.#tablesIn((Object(value) as Json)["expression"], inner));
    });
    const known = found
      .flatMap((each) => each ?? [])
      .map((each) => ({ ...each, isExact: each.isExact && output !== undefined }));
    return output !== undefined && found.includes(undefined) ? undefined : known;
  }

  /** The keys of a module's instances that have tables. */
  #keysOf(name: string, module: readonly Step[]): readonly Key[] {
    const keys = this.#tables.flatMap(({ instance }): readonly Key[] => {
      const steps = stepsOf(instance?.module ?? "");
      const step = steps[module.length];
      return step?.name === name && isSame(steps.slice(0, module.length), module) ? [step.key] : [];
    });
    return [...new Set(keys)];
  }
}

function callIn(module: Json, name: string): Json {
  return Object(ownMember(Object(module["module_calls"]) as Json, name)) as Json;
}

/** The steps in the address of a module: `module.tables["users"].module.inner[0]`. */
function stepsOf(address: string): readonly Step[] {
  const steps = address.matchAll(/module\.([\w-]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?/g);
  return [...steps].map(([, name = "", key]) => ({ name, key: key === undefined ? undefined : keyIn(key) }));
}

/** A key as addresses have it: `0`, `"users"`. */
function keyIn(text: string): Key {
  try {
    return JSON.parse(text) as Key;
  } catch {
    return text;
  }
}

function isSame(steps: readonly Step[], others: readonly Step[]): boolean {
  return JSON.stringify(steps) === JSON.stringify(others);
}
