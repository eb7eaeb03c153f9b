import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { type AwsError, inUse, stillInUse } from "../aws-error.js";
import { newDescription } from "../new-description.js";
import { newSeparateSettings } from "../new-separate-settings.js";
import { addNewTable } from "../new-table.js";
import { tooManyRequests } from "../request-rate.js";
import { createTableRules } from "../rules/create-table.js";
import { definitionRules, keyRules } from "../rules/keys.js";
import { firstBroken } from "../rules/rule.js";
import { createTableCheck } from "../rules/table-members.js";
import { checkTableProvisioned } from "../rules/throughput.js";
import { checkRequest } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, type Description, tablesExceed, tooManyChanges } from "../tables.js";
import type { Wire } from "../wire.js";

type Input = Wire<CreateTableCommandInput>;

/** CreateTable. */
export const createTable: Operation = (controlPlane, json) => {
  checkRequest(json, createTableCheck);
  const input = json as unknown as Input; // as checked above
  const refusal =
    firstBroken([...definitionRules, checkTableProvisioned, ...keyRules, ...createTableRules], input) ??
    refusalOf(controlPlane, String(input.TableName));
  if (refusal) throw refusal;
  const description = newDescription(controlPlane, input);
  return {
    store: { kind: "create", keys: description },
    commit: () => ({ TableDescription: answerOf(create(controlPlane, input, description), input) }),
  };
};

function refusalOf(controlPlane: ControlPlane, name: string): AwsError | undefined {
  const existing = controlPlane.tables.get(name)?.description.TableStatus;
  if (existing === "CREATING") return stillInUse(`Table is being created: ${name}`);
  if (existing !== undefined) return inUse(`Table already exists: ${name}`);
  const { tables, limits } = controlPlane;
  if (tables.size >= limits.tables) return tablesExceed(limits.tables);
  return tooManyChanges(controlPlane) ?? tooManyRequests(controlPlane);
}

function create(controlPlane: ControlPlane, input: Input, description: Description): Description {
  const { durations } = controlPlane;
  const hasIndexes = (description.GlobalSecondaryIndexes ?? description.VectorIndexes) !== undefined;
  addNewTable(controlPlane, {
    description,
    separateSettings: newSeparateSettings(controlPlane, input),
    durationMs: hasIndexes ? durations.createTableWithIndexesMs : durations.createTableMs,
  });
  return description;
}

/** The description in CreateTable's answer, which lacks some members of DescribeTable. */
function answerOf(description: Description, { WarmThroughput: isWarmed }: Input): object {
  const { WarmThroughput, BillingModeSummary, ...others } = structuredClone(description);
  return {
    ...others,
    ...(BillingModeSummary && { BillingModeSummary: { BillingMode: BillingModeSummary.BillingMode } }),
    ...(isWarmed && { WarmThroughput: { ...WarmThroughput, Status: "UPDATING" } }),
  };
}
