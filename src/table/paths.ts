import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { CreateTableOptions } from "./options.js";

/** The way to a member of a CreateTable request: `["GlobalSecondaryIndexes", 0, "IndexName"]`. */
export type RequestPath = readonly [member: keyof CreateTableCommandInput, ...rest: (string | number)[]];

/** Request members whose option has another name than the member's own with a small first letter. */
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
};

/** Members that hold others in the request, and that the options do without. */
const FLATTENED = new Set(["ProvisionedThroughput", "NonKeyAttributes", "ProjectionType"]);

/** Where the caller wrote a member of the request: the option's path, or `input.…` for what came through `input`. */
export function optionPath(path: RequestPath, input: CreateTableCommandInput, options: CreateTableOptions): string {
  const [member, ...rest] = path;
  if (options.input && Object.hasOwn(options.input, member)) return written(["input", ...path]);
  switch (member) {
    case "KeySchema":
      return rest[0] === 1 ? "sortKey" : "partitionKey";
    case "Tags":
      return written(["tags", input.Tags?.[Number(rest[0])]?.Key ?? ""]);
    case "GlobalSecondaryIndexes":
    case "LocalSecondaryIndexes":
      return written([optionName(member), ...indexPath(rest, input[member] ?? [])]);
    default:
      return written([member, ...rest].filter(isOption).map(optionName));
  }
}

function indexPath(path: readonly (string | number)[], indexes: readonly { KeySchema?: unknown[] | undefined }[]) {
  const [index, member, place] = path;
  if (member !== "KeySchema" || typeof place !== "number") return path.filter(isOption).map(optionName);
  const schema = (indexes[Number(index)]?.KeySchema ?? []) as { KeyType?: string }[];
  const partitionKeys = schema.filter(({ KeyType }) => KeyType === "HASH").length;
  const isPartitionKey = place < Math.max(1, partitionKeys);
  const count = isPartitionKey ? partitionKeys : schema.length - partitionKeys;
  const key = isPartitionKey ? "partitionKey" : "sortKey";
  return count > 1 ? [index ?? 0, key, isPartitionKey ? place : place - partitionKeys] : [index ?? 0, key];
}

function isOption(step: string | number): boolean {
  return !FLATTENED.has(String(step));
}

function optionName(step: string | number): string | number {
  if (typeof step === "number") return step;
  return OPTION_NAMES[step] ?? step.charAt(0).toLowerCase() + step.slice(1);
}

function written(path: readonly (string | number)[]): string {
  return path.map((step, place) => (typeof step === "number" ? `[${step}]` : place === 0 ? step : `.${step}`)).join("");
}
