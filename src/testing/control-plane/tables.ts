import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { type AwsError, limitExceeded, notFound, stillInUse } from "./aws-error.js";
import type { Durations } from "./durations.js";
import type { Extras } from "./separate-settings.js";
import type { Timeline } from "./timeline.js";
import type { Wire } from "./wire.js";

/** A table's description as it is on the wire. */
export type Description = Wire<TableDescription>;

/** A table, and what is known of it beside its description. */
export interface Table {
  readonly name: string;
  readonly description: Description;
  readonly extras: Extras;
  /** When the protection against deletion can be changed again, in milliseconds of the clock. */
  deletionProtectionLockedUntil?: number;
}

/** How large the account is. */
export interface Limits {
  /** Tables in all. */
  readonly tables: number;
  /** Tables that are CREATING, UPDATING or DELETING at a time. */
  readonly changingTables: number;
}

/** What the operations of the control plane work on. */
export interface Plane {
  readonly region: string;
  readonly accountId: string;
  readonly tables: Map<string, Table>;
  readonly timeline: Timeline;
  readonly durations: Durations;
  readonly limits: Limits;
}

/** The start of the ARN of everything in the account. */
export function arnOf({ region, accountId }: Plane, tableName: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`;
}

/** A moment as DynamoDB writes it: seconds. */
export function secondsAt({ timeline }: Plane): number {
  return timeline.time / 1000;
}

/** A table that is there, in whatever state. */
export function findTable({ tables }: Plane, name: string): Table {
  const table = tables.get(name);
  if (table) return table;
  throw tableNotFound(name);
}

/** What is answered where there is no such table. */
export function tableNotFound(name: string): AwsError {
  return notFound(`Requested resource not found: Table: ${name} not found`);
}

/** Refuses to change a table that is not ACTIVE. */
export function checkActive({ name, description }: Table): void {
  const { TableStatus = "" } = description;
  if (TableStatus === "ACTIVE") return;
  throw stillInUse(`Table is being ${PARTICIPLES[TableStatus]}: ${name}`);
}

/** What is answered when as many tables are changing as may. */
export function tooManyChanges({ tables, limits }: Plane): AwsError | undefined {
  const changing = [...tables.values()].filter(({ description }) => description.TableStatus !== "ACTIVE");
  if (changing.length < limits.changingTables) return undefined;
  return limitExceeded(`Only ${limits.changingTables} tables can be created, updated, or deleted simultaneously`);
}

const PARTICIPLES: Readonly<Record<string, string>> = {
  CREATING: "created",
  UPDATING: "updated",
  DELETING: "deleted",
};
