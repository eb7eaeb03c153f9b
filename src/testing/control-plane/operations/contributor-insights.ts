import type {
  ListContributorInsightsCommandInput,
  UpdateContributorInsightsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { MAX_TABLE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { invalid, notFound } from "../aws-error.js";
import { indexName } from "../rules/table-members.js";
import { checkRequest, struct, tableRequest, text, whole } from "../rules/wire-checks.js";
import type { Insights } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, secondsAt, type Table } from "../tables.js";
import { findVisibleTable } from "../visible-tables.js";
import type { Wire } from "../wire.js";

const MODES = ["ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"];

const updateCheck = tableRequest(
  {
    IndexName: indexName,
    ContributorInsightsAction: text({ values: ["ENABLE", "DISABLE"] }),
    ContributorInsightsMode: text({ values: MODES }),
  },
  ["ContributorInsightsAction"],
);
const describeCheck = tableRequest({ IndexName: indexName });
const listCheck = struct({
  TableName: text({ min: 1, max: MAX_TABLE_ARN_LENGTH }),
  NextToken: text(),
  MaxResults: whole({ max: 100 }),
});

/** The subject of insights: a table, or one of its global secondary indexes. */
interface Subject {
  readonly table: Table;
  readonly indexName?: string | undefined;
}

/** UpdateContributorInsights. A request for the present state changes nothing. */
export const updateContributorInsights: Operation = (controlPlane, json) => {
  checkRequest(json, updateCheck);
  const input = json as unknown as Wire<UpdateContributorInsightsCommandInput>; // as checked above
  const subject = findSubject(controlPlane, input.TableName, input.IndexName);
  checkActive(subject);
  const isEnabled = input.ContributorInsightsAction === "ENABLE";
  const before = insightsOf(subject);
  const mode = input.ContributorInsightsMode ?? (isEnabled || !before ? "ACCESSED_AND_THROTTLED_KEYS" : before.mode);
  const isOn = before?.status === "ENABLING" || before?.status === "ENABLED";
  const isChange = isEnabled ? !isOn || mode !== before.mode : isOn;
  return {
    commit: () => {
      if (isChange) change(controlPlane, subject, { status: isEnabled ? "ENABLING" : "DISABLING", mode });
      return summaryOf(subject);
    },
  };
};

function change(controlPlane: ControlPlane, subject: Subject, asked: Pick<Insights, "mode" | "status">): void {
  const { insights } = subject.table.separateSettings;
  const { indexName = "" } = subject;
  const started: Insights = { ...asked, updated: secondsAt(controlPlane) };
  insights.set(indexName, started);
  controlPlane.timeline.after(controlPlane.durations.updateInsightsMs, () => {
    if (insights.get(indexName) !== started) return;
    const status = asked.status === "ENABLING" ? "ENABLED" : "DISABLED";
    insights.set(indexName, { ...started, status, updated: secondsAt(controlPlane) });
  });
}

/** DescribeContributorInsights. */
export const describeContributorInsights: Operation = (controlPlane, json) => {
  checkRequest(json, describeCheck);
  const subject = findSubject(controlPlane, json["TableName"], json["IndexName"]);
  const insights = insightsOf(subject);
  return {
    commit: () => ({
      ...summaryOf(subject),
      ...(insights && { LastUpdateDateTime: insights.updated }),
      ...(insights && insights.status !== "DISABLED" && { ContributorInsightsRuleList: rulesOf(subject, insights) }),
    }),
  };
};

/** ListContributorInsights: those that are not disabled, of one table or of all. */
export const listContributorInsights: Operation = (controlPlane, json) => {
  checkRequest(json, listCheck);
  const input = json as Wire<ListContributorInsightsCommandInput>; // as checked above
  const { TableName, NextToken, MaxResults = 100 } = input;
  const tables =
    TableName === undefined ? [...controlPlane.tables.values()] : [findVisibleTable(controlPlane, TableName)];
  const all = tables
    .flatMap(subjectsIn)
    .filter((subject) => (insightsOf(subject)?.status ?? "DISABLED") !== "DISABLED");
  const start = Number(NextToken ?? 0);
  const end = start + MaxResults;
  return {
    commit: () => ({
      ContributorInsightsSummaries: all.slice(start, end).map(summaryOf),
      ...(end < all.length && { NextToken: String(end) }),
    }),
  };
};

/** An index is not found here until it is allocated. */
function subjectsIn(table: Table): Subject[] {
  const all = table.description.GlobalSecondaryIndexes ?? [];
  const indexes = all.filter(({ Backfilling }) => Backfilling !== false);
  return [{ table }, ...indexes.map(({ IndexName }) => ({ table, indexName: IndexName }))];
}

function findSubject(controlPlane: ControlPlane, tableName: unknown, indexName: unknown): Subject {
  const table = findVisibleTable(controlPlane, String(tableName));
  const subject = subjectsIn(table).find((each) => each.indexName === indexName);
  if (subject) return subject;
  throw notFound(`Requested resource not found: Index: ${indexName} not found for table: ${table.name}`);
}

function checkActive({ table, indexName }: Subject): void {
  const index = table.description.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
  const what =
    table.description.TableStatus === "CREATING"
      ? "TableStatus"
      : index?.IndexStatus === "CREATING"
        ? "IndexStatus"
        : undefined;
  if (what === undefined) return;
  throw invalid(
    "Table or Index is not in a valid state to update Key Access Insights: " +
      `${what} must be ACTIVE to enable ContributorInsights.`,
  );
}

function insightsOf({ table, indexName = "" }: Subject): Insights | undefined {
  return table.separateSettings.insights.get(indexName);
}

function summaryOf(subject: Subject): object {
  const insights = insightsOf(subject);
  return {
    TableName: subject.table.name,
    ...(subject.indexName !== undefined && { IndexName: subject.indexName }),
    ContributorInsightsStatus: insights?.status ?? "DISABLED",
    ...(insights && { ContributorInsightsMode: insights.mode }),
  };
}

/** The names of the rules in CloudWatch: two for the partition key, and two for it together with the sort key. */
function rulesOf({ table, indexName }: Subject, { mode, updated }: Insights): string[] {
  const { description, name } = table;
  const index = description.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
  const hasSortKey = (index ?? description).KeySchema?.some(({ KeyType }) => KeyType === "RANGE");
  const kinds = ["PKC", "SKC", "PKT", "SKT"].filter(
    (kind) => (hasSortKey || kind.startsWith("P")) && (mode !== "THROTTLED_KEYS" || kind.endsWith("T")),
  );
  const of = index ? `${name}-${index.IndexName}` : name;
  return kinds.map((kind) => `DynamoDBContributorInsights-${kind}-${of}-${Math.round(updated * 1_000)}`);
}
