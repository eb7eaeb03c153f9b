import { readFileSync } from "node:fs";
import { fromCloudFormation, fromTerraform, type Unsupported } from "../../iac/index.js";
import type { NamedDefinition } from "../../table/many/options.js";
import { defined } from "../../validation/defined.js";
import { printableLine } from "../output/printable.js";
import { UsageError } from "../usage-error.js";

/** What the reader of a file of definitions has to know. */
export interface JsonSettings {
  /** The region of the deployment, for templates. */
  readonly region: string | undefined;
  /** Is called with what a template says and a definition cannot. */
  readonly note: (text: string) => void;
}

type Json = Readonly<Record<string, unknown>>;

/** What a file can contain. */
type Form = "CloudFormation" | "Terraform" | "Terraform state" | "definitions" | "list" | undefined;

/** Members of Terraform configurations, and of what `terraform show -json` prints. */
const OF_TERRAFORM = ["format_version", "terraform", "resource", "provider", "variable", "locals", "module", "data"];

/**
 * Reads the tables of a JSON file: definitions by the names of tables, a CloudFormation template, or what Terraform has in
 * JSON: a configuration, a plan, a state.
 */
export function readJsonTables(path: string, settings: JsonSettings): readonly NamedDefinition[] {
  const content = parseFile(path);
  const form = formOf(content, path);
  const { region, note } = settings;
  const onUnsupported = ({ tableName, path: where, reason }: Unsupported) =>
    note(printableLine(`note: ${path}: ${tableName && `${tableName}: `}${where}: ${reason}`));
  switch (form) {
    case "CloudFormation":
      return imported(path, form, () => fromCloudFormation(content, defined({ region, onUnsupported })));
    case "Terraform":
      return imported(path, form, () => fromTerraform(content, { onUnsupported }));
    case "Terraform state":
      throw new UsageError(
        `${path} is a state in Terraform's own format. Use its JSON: terraform show -json > state.json`,
      );
    case "definitions":
      return Object.entries(content).filter(([name]) => !name.startsWith("$")) as [string, NamedDefinition[1]][]; // checked by the calls
    case "list":
      return content as unknown as readonly NamedDefinition[]; // the same
    case undefined:
      throw new UsageError(
        `${path} has no tables. A JSON file has definitions, { "users": { "partitionKey": ["id", "S"] } }, a CloudFormation ` +
          "template, or a configuration, a plan or a state of Terraform.",
      );
  }
}

/** Recognises what a file contains. */
export function formOf(content: object, path = ""): Form {
  if (Array.isArray(content)) return content.length > 0 && content.every(isNamedDefinition) ? "list" : undefined;
  const { Resources, AWSTemplateFormatVersion, lineage, terraform_version: version, resources } = content as Json;
  if (isObject(Resources) || AWSTemplateFormatVersion !== undefined) return "CloudFormation";
  if (lineage !== undefined || (version !== undefined && Array.isArray(resources))) return "Terraform state";
  const definitions = Object.entries(content).filter(([name]) => !name.startsWith("$"));
  const areDefinitions = definitions.length > 0 && definitions.every(([, value]) => isDefinition(value));
  if (path.endsWith(".tf.json")) return "Terraform";
  if (areDefinitions) return "definitions";
  return OF_TERRAFORM.some((member) => Object.hasOwn(content, member)) ? "Terraform" : undefined;
}

function isNamedDefinition(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && isDefinition(value[1]);
}

function isDefinition(value: unknown): boolean {
  return isObject(value) && "partitionKey" in value;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseFile(path: string): object {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}${lineOf(error, text)}`, { cause: error });
  }
  if (typeof content === "object" && content !== null) return content;
  throw new UsageError(`${path} has no tables: it contains ${JSON.stringify(content)}.`);
}

/** Where a text is not JSON, as the message of Node says only by the number of characters. */
function lineOf(error: unknown, text: string): string {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1) ?? "").length + 1})`;
}

function imported(
  path: string,
  form: "CloudFormation" | "Terraform",
  read: () => readonly NamedDefinition[],
): readonly NamedDefinition[] {
  let tables: readonly NamedDefinition[];
  try {
    tables = read();
  } catch (error) {
    const advice = `To give values that only a deployment knows, write a module: export const tables = from${form}(…, { … });`;
    throw new UsageError(`${path} cannot be read as tables of ${form}. ${(error as Error).message}\n${advice}`, {
      cause: error,
    });
  }
  if (tables.length > 0) return tables;
  throw new UsageError(`${path} has no DynamoDB tables.`);
}
