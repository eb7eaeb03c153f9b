import type { OnDemandThroughput, WarmThroughput } from "@aws-sdk/client-dynamodb";
import type { Bounds, Units } from "../../definition/normalised-table.js";

/** DynamoDB's word for "no bound". */
const UNBOUNDED = -1;

/** Bounds as a member of a request; no member where there is nothing to say. */
export function onDemandThroughput(
  bounds: Bounds | undefined,
  /** Whether a bound is left out that should not be there, instead of removed. */
  { leavesOut }: { readonly leavesOut: boolean },
): { readonly OnDemandThroughput?: OnDemandThroughput } {
  const units = (bound: number | false | undefined) => (bound === false ? (leavesOut ? undefined : UNBOUNDED) : bound);
  const [read, write] = [units(bounds?.maxRead), units(bounds?.maxWrite)];
  if (read === undefined && write === undefined) return {};
  return {
    OnDemandThroughput: {
      ...(read !== undefined && { MaxReadRequestUnits: read }),
      ...(write !== undefined && { MaxWriteRequestUnits: write }),
    },
  };
}

/** Warm throughput as a member of a request; no member where there is nothing to say. */
export function warmThroughput({ read, write }: Units = {}): { readonly WarmThroughput?: WarmThroughput } {
  if (read === undefined && write === undefined) return {};
  return {
    WarmThroughput: {
      ...(read !== undefined && { ReadUnitsPerSecond: read }),
      ...(write !== undefined && { WriteUnitsPerSecond: write }),
    },
  };
}
