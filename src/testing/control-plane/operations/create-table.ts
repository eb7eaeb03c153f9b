import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { type AwsError, inUse, limitExceeded, stillInUse } from "../aws-error.js";
import { storeInput } from "../dynalite-definition.js";
import { newDescription } from "../new-description.js";
import { newExtras } from "../new-separate-settings.js";
import { createTableRules } from "../rules/create-table.js";
import { definitionRules } from "../rules/keys.js";
import { firstBroken } from "../rules/rule.js";
import { createTableShape } from "../rules/table-members.js";
import { checkShape } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { type Description, type Plane, type Table, tooManyChanges } from "../tables.js";
import type { Wire } from "../wire.js";

type Input = Wire<CreateTableCommandInput>;

/** CreateTable. The rules that the store knows are checked there, before anything is created. */
export const createTable: Operation = (plane, json) => {
  checkShape(json, createTableShape);
  const input = json as unknown as Input; // as its shape says
  const broken = firstBroken(definitionRules, input);
  if (broken) throw broken;
  const refusal = firstBroken(createTableRules, input) ?? refusalOf(plane, String(input.TableName));
  return {
    store: { kind: refusal ? "check" : "create", input: storeInput(input) },
    commit: () => {
      if (refusal) throw refusal;
      return { TableDescription: answerOf(create(plane, input).description, input) };
    },
  };
};

function refusalOf(plane: Plane, name: string): AwsError | undefined {
  const existing = plane.tables.get(name)?.description.TableStatus;
  if (existing === "CREATING") return stillInUse(`Table is being created: ${name}`);
  if (existing !== undefined) return inUse(`Table already exists: ${name}`);
  const { tables, limits } = plane;
  if (tables.size >= limits.tables) return limitExceeded(`Number of tables exceeds the limit of ${limits.tables}`);
  return tooManyChanges(plane);
}

function create(plane: Plane, input: Input): Table {
  const { timeline, durations } = plane;
  const table: Table = {
    name: String(input.TableName),
    description: newDescription(plane, input),
    extras: newExtras(plane, input),
  };
  plane.tables.set(table.name, table);
  const indexes = table.description.GlobalSecondaryIndexes ?? [];
  const duration = indexes.length > 0 ? durations.createTableWithIndexesMs : durations.createTableMs;
  timeline.after(duration / 2, () => {
    table.extras.isKnown = true;
  });
  timeline.after(duration, () => {
    table.description.TableStatus = "ACTIVE";
    for (const index of indexes) index.IndexStatus = "ACTIVE";
    timeline.after(durations.backupsCooldownMs, () => {
      table.extras.hasBackups = true;
    });
  });
  return table;
}

/** What CreateTable says of a table: DescribeTable adds what takes DynamoDB a moment. */
function answerOf(description: Description, { WarmThroughput: isWarmed }: Input): object {
  const { WarmThroughput, BillingModeSummary, ...others } = structuredClone(description);
  return {
    ...others,
    ...(BillingModeSummary && { BillingModeSummary: { BillingMode: BillingModeSummary.BillingMode } }),
    ...(isWarmed && { WarmThroughput: { ...WarmThroughput, Status: "UPDATING" } }),
  };
}
