import { type AwsError, throttled } from "./aws-error.js";
import type { ControlPlane } from "./tables.js";
import type { Timeline } from "./timeline.js";

/** When each account accepted its last changes, in milliseconds of its clock. */
const acceptedChanges = new WeakMap<Timeline, readonly number[]>();

/** Counts a change of a table or of its tags. Returns the error for too many changes in a second. */
export function tooManyRequests({ timeline, limits }: ControlPlane): AwsError | undefined {
  const { changesPerSecond } = limits;
  if (changesPerSecond === undefined) return undefined;
  const recent = (acceptedChanges.get(timeline) ?? []).filter((at) => at > timeline.time - 1_000);
  if (recent.length >= changesPerSecond)
    return throttled("The rate of control plane requests made by this account is too high");
  acceptedChanges.set(timeline, [...recent, timeline.time]);
  return undefined;
}
