import { parseTableArn } from "../../dynamodb/arns.js";
import { type Policy, policyOf } from "../../permissions/policy.js";
import { suggest } from "../../validation/suggestions.js";
import { UsageError } from "../usage-error.js";
import { actionsOfCommand, COMMAND_PERMISSIONS } from "./command-permissions.js";

/** The tables of a policy. */
export interface PolicyTables {
  /** Names or ARNs. A name can contain `*`. */
  readonly tables: readonly string[];
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** The policy that commands need on tables. Throws a {@link UsageError} for a command that is none, or that sends nothing. */
export function policyOfCommands(given: readonly string[], { tables, account, region }: PolicyTables): Policy {
  const known = Object.keys(COMMAND_PERMISSIONS);
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(
      unknown
        .map((name) => `There is no command ${JSON.stringify(name)}: ${suggest(name, known, "commands")}`)
        .join("\n"),
    );
  const names = given.length > 0 ? given : known;
  const actions = names.flatMap(actionsOfCommand);
  if (actions.length === 0)
    throw new UsageError(`No permission is needed: ${names.join(", ")} sends no request to AWS.`);
  const arns = tables.map((table) => arnOf(table, account, region));
  return policyOf(actions, arns);
}

function arnOf(table: string, account = "*", region = "*"): string {
  if (parseTableArn(table) !== undefined) return table;
  if (!/^[\w.*-]+$/.test(table))
    throw new UsageError(`${JSON.stringify(table)} is no name of a table: letters, digits, "_", "-", "." and "*".`);
  return `arn:${partitionOf(region)}:dynamodb:${region}:${account}:table/${table}`;
}

/** The partitions of regions that are not public, by how the names of their regions begin. */
const PARTITIONS: Readonly<Record<string, string>> = {
  "cn-": "aws-cn",
  "us-gov-": "aws-us-gov",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
  "eusc-": "aws-eusc",
};

function partitionOf(region: string): string {
  return Object.entries(PARTITIONS).find(([start]) => region.startsWith(start))?.[1] ?? "aws";
}
