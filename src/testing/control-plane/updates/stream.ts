import { invalid, invalidValues } from "../aws-error.js";
import { describeStream, reportStream } from "../streams.js";
import type { Planner } from "./change.js";
import { isStrong } from "./strong-replicas.js";

/**
 * Enables or disables the stream of a table. Replicas need theirs, unless they are strongly consistent. To change the view type, it is disabled and enabled again. A new stream is described
 * while it is being enabled.
 */
export const planStream: Planner = ({ controlPlane, table, input }) => {
  const { StreamSpecification: asked } = input;
  if (!asked) return [];
  const { name, description } = table;
  const { StreamEnabled, StreamViewType } = asked;
  if (StreamEnabled && !StreamViewType)
    throw invalidValues("If stream is being enabled then UpdateViewType is required");
  if (!StreamEnabled && StreamViewType)
    throw invalidValues("If stream is being disabled, then UpdateViewType must not be specified");
  if (!StreamEnabled && description.Replicas && !isStrong(description))
    throw invalidValues("Disabling Stream is not allowed for a Global Table replica.");
  const isEnabled = description.StreamSpecification?.StreamEnabled === true;
  if (StreamEnabled && isEnabled) throw invalid(`Table already has an enabled stream: TableName: ${name}`);
  if (!StreamEnabled && !isEnabled) throw invalid(`Table has no stream to disable: TableName: ${name}`);
  return [
    {
      ms: controlPlane.durations.updateStreamMs,
      tableChange: "stream",
      start: () => {
        if (StreamEnabled) Object.assign(description, describeStream(controlPlane, name, asked));
        reportStream(controlPlane, description, StreamEnabled ? "ENABLING" : "DISABLING");
      },
      finish: () => {
        reportStream(controlPlane, description, StreamEnabled ? "ENABLED" : "DISABLED");
        if (!StreamEnabled) delete description.StreamSpecification;
      },
    },
  ];
};
