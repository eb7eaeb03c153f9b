import type { StreamSpecification } from "@aws-sdk/client-dynamodb";
import { arnOf, type ControlPlane, type Description, type StreamStatus } from "./tables.js";
import type { Wire } from "./wire.js";

/** Describes a new stream of a table. Each stream has a label, which is its creation time, and an ARN. */
export function describeStream(
  controlPlane: ControlPlane,
  tableName: string,
  asked: Wire<StreamSpecification> | undefined,
): Pick<Description, "StreamSpecification" | "LatestStreamArn" | "LatestStreamLabel"> {
  if (!asked?.StreamEnabled) return {};
  const label = new Date(nextLabelTime(controlPlane, tableName)).toISOString().slice(0, -1);
  return {
    StreamSpecification: { ...asked },
    LatestStreamLabel: label,
    LatestStreamArn: `${arnOf(controlPlane, tableName)}/stream/${label}`,
  };
}

/** Reports the status of the stream that a description has. */
export function reportStream({ events }: ControlPlane, description: Description, status: StreamStatus): void {
  if (description.StreamSpecification?.StreamEnabled) events?.onStreamStatus(description, status);
}

/** The time of a new label: a millisecond later for a second stream in the same one, also of a new table with the same name. */
function nextLabelTime({ timeline, streamTimes }: ControlPlane, tableName: string): number {
  const earlier = streamTimes.get(tableName) ?? Number.NEGATIVE_INFINITY;
  const time = Math.max(Math.floor(timeline.time), earlier + 1);
  streamTimes.set(tableName, time);
  return time;
}
