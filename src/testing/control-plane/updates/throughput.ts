import type { ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { invalid } from "../aws-error.js";
import type { ThroughputDescription } from "../settings.js";
import { type Description, type Plane, secondsAt } from "../tables.js";
import type { Wire } from "../wire.js";

/** A table or an index, as far as its throughput is described. */
export type Throughput = Pick<Description, "ProvisionedThroughput" | "OnDemandThroughput" | "WarmThroughput">;

/** Refuses throughput that is what a table, or an index, has already. */
export function checkWillChange(
  of: Throughput,
  asked: Wire<ProvisionedThroughput>,
  [place, shortPlace]: readonly [string, string],
): void {
  const { ReadCapacityUnits: reads, WriteCapacityUnits: writes } = of.ProvisionedThroughput ?? {};
  if (asked.ReadCapacityUnits !== reads || asked.WriteCapacityUnits !== writes) return;
  throw invalid(
    `The provisioned throughput for ${place} will not change. The requested value equals the current value. ` +
      `Current ReadCapacityUnits provisioned for ${shortPlace}: ${reads}. Requested ReadCapacityUnits: ${reads}. ` +
      `Current WriteCapacityUnits provisioned for ${shortPlace}: ${writes}. Requested WriteCapacityUnits: ${writes}. ` +
      "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
  );
}

/** Gives a table, or an index, other throughput. What is warm never gets less. */
export function setThroughput(plane: Plane, of: Throughput, asked: Wire<ProvisionedThroughput>): void {
  const before = of.ProvisionedThroughput ?? {};
  const [reads, writes] = [asked.ReadCapacityUnits ?? 0, asked.WriteCapacityUnits ?? 0];
  const [readsBefore, writesBefore] = [before.ReadCapacityUnits ?? 0, before.WriteCapacityUnits ?? 0];
  const now = secondsAt(plane);
  of.ProvisionedThroughput = {
    ...before,
    ReadCapacityUnits: reads,
    WriteCapacityUnits: writes,
    ...((reads > readsBefore || writes > writesBefore) && { LastIncreaseDateTime: now }),
    ...((reads < readsBefore || writes < writesBefore) && {
      LastDecreaseDateTime: now,
      NumberOfDecreasesToday: (before.NumberOfDecreasesToday ?? 0) + 1,
    }),
  };
  warmTo(of, { ReadUnitsPerSecond: reads, WriteUnitsPerSecond: writes });
}

/** Lets what is warm be at least so much. */
export function warmTo(of: Throughput, floor: Omit<ThroughputDescription["WarmThroughput"], "Status">): void {
  const warm = of.WarmThroughput ?? {};
  of.WarmThroughput = {
    Status: "ACTIVE",
    ...warm,
    ReadUnitsPerSecond: Math.max(warm.ReadUnitsPerSecond ?? 0, floor.ReadUnitsPerSecond),
    WriteUnitsPerSecond: Math.max(warm.WriteUnitsPerSecond ?? 0, floor.WriteUnitsPerSecond),
  };
}
