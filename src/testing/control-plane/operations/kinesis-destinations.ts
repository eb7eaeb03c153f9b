import type {
  EnableKinesisStreamingDestinationCommandInput,
  UpdateKinesisStreamingDestinationCommandInput,
} from "@aws-sdk/client-dynamodb";
import { MAX_TABLE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, stillInUse } from "../aws-error.js";
import { checkRequest, struct, tableRequest, text } from "../rules/wire-checks.js";
import type { KinesisDestination } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import type { ControlPlane, Table } from "../tables.js";
import { findVisibleTable } from "../visible-tables.js";
import type { Json, Wire } from "../wire.js";

const streamArn = text({ min: 37, max: MAX_TABLE_ARN_LENGTH });
const configuration = struct({
  ApproximateCreationDateTimePrecision: text({ values: ["MILLISECOND", "MICROSECOND"] }),
});
const enableCheck = tableRequest({ StreamArn: streamArn, EnableKinesisStreamingConfiguration: configuration }, [
  "StreamArn",
]);
const updateCheck = tableRequest({ StreamArn: streamArn, UpdateKinesisStreamingConfiguration: configuration }, [
  "StreamArn",
]);
const disableCheck = tableRequest({ StreamArn: streamArn }, ["StreamArn"]);
const describeCheck = tableRequest({});

/** EnableKinesisStreamingDestination. A table has one destination at a time. No stream is written, or looked for. */
export const enableKinesisDestination: Operation = (controlPlane, json) => {
  checkRequest(json, enableCheck);
  const input = json as unknown as Wire<EnableKinesisStreamingDestinationCommandInput>; // as checked above
  const table = findChangeable(controlPlane, input.TableName);
  const { StreamArn: arn = "", EnableKinesisStreamingConfiguration: asked = {} } = input;
  if (destinationsOf(table).some(({ status }) => status !== "DISABLED" && status !== "ENABLE_FAILED"))
    throw wrongState(
      "EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE operation.",
    );
  const { ApproximateCreationDateTimePrecision: precision } = asked;
  const problem = problemOf(controlPlane, arn);
  const end: KinesisDestination = problem
    ? { status: "ENABLE_FAILED", problem, precision }
    : { status: "ACTIVE", precision };
  return {
    commit: () => {
      change(controlPlane, table, arn, { status: "ENABLING", precision }, end, "enableKinesisDestinationMs");
      return { ...answerOf(table, arn), EnableKinesisStreamingConfiguration: asked };
    },
  };
};

/** UpdateKinesisStreamingDestination: the precision of the times in the records. */
export const updateKinesisDestination: Operation = (controlPlane, json) => {
  checkRequest(json, updateCheck);
  const input = json as unknown as Wire<UpdateKinesisStreamingDestinationCommandInput>; // as checked above
  const table = findChangeable(controlPlane, input.TableName);
  const { StreamArn: arn = "", UpdateKinesisStreamingConfiguration: asked = {} } = input;
  const { ApproximateCreationDateTimePrecision: precision } = asked;
  if (precision === undefined) {
    throw invalid(
      "Streaming destination cannot be updated with given parameters: UpdateKinesisStreamingConfiguration cannot be " +
        "null or contain only null values",
    );
  }
  const before = table.separateSettings.kinesisDestinations.get(arn);
  if (!before) throw wrongState(`No streaming destination with streamArn: ${arn}`);
  if (before.status !== "ACTIVE")
    throw wrongState("Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state");
  if (precision === (before.precision ?? "MILLISECOND")) {
    throw invalid(
      `Invalid Request: Precision is already set to the desired value of ${precision} for tableId: ` +
        `${table.description.TableId}, kdsArn: ${arn}`,
    );
  }
  return {
    commit: () => {
      const end: KinesisDestination = { status: "ACTIVE", precision };
      change(controlPlane, table, arn, { status: "UPDATING", precision }, end, "updateKinesisDestinationMs");
      return { ...answerOf(table, arn), UpdateKinesisStreamingConfiguration: asked };
    },
  };
};

/** DisableKinesisStreamingDestination. The destination is described as DISABLED from then on. */
export const disableKinesisDestination: Operation = (controlPlane, json) => {
  checkRequest(json, disableCheck);
  const table = findChangeable(controlPlane, json["TableName"]);
  const arn = String(json["StreamArn"]);
  if (table.separateSettings.kinesisDestinations.get(arn)?.status !== "ACTIVE")
    throw wrongState("KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.");
  return {
    commit: () => {
      change(controlPlane, table, arn, { status: "DISABLING" }, { status: "DISABLED" }, "disableKinesisDestinationMs");
      return answerOf(table, arn);
    },
  };
};

/** DescribeKinesisStreamingDestination. */
export const describeKinesisDestination: Operation = (controlPlane, json) => {
  checkRequest(json, describeCheck);
  const { name, separateSettings } = findVisibleTable(controlPlane, String(json["TableName"]));
  const destinations = [...separateSettings.kinesisDestinations].map(([StreamArn, { status, problem, precision }]) => ({
    StreamArn,
    DestinationStatus: status,
    ...(problem !== undefined && { DestinationStatusDescription: problem }),
    ...(precision && { ApproximateCreationDateTimePrecision: precision }),
  }));
  return { commit: () => ({ TableName: name, KinesisDataStreamDestinations: destinations }) };
};

/** What is wrong with a stream. DynamoDB finds it out after its answer. */
function problemOf({ region }: ControlPlane, arn: string): string | undefined {
  const [, , service, streamRegion, , resource] = arn.split(":");
  if (service !== "kinesis" || !/^stream\/[^/]+$/.test(resource ?? ""))
    return "User does not have a permission to use kinesis stream";
  return streamRegion === region
    ? undefined
    : "The kinesis Arn used to enable kinesis replication belongs to a stream which is not in the current region";
}

type Duration = "enableKinesisDestinationMs" | "updateKinesisDestinationMs" | "disableKinesisDestinationMs";

function change(
  { timeline, durations }: ControlPlane,
  { separateSettings }: Table,
  arn: string,
  start: KinesisDestination,
  end: KinesisDestination,
  duration: Duration,
): void {
  separateSettings.kinesisDestinations.set(arn, start);
  // No destination is changed again before this.
  timeline.after(durations[duration], () => separateSettings.kinesisDestinations.set(arn, end));
}

function answerOf({ name, separateSettings }: Table, arn: string): Json {
  return {
    TableName: name,
    StreamArn: arn,
    DestinationStatus: separateSettings.kinesisDestinations.get(arn)?.status,
  };
}

function destinationsOf({ separateSettings }: Table): KinesisDestination[] {
  return [...separateSettings.kinesisDestinations.values()];
}

function findChangeable(controlPlane: ControlPlane, tableName: unknown): Table {
  const table = findVisibleTable(controlPlane, String(tableName));
  if (table.description.TableStatus === "CREATING") throw stillInUse(`Table is being created: ${table.name}`);
  return table;
}

function wrongState(problem: string): AwsError {
  return invalid(`Table is not in a valid state to enable Kinesis Streaming Destination: ${problem}`);
}
