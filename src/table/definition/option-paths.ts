import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { memberPath } from "../../validation/member-path.js";
import type { CreateTableOptions } from "./options.js";

/** The path of a member of a CreateTable request: `["GlobalSecondaryIndexes", 0, "IndexName"]`. */
export type RequestPath = readonly [member: keyof CreateTableCommandInput, ...rest: Step[]];

type Step = string | number;

/** A key attribute of the options, with the path where the caller wrote it. */
export interface KeyUse {
  readonly name: string;
  readonly type: string;
  readonly path: string;
}

/** A request, and the options that it was made from. */
export interface RequestAndOptions {
  readonly input: CreateTableCommandInput;
  readonly options: CreateTableOptions;
  readonly keyUses: readonly KeyUse[];
}

/** Members whose option has another name than the member with a lower-case first letter. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  ReadCapacityUnits: "readCapacity",
  WriteCapacityUnits: "writeCapacity",
  MaxReadRequestUnits: "maxRead",
  MaxWriteRequestUnits: "maxWrite",
  ReadUnitsPerSecond: "read",
  WriteUnitsPerSecond: "write",
  SSESpecification: "encryption",
  StreamSpecification: "stream",
  DeletionProtectionEnabled: "deletionProtection",
  VectorAttribute: "vector",
  DistanceFunction: "distance",
};

/** Members that contain others in the request, and that do not exist in the options. */
const FLATTENED = new Set<Step>(["ProvisionedThroughput", "NonKeyAttributes", "ProjectionType", "AttributeName"]);

/** Where the caller wrote a member of the request: the path of an option, or `input.…` for a member of `input`. */
export function optionPath(path: RequestPath, { input, options, keyUses }: RequestAndOptions): string {
  const [member, ...rest] = path;
  if (options.input?.[member] !== undefined) return written(["input", ...path]);
  switch (member) {
    case "KeySchema":
      return rest[0] === 1 ? "sortKey" : "partitionKey";
    case "AttributeDefinitions": {
      const name = input.AttributeDefinitions?.[Number(rest[0])]?.AttributeName;
      const place = keyUses.find((use) => use.name === name)?.path ?? "partitionKey";
      return rest[1] === "AttributeType" ? `${place}[1]` : place;
    }
    case "Tags":
      return rest.length === 0 ? "tags" : written(["tags", input.Tags?.[Number(rest[0])]?.Key ?? ""]);
    case "GlobalSecondaryIndexes":
      return written(["globalSecondaryIndexes", ...globalIndexPath(rest, { input, options })]);
    case "LocalSecondaryIndexes":
      if (rest[1] !== "KeySchema") return written(["localSecondaryIndexes", ...optionSteps(rest)]);
      // The options of a local index have no partition key.
      return rest[2] === 0 ? "partitionKey" : written(["localSecondaryIndexes", rest[0] ?? 0, "sortKey"]);
    case "VectorIndexes":
      return written(["vectorIndexes", ...vectorIndexPath(rest, input)]);
    default:
      return written(optionSteps([member, ...rest]));
  }
}

function globalIndexPath(
  path: readonly Step[],
  { input, options }: Pick<RequestAndOptions, "input" | "options">,
): Step[] {
  const [index = 0, member, place] = path;
  if (member !== "KeySchema" || typeof place !== "number") return optionSteps(path);
  const schema = input.GlobalSecondaryIndexes?.[Number(index)]?.KeySchema ?? [];
  const partitionKeys = schema.filter(({ KeyType }) => KeyType === "HASH").length;
  const isPartitionKey = place < Math.max(1, partitionKeys);
  const key = isPartitionKey ? "partitionKey" : "sortKey";
  // A single attribute may be written as itself, or as a list of one.
  const isList = Array.isArray(options.globalSecondaryIndexes?.[Number(index)]?.[key]?.[0]);
  return isList ? [index, key, isPartitionKey ? place : place - partitionKeys] : [index, key];
}

function vectorIndexPath(path: readonly Step[], input: RequestAndOptions["input"]): Step[] {
  const [index = 0, member, place] = path;
  if (member !== "SearchSchema" || typeof place !== "number") return optionSteps(path);
  const schema = input.VectorIndexes?.[Number(index)]?.SearchSchema ?? [];
  if (schema[place]?.SearchSchemaElementType === "HASH") return [index, "partitionKey"];
  // The partition key is the first element.
  return [index, "filters", schema[0]?.SearchSchemaElementType === "HASH" ? place - 1 : place];
}

function optionSteps(path: readonly Step[]): Step[] {
  return path.filter((step) => !FLATTENED.has(step)).map(optionName);
}

function optionName(step: Step): Step {
  if (typeof step === "number") return step;
  return OPTION_NAMES[step] ?? step.charAt(0).toLowerCase() + step.slice(1);
}

function written(path: readonly Step[]): string {
  return path.reduce<string>(
    (base, step) => (typeof step === "number" ? `${base}[${step}]` : memberPath(base, step)),
    "",
  );
}
