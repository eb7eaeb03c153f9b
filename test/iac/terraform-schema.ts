import { readFileSync } from "node:fs";
import type { Leaf } from "./cloudformation-schema.js";

/** An argument: a value, or a block with arguments of its own. */
interface Argument {
  readonly type?: "string" | "number" | "boolean" | "list" | "map";
  readonly block?: Arguments;
  /** Whether the block can be given several times. */
  readonly many?: boolean;
  readonly required?: boolean;
}
type Arguments = Readonly<Record<string, Argument>>;
type ByType = Readonly<Record<string, Arguments>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The arguments of the AWS provider, of version 6.66.0: from the type declarations that `@cdktn/provider-aws` 25.7.0 has of its schema. */
const provider = JSON.parse(readFileSync("test/iac/terraform-provider.json", "utf8")) as {
  readonly resources: ByType;
  readonly data: ByType;
};

/** What is wrong with the resources and data sources of a configuration: unknown and missing arguments, and values of other types. */
export function problemsOfTerraform({ resource, data = {} }: { readonly resource: Blocks; readonly data?: Blocks }) {
  return [...problemsOfBlocks(resource, provider.resources), ...problemsOfBlocks(data, provider.data)];
}

/** The arguments of a type of resource, and of its blocks, that are no blocks themselves. */
export function leavesOfTerraform(type: string): readonly Leaf[] {
  return leavesIn(provider.resources[type] ?? {}, []);
}

function leavesIn(schema: Arguments, path: Leaf["path"]): readonly Leaf[] {
  return Object.entries(schema).flatMap(([name, { type = "", block }]) =>
    block ? leavesIn(block, [...path, name, 0]) : [{ path: [...path, name], type }],
  );
}

function problemsOfBlocks(blocks: Blocks, types: ByType): readonly string[] {
  return Object.entries(blocks).flatMap(([type, named]) => {
    const schema = types[type];
    if (schema === undefined) return [`${type} is unknown`];
    return Object.entries(named).flatMap(([name, block]) => problemsOf(block, schema, `${type}.${name}`));
  });
}

function problemsOf(block: object, schema: Arguments, path: string): readonly string[] {
  const missing = Object.entries(schema)
    .filter(([name, { required }]) => required && !(name in block))
    .map(([name]) => `${path}.${name} is missing`);
  const wrong = Object.entries(block).flatMap(([name, value]: [string, unknown]) => {
    const argument = schema[name];
    const place = `${path}.${name}`;
    return argument === undefined ? [`${place} is unknown`] : problemsOfValue(value, argument, place);
  });
  return [...missing, ...wrong];
}

function problemsOfValue(value: unknown, { type, block, many }: Argument, path: string): readonly string[] {
  if (block !== undefined) {
    if (Array.isArray(value) !== (many === true)) return [`${path} is ${many ? "not " : ""}a list`];
    const blocks: readonly unknown[] = Array.isArray(value) ? value : [value];
    return blocks.flatMap((each, index) => problemsOf(Object(each) as object, block, `${path}[${index}]`));
  }
  const found = Array.isArray(value) ? "list" : typeof value === "object" ? "map" : typeof value;
  return found === type ? [] : [`${path} is not a ${type}: ${JSON.stringify(value)}`];
}
