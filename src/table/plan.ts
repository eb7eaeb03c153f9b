import type {
  CreateTableCommandInput,
  UpdateContinuousBackupsCommandInput,
  UpdateContributorInsightsCommandInput,
  UpdateTimeToLiveCommandInput,
} from "@aws-sdk/client-dynamodb";
import { TableDefinitionError } from "../errors.js";
import { subjectOf } from "./check.js";
import { draftTable } from "./draft.js";
import type { CreateTableOptions } from "./options.js";
import { rules } from "./rules/index.js";
import { Issues } from "./shape.js";
import { createTableOptions } from "./shapes.js";
import { resolveWait, type Wait } from "./wait.js";

/** The requests for the settings that DynamoDB takes only once a table is ACTIVE. */
export interface LateSettings {
  readonly timeToLive: UpdateTimeToLiveCommandInput | undefined;
  readonly pointInTimeRecovery: UpdateContinuousBackupsCommandInput | undefined;
  readonly contributorInsights: UpdateContributorInsightsCommandInput | undefined;
}

/** A `createTable` call, checked, as the requests it takes. */
export interface CreatePlan {
  readonly tableName: string;
  readonly input: CreateTableCommandInput;
  /** How to wait; `undefined` when nothing asks for a wait. */
  readonly wait: Wait | undefined;
  /** The limits of the requests, also where nothing waits. */
  readonly limits: Wait;
  readonly late: LateSettings | undefined;
}

/** Checks a `createTable` call against every rule. Throws a {@link TableDefinitionError} with all that is wrong. */
export function planTable(tableName: string, options: CreateTableOptions): CreatePlan {
  const issues = new Issues();
  const read = createTableOptions(options ?? {}, "", issues.report);
  if (read === undefined) throw new TableDefinitionError(subjectOf(tableName), issues.list);
  const draft = draftTable(tableName, read);
  const malformed = new Issues();
  malformed.list.push(...issues.list);
  for (const rule of rules) {
    rule.check(draft, (path, message, fix) => {
      if (!malformed.covers(path)) issues.report(path, message, fix);
    });
  }
  if (issues.list.length > 0) throw new TableDefinitionError(subjectOf(tableName), issues.list);

  const name = draft.input.TableName ?? tableName;
  const late = lateSettings(name, read);
  // Late settings need an ACTIVE table and no more; a wait that was asked for knows better.
  const limits = resolveWait(read.wait || { until: "table" }, read.signal);
  return { tableName: name, input: draft.input, wait: read.wait || late ? limits : undefined, limits, late };
}

function lateSettings(TableName: string, options: CreateTableOptions): LateSettings | undefined {
  const { timeToLive, pointInTimeRecovery, contributorInsights } = options;
  if (!timeToLive && !pointInTimeRecovery && !contributorInsights) return undefined;
  const period = typeof pointInTimeRecovery === "object" && {
    RecoveryPeriodInDays: pointInTimeRecovery.recoveryPeriodInDays,
  };
  return {
    timeToLive: timeToLive
      ? { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLive } }
      : undefined,
    pointInTimeRecovery: pointInTimeRecovery
      ? { TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, ...period } }
      : undefined,
    contributorInsights: contributorInsights ? { TableName, ContributorInsightsAction: "ENABLE" } : undefined,
  };
}
