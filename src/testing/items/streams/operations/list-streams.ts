import {
  MAX_NAME_LENGTH,
  MAX_STREAMS_PER_PAGE,
  MIN_NAME_LENGTH,
  STREAM_ARN_LENGTH,
} from "../../../../dynamodb/limits.js";
import { NAME_PATTERN } from "../../../../dynamodb/names.js";
import { checkRequest, struct, text, whole } from "../../../control-plane/rules/wire-checks.js";
import type { StreamOperation } from "./stream-operation.js";

const check = struct({
  TableName: text({ min: MIN_NAME_LENGTH, max: MAX_NAME_LENGTH, pattern: NAME_PATTERN }),
  Limit: whole({ min: 1, max: MAX_STREAMS_PER_PAGE }),
  ExclusiveStartStreamArn: text(STREAM_ARN_LENGTH),
});

interface Input {
  readonly TableName?: string;
  readonly Limit?: number;
  readonly ExclusiveStartStreamArn?: string;
}

/** ListStreams. */
export const listStreams: StreamOperation = ({ streams, now }, json) => {
  checkRequest(json, check);
  const { TableName, Limit = MAX_STREAMS_PER_PAGE, ExclusiveStartStreamArn = "" } = json as Input; // as checked above
  const rest = streams
    .list(now)
    .map(({ definition }) => definition)
    .filter(
      ({ tableName, arn }) => (TableName === undefined || tableName === TableName) && arn > ExclusiveStartStreamArn,
    );
  const page = rest.slice(0, Limit);
  const last = page.at(-1);
  return {
    Streams: page.map(({ arn, label, tableName }) => ({ StreamArn: arn, StreamLabel: label, TableName: tableName })),
    ...(last !== undefined && page.length < rest.length ? { LastEvaluatedStreamArn: last.arn } : {}),
  };
};
