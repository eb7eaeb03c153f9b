import type { WarmThroughput } from "@aws-sdk/client-dynamodb";
import { invalidValues } from "../aws-error.js";
import type { Plane } from "../tables.js";
import type { Wire } from "../wire.js";
import type { Change, Planner } from "./change.js";
import type { Throughput } from "./throughput.js";

/** What a table can take at once. The table is ACTIVE all the while. */
export const planWarmThroughput: Planner = ({ plane, table, input }) =>
  input.WarmThroughput ? [raiseWarmThroughput(plane, table.description, input.WarmThroughput, "table")] : [];

/** Lets a table, or an index, take more at once. */
export function raiseWarmThroughput(plane: Plane, of: Throughput, asked: Wire<WarmThroughput>, place: string): Change {
  for (const member of ["ReadUnitsPerSecond", "WriteUnitsPerSecond"] as const) {
    if ((asked[member] ?? Number.POSITIVE_INFINITY) >= (of.WarmThroughput?.[member] ?? 0)) continue;
    throw invalidValues(
      `Requested ${member} for WarmThroughput for ${place} is lower than current WarmThroughput, ` +
        "decreasing WarmThroughput is not supported",
    );
  }
  let started: Throughput["WarmThroughput"];
  return {
    ms: plane.durations.updateWarmThroughputMs,
    holdsTable: false,
    start: () => {
      started = { ...of.WarmThroughput, Status: "UPDATING" };
      of.WarmThroughput = started;
    },
    finish: () => {
      // A request that came meanwhile stands in the place of this one.
      if (of.WarmThroughput === started) of.WarmThroughput = { ...started, ...asked, Status: "ACTIVE" };
    },
  };
}
