import type { ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { invalid } from "../aws-error.js";
import { checkDecreaseBudget, isDecrease, withDecreasesToday } from "../budgets.js";
import type { ThroughputDescription } from "../settings.js";
import { type ControlPlane, type Description, secondsAt } from "../tables.js";
import type { Wire } from "../wire.js";

/** The throughput in the description of a table or an index. */
export type Throughput = Pick<Description, "ProvisionedThroughput" | "OnDemandThroughput" | "WarmThroughput">;

/** Throws if the throughput of a table or an index would not change, or cannot be decreased again yet. */
export function checkThroughputChange(
  controlPlane: ControlPlane,
  of: Throughput,
  asked: Wire<ProvisionedThroughput>,
  [place, shortPlace]: readonly [string, string],
): void {
  const { ReadCapacityUnits: reads, WriteCapacityUnits: writes } = of.ProvisionedThroughput ?? {};
  checkDecreaseBudget(controlPlane, of.ProvisionedThroughput, asked);
  if (asked.ReadCapacityUnits !== reads || asked.WriteCapacityUnits !== writes) return;
  throw invalid(
    `The provisioned throughput for ${place} will not change. The requested value equals the current value. ` +
      `Current ReadCapacityUnits provisioned for ${shortPlace}: ${reads}. Requested ReadCapacityUnits: ${reads}. ` +
      `Current WriteCapacityUnits provisioned for ${shortPlace}: ${writes}. Requested WriteCapacityUnits: ${writes}. ` +
      "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.",
  );
}

/** Sets the throughput of a table or an index. Warm throughput never decreases. */
export function setThroughput(controlPlane: ControlPlane, of: Throughput, asked: Wire<ProvisionedThroughput>): void {
  const before = withDecreasesToday(controlPlane, of.ProvisionedThroughput ?? {});
  const [reads, writes] = [asked.ReadCapacityUnits ?? 0, asked.WriteCapacityUnits ?? 0];
  const [readsBefore, writesBefore] = [before.ReadCapacityUnits ?? 0, before.WriteCapacityUnits ?? 0];
  const now = secondsAt(controlPlane);
  of.ProvisionedThroughput = {
    ...before,
    ReadCapacityUnits: reads,
    WriteCapacityUnits: writes,
    ...((reads > readsBefore || writes > writesBefore) && { LastIncreaseDateTime: now }),
    ...(isDecrease(before, asked) && {
      LastDecreaseDateTime: now,
      NumberOfDecreasesToday: (before.NumberOfDecreasesToday ?? 0) + 1,
    }),
  };
  raiseWarmThroughputTo(of, { ReadUnitsPerSecond: reads, WriteUnitsPerSecond: writes });
}

/** Raises the warm throughput to a minimum. */
export function raiseWarmThroughputTo(
  of: Throughput,
  floor: Omit<ThroughputDescription["WarmThroughput"], "Status">,
): void {
  const warm = of.WarmThroughput ?? {};
  of.WarmThroughput = {
    Status: "ACTIVE",
    ...warm,
    ReadUnitsPerSecond: Math.max(warm.ReadUnitsPerSecond ?? 0, floor.ReadUnitsPerSecond),
    WriteUnitsPerSecond: Math.max(warm.WriteUnitsPerSecond ?? 0, floor.WriteUnitsPerSecond),
  };
}
