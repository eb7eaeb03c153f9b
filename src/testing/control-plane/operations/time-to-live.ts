import type { UpdateTimeToLiveCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_ATTRIBUTE_NAME_BYTES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, stillInUse } from "../aws-error.js";
import { type Member, otherMembers } from "../global-tables.js";
import { lock, lockedUntil } from "../locks.js";
import { checkRequest, flag, struct, tableRequest, text } from "../rules/wire-checks.js";
import type { SeparateSettings, TimeToLive } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { findTable } from "../tables.js";
import { isStrong, noTimeToLive } from "../updates/strong-replicas.js";
import { findVisibleTable, visibleTable } from "../visible-tables.js";
import type { Wire } from "../wire.js";

const updateCheck = tableRequest(
  {
    TimeToLiveSpecification: struct({ Enabled: flag, AttributeName: text({ min: 1, max: MAX_ATTRIBUTE_NAME_BYTES }) }, [
      "Enabled",
      "AttributeName",
    ]),
  },
  ["TimeToLiveSpecification"],
);
const describeCheck = tableRequest({});

/** UpdateTimeToLive. Items are deleted while the setting is ENABLED. */
export const updateTimeToLive: Operation = (controlPlane, json) => {
  checkRequest(json, updateCheck);
  const input = json as unknown as Wire<UpdateTimeToLiveCommandInput>; // as checked above
  const name = String(input.TableName);
  const table = findVisibleTable(controlPlane, name);
  const { description, separateSettings } = table;
  if (description.TableStatus === "CREATING") throw stillInUse(`Table ${name} is being created`);
  const { Enabled = false, AttributeName: attributeName = "" } = input.TimeToLiveSpecification ?? {};
  const refusal = refusalOf(separateSettings, Enabled, attributeName);
  if (refusal) throw refusal;
  if (isStrong(description)) throw noTimeToLive();
  if (description.Replicas?.some(({ ReplicaStatus }) => ReplicaStatus === "CREATING"))
    throw invalid("Time to live cannot be changed: it is not allowed while the replica is being added.");
  if (lockedUntil(controlPlane, table, "timeToLive") !== undefined)
    throw invalid("Time to live has been modified multiple times within a fixed interval");
  return {
    commit: () => {
      // All regions of a global table have the same setting.
      const member = { controlPlane, table };
      for (const each of [member, ...otherMembers(member)]) change(each, Enabled, attributeName);
      return { TimeToLiveSpecification: { Enabled, AttributeName: attributeName } };
    },
  };
};

function change({ controlPlane, table }: Member, enable: boolean, attributeName: string): void {
  const { name, separateSettings } = table;
  const { updateTimeToLiveMs, timeToLiveCooldownMs } = controlPlane.durations;
  const started: TimeToLive = { attributeName, status: enable ? "ENABLING" : "DISABLING" };
  separateSettings.timeToLive = started;
  if (!enable) controlPlane.events?.onTimeToLive(name, undefined);
  lock(controlPlane, table, "timeToLive", timeToLiveCooldownMs);
  controlPlane.timeline.after(updateTimeToLiveMs, () => {
    if (separateSettings.timeToLive !== started) return;
    separateSettings.timeToLive = enable ? { attributeName, status: "ENABLED" } : undefined;
    if (enable && visibleTable(controlPlane, name) === table) controlPlane.events?.onTimeToLive(name, attributeName);
  });
}

/** An error of the request itself takes precedence over the cooldown. */
function refusalOf({ timeToLive }: SeparateSettings, enable: boolean, attributeName: string): AwsError | undefined {
  const isOn = timeToLive?.status === "ENABLED" || timeToLive?.status === "ENABLING";
  if (isOn && timeToLive.attributeName !== attributeName) {
    return invalid(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${timeToLive.attributeName}`,
    );
  }
  return isOn === enable ? invalid(`TimeToLive is already ${enable ? "enabled" : "disabled"}`) : undefined;
}

/** DescribeTimeToLive. */
export const describeTimeToLive: Operation = (controlPlane, json) => {
  checkRequest(json, describeCheck);
  const { description, separateSettings } = findTable(controlPlane, String(json["TableName"]));
  const status = description.TableStatus;
  if (status === "CREATING" || status === "DELETING") {
    throw invalid(`Cannot describe time to live while table is in ${status} state: Current table state is ${status}`);
  }
  const { timeToLive } = separateSettings;
  return {
    commit: () => ({
      TimeToLiveDescription: timeToLive
        ? { TimeToLiveStatus: timeToLive.status, AttributeName: timeToLive.attributeName }
        : { TimeToLiveStatus: "DISABLED" },
    }),
  };
};
