import { type AwsError, throttled } from "./aws-error.js";
import type { ControlPlane } from "./tables.js";

/** When each region accepted its last changes, by its tables, in milliseconds of the emulator's clock. */
const acceptedChanges = new WeakMap<ControlPlane["tables"], readonly number[]>();

/** Counts a change of a table or of its tags in a region. Returns the error for too many changes in a second. */
export function tooManyRequests({ tables, timeline, limits }: ControlPlane): AwsError | undefined {
  const { changesPerSecond } = limits;
  if (changesPerSecond === undefined) return undefined;
  const recent = (acceptedChanges.get(tables) ?? []).filter((at) => at > timeline.time - 1_000);
  if (recent.length >= changesPerSecond)
    return throttled("The rate of control plane requests made by this account is too high");
  acceptedChanges.set(tables, [...recent, timeline.time]);
  return undefined;
}
