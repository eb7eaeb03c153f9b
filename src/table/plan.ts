import type {
  CreateTableCommandInput,
  UpdateContinuousBackupsCommandInput,
  UpdateContributorInsightsCommandInput,
  UpdateTimeToLiveCommandInput,
} from "@aws-sdk/client-dynamodb";
import { type DefinitionIssue, TableDefinitionError } from "../errors.js";
import { subjectOf } from "./check.js";
import { type Draft, draftTable } from "./draft.js";
import type { CreateTableOptions } from "./options.js";
import { rules } from "./rules/index.js";
import { checkTableName } from "./rules/names.js";
import { Issues } from "./shape.js";
import { createTableOptions } from "./shapes.js";
import { CALL_SECONDS, resolveWait, type Wait } from "./wait.js";
import type { WaitOptions } from "./wait-options.js";

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
  const { draft, issues } = check(tableName, options);
  if (draft === undefined || issues.length > 0) throw new TableDefinitionError(subjectOf(tableName), issues);

  const read = draft.options;
  const name = draft.input.TableName ?? tableName;
  const late = lateSettings(name, read);
  // Late settings need an ACTIVE table and no more; a wait that was asked for knows better.
  const unasked: WaitOptions = late ? { until: "table" } : { timeoutSeconds: CALL_SECONDS };
  const limits = resolveWait(read.wait || unasked, read.signal);
  return { tableName: name, input: draft.input, wait: read.wait || late ? limits : undefined, limits, late };
}

/** Every mistake of a call, in the order in which its options were written. */
function check(tableName: string, options: CreateTableOptions): { draft?: Draft; issues: readonly DefinitionIssue[] } {
  const malformed = new Issues();
  const read = createTableOptions(options ?? {}, "", malformed.report);
  if (read === undefined) {
    checkTableName(tableName, "tableName", malformed.report);
    return { issues: malformed.list };
  }
  const draft = draftTable(tableName, read);
  const broken = new Issues();
  for (const rule of rules) {
    rule.check(draft, (path, message, fix) => {
      const isKnown = broken.list.some((issue) => issue.path === path && issue.message === message);
      if (!isKnown && !malformed.covers(path)) broken.report(path, message, fix);
    });
  }
  const order = ["tableName", ...Object.keys(options ?? {})];
  const rank = ({ path }: DefinitionIssue) => {
    const place = order.indexOf(path.split(/[.[]/, 1)[0] ?? "");
    return place < 0 ? order.length : place;
  };
  return { draft, issues: [...malformed.list, ...broken.list].toSorted((a, b) => rank(a) - rank(b)) };
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
