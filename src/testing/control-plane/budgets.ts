import type { ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { CHANGE_LIMITS } from "../../dynamodb/change-limits.js";
import { limitExceeded } from "./aws-error.js";
import type { Budget, ControlPlane, Description, Table } from "./tables.js";
import type { Wire } from "./wire.js";

const { changes: FREE_DECREASES } = CHANGE_LIMITS.capacityDecrease.budget;
const { changes: FREE_ENCRYPTION_CHANGES } = CHANGE_LIMITS.encryption.budget;
const { changes: TABLE_CLASS_CHANGES, hours: TABLE_CLASS_HOURS } = CHANGE_LIMITS.tableClass.budget;
const DAY_MS = 86_400_000;

type Capacity = NonNullable<Description["ProvisionedThroughput"]>;

/** Throws if the table class was changed as many times as its budget allows. */
export function checkTableClassBudget(controlPlane: ControlPlane, table: Table): void {
  const { tableClassPeriodMs } = controlPlane.durations;
  if (spentIn(controlPlane, table, "tableClass", tableClassPeriodMs).length < TABLE_CLASS_CHANGES) return;
  throw limitExceeded(
    `Updates to TableClass are limited to ${TABLE_CLASS_CHANGES} times in ${TABLE_CLASS_HOURS / 24} day(s).`,
  );
}

/** Throws if the encryption was changed as many times as its budget allows. */
export function checkEncryptionBudget(controlPlane: ControlPlane, table: Table): void {
  const { encryptionPeriodMs, encryptionCooldownMs } = controlPlane.durations;
  const times = spentIn(controlPlane, table, "encryption", encryptionPeriodMs);
  const [first = 0] = times;
  const last = times.at(-1) ?? 0;
  const next = Math.min(last + encryptionCooldownMs, first + encryptionPeriodMs);
  if (times.length < FREE_ENCRYPTION_CHANGES || next <= controlPlane.timeline.time) return;
  throw limitExceeded(
    `Encryption mode changes are limited in the 24h window ending at ${isoTime(first + encryptionPeriodMs)}. ` +
      `After the first ${FREE_ENCRYPTION_CHANGES} change, each subsequent change in the same window can be performed ` +
      `at most once every ${encryptionCooldownMs / 1000} seconds. Number of updates today: ${times.length}. ` +
      `Last change at ${isoTime(last)}. Next changes can be made at ${isoTime(next)}.`,
  );
}

/** Counts a change of the table class. */
export function spendTableClass({ timeline, durations }: ControlPlane, { spent }: Table): void {
  if (durations.tableClassPeriodMs > 0) spent.tableClass.push(timeline.time);
}

/** Counts a change of the encryption. */
export function spendEncryption({ timeline, durations }: ControlPlane, { spent }: Table): void {
  if (durations.encryptionPeriodMs > 0) spent.encryption.push(timeline.time);
}

/** Throws if the capacity of a table or an index was decreased as many times as its budget allows. */
export function checkDecreaseBudget(
  controlPlane: ControlPlane,
  before: Capacity = {},
  asked: Wire<ProvisionedThroughput>,
): void {
  const { capacityDecreaseCooldownMs } = controlPlane.durations;
  if (!isDecrease(before, asked) || controlPlane.durations.capacityDecreasePeriodMs === 0) return;
  const { NumberOfDecreasesToday: count = 0, LastDecreaseDateTime = 0 } = withDecreasesToday(controlPlane, before);
  const last = LastDecreaseDateTime * 1000;
  const next = Math.min(last + capacityDecreaseCooldownMs, endOfDay(controlPlane));
  if (count < FREE_DECREASES || next <= controlPlane.timeline.time) return;
  throw limitExceeded(
    "Provisioned throughput decreases are limited within a given UTC day. " +
      `After the first ${FREE_DECREASES} decreases, each subsequent decrease in the same UTC day can be performed ` +
      `at most once every ${capacityDecreaseCooldownMs / 1000} seconds. Number of decreases today: ${count}. ` +
      `Last decrease at ${longTime(last)}. Next decrease can be made at ${longTime(next)}`,
  );
}

/** Whether a request decreases the capacity for reads, for writes, or for both. */
export function isDecrease(before: Capacity, asked: Wire<ProvisionedThroughput>): boolean {
  const { ReadCapacityUnits: reads = 0, WriteCapacityUnits: writes = 0 } = before;
  return (asked.ReadCapacityUnits ?? 0) < reads || (asked.WriteCapacityUnits ?? 0) < writes;
}

/** Capacity as it is described now: the decreases of earlier days do not count. */
export function withDecreasesToday(controlPlane: ControlPlane, capacity: Capacity): Capacity {
  const { LastDecreaseDateTime } = capacity;
  const isOld = LastDecreaseDateTime !== undefined && LastDecreaseDateTime * 1000 < startOfDay(controlPlane);
  return isOld ? { ...capacity, NumberOfDecreasesToday: 0 } : capacity;
}

/** The changes in the period that ends now. */
function spentIn({ timeline }: ControlPlane, { spent }: Table, budget: Budget, periodMs: number): readonly number[] {
  return spent[budget].filter((at) => at > timeline.time - periodMs);
}

/** The UTC day, or the part of it that the latency makes of it. */
function dayMs({ durations }: ControlPlane): number {
  return durations.capacityDecreasePeriodMs || DAY_MS;
}

function startOfDay(controlPlane: ControlPlane): number {
  const { time } = controlPlane.timeline;
  return time - (time % dayMs(controlPlane));
}

function endOfDay(controlPlane: ControlPlane): number {
  return startOfDay(controlPlane) + dayMs(controlPlane);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

const LONG = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "full", timeZone: "UTC" });

function longTime(ms: number): string {
  return LONG.format(ms);
}
