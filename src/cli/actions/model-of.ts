import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { run } from "../../async/run.js";
import { toModelSource } from "../../iac/index.js";
import { Deadline } from "../../procedure/deadline.js";
import { definitionOf } from "../../table/copy/definition-of.js";
import type { NotCompared } from "../../table/definition/differences.js";
import { readSettings } from "../../table/update/read-settings.js";
import { now } from "../../transport/clock.js";
import { defined } from "../../validation/defined.js";
import type { Session } from "../session/session.js";
import { explainMissing } from "./missing-table.js";

/** How to make the source. */
export interface ModelSettings {
  readonly items: number;
  readonly kind: "model" | "table";
  readonly name?: string;
}

/** The source of a model, and the settings that could not be read. */
export interface ModelSource {
  readonly source: string;
  readonly unread: readonly NotCompared[];
}

const READ_SECONDS = 60;

/** Reads a table, its settings and sample items, and makes the source of a model for it. */
export async function modelOf(
  session: Session,
  tableName: string,
  { items: limit, kind, name }: ModelSettings,
): Promise<ModelSource> {
  const { client, signal } = session;
  const description = await client.describeTable(tableName, { signal }).catch(async (error: unknown) => {
    throw await explainMissing(session, tableName, error);
  });
  const { observed, unread } = await run(
    client.asyncContext.transport,
    readSettings(description, {
      settings: ["timeToLive", "pointInTimeRecovery", "contributorInsights", "tags", "resourcePolicy"],
      notesUnread: true,
      deadline: new Deadline(READ_SECONDS * 1_000, now),
    }),
    signal,
  );
  const { timeToLive, pointInTimeRecovery, contributorInsights, tags, resourcePolicy } = definitionOf(observed);
  const settings = defined({ timeToLive, pointInTimeRecovery, contributorInsights, tags, resourcePolicy });
  const items = kind === "model" && limit > 0 ? await sampleItems(client, tableName, limit, signal) : [];
  return { source: toModelSource(description, defined({ items, settings, kind, name })), unread };
}

/** Items of a table, as DynamoDB returns them. A page can have fewer than the limit, so several may be read. */
async function sampleItems(
  client: Session["client"],
  tableName: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const input = { TableName: tableName, Limit: limit - items.length, ExclusiveStartKey: start };
    const page = await client.asyncContext.transport.send("Scan", input, { signal });
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && items.length < limit);
  return items;
}
