import type { WarmThroughput } from "@aws-sdk/client-dynamodb";
import { invalidValues } from "../aws-error.js";
import type { ControlPlane } from "../tables.js";
import type { Wire } from "../wire.js";
import type { Change, Planner } from "./change.js";
import type { Throughput } from "./throughput.js";

const MEMBERS = ["ReadUnitsPerSecond", "WriteUnitsPerSecond"] as const;

/** The warm throughput of a table. The table is ACTIVE during the change. */
export const planWarmThroughput: Planner = ({ controlPlane, table, input }) =>
  input.WarmThroughput ? [raiseWarmThroughput(controlPlane, table.description, input.WarmThroughput, "table")] : [];

/** Raises the warm throughput of a table or an index. The present values are accepted, and change nothing. */
export function raiseWarmThroughput(
  controlPlane: ControlPlane,
  of: Throughput,
  asked: Wire<WarmThroughput>,
  place: string,
): Change {
  for (const member of MEMBERS) {
    if ((asked[member] ?? Number.POSITIVE_INFINITY) >= (of.WarmThroughput?.[member] ?? 0)) continue;
    throw invalidValues(
      `Requested ${member} for WarmThroughput for ${place} is lower than current WarmThroughput, ` +
        "decreasing WarmThroughput is not supported",
    );
  }
  let started: Throughput["WarmThroughput"];
  const isRaise = MEMBERS.some((member) => (asked[member] ?? 0) > (of.WarmThroughput?.[member] ?? 0));
  return {
    ms: isRaise ? controlPlane.durations.updateWarmThroughputMs : 0,
    start: () => {
      started = { ...of.WarmThroughput, Status: "UPDATING" };
      of.WarmThroughput = started;
    },
    finish: () => {
      // A later request replaces this one.
      if (of.WarmThroughput === started) of.WarmThroughput = { ...started, ...asked, Status: "ACTIVE" };
    },
  };
}
