import type { Description, StreamStatus } from "../control-plane/tables.js";
import type { StreamDefinition } from "./streams/stream.js";
import type { StreamViewType } from "./streams/stream-record.js";
import type { Streams } from "./streams/streams.js";

/** Changes the streams as the streams of the tables change. `now` is in milliseconds. */
export function changeStream(streams: Streams, table: Description, status: StreamStatus, now: number): void {
  const { TableName: name = "" } = table;
  if (status === "ENABLING") streams.add(definitionOf(name, table));
  else if (status === "DISABLED") streams.disable(name, now);
  else streams.setStatus(name, status);
}

function definitionOf(tableName: string, table: Description): StreamDefinition {
  const { KeySchema = [], LatestStreamArn: arn = "", LatestStreamLabel: label = "", StreamSpecification } = table;
  return {
    tableName,
    arn,
    label,
    // A stream that is enabled has a view type.
    viewType: StreamSpecification?.StreamViewType as StreamViewType,
    keySchema: KeySchema,
    keyNames: KeySchema.map(({ AttributeName }) => String(AttributeName)),
    createdAt: Date.parse(`${label}Z`),
  };
}
