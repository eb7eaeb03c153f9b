import type { Operation } from "../table-operation.js";
import { createBackup, deleteBackup, describeBackup, listBackups } from "./backups.js";
import { describeContinuousBackups, updateContinuousBackups } from "./continuous-backups.js";
import {
  describeContributorInsights,
  listContributorInsights,
  updateContributorInsights,
} from "./contributor-insights.js";
import { createTable } from "./create-table.js";
import { deleteTable } from "./delete-table.js";
import { describeLimits } from "./describe-limits.js";
import { describeTable } from "./describe-table.js";
import {
  describeKinesisDestination,
  disableKinesisDestination,
  enableKinesisDestination,
  updateKinesisDestination,
} from "./kinesis-destinations.js";
import { legacyGlobalTable } from "./legacy-global-tables.js";
import { listTables } from "./list-tables.js";
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from "./resource-policies.js";
import { restoreTableFromBackup, restoreTableToPointInTime } from "./restores.js";
import { listTagsOfResource, tagResource, untagResource } from "./tags.js";
import { describeTimeToLive, updateTimeToLive } from "./time-to-live.js";
import { updateTable } from "./update-table.js";

/** The operations of the control plane. Those on items are in `items/operations`, all others are rejected by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CreateBackup: createBackup,
    CreateGlobalTable: legacyGlobalTable,
    CreateTable: createTable,
    DeleteBackup: deleteBackup,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteTable: deleteTable,
    DescribeBackup: describeBackup,
    DescribeContinuousBackups: describeContinuousBackups,
    DescribeContributorInsights: describeContributorInsights,
    DescribeKinesisStreamingDestination: describeKinesisDestination,
    DescribeLimits: describeLimits,
    DescribeTable: describeTable,
    DescribeTimeToLive: describeTimeToLive,
    DisableKinesisStreamingDestination: disableKinesisDestination,
    EnableKinesisStreamingDestination: enableKinesisDestination,
    GetResourcePolicy: getResourcePolicy,
    ListBackups: listBackups,
    ListContributorInsights: listContributorInsights,
    ListTables: listTables,
    ListTagsOfResource: listTagsOfResource,
    PutResourcePolicy: putResourcePolicy,
    RestoreTableFromBackup: restoreTableFromBackup,
    RestoreTableToPointInTime: restoreTableToPointInTime,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateContinuousBackups: updateContinuousBackups,
    UpdateContributorInsights: updateContributorInsights,
    UpdateGlobalTable: legacyGlobalTable,
    UpdateKinesisStreamingDestination: updateKinesisDestination,
    UpdateTable: updateTable,
    UpdateTimeToLive: updateTimeToLive,
  }),
);
