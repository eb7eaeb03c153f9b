import type { UpdateTimeToLiveCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_ATTRIBUTE_NAME_BYTES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, stillInUse } from "../aws-error.js";
import { checkRequest, flag, struct, tableRequest, text } from "../rules/wire-checks.js";
import type { SeparateSettings } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { findTable } from "../tables.js";
import { findVisibleTable } from "../visible-tables.js";
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

/** UpdateTimeToLive. The setting is stored and described; items do not expire. */
export const updateTimeToLive: Operation = (controlPlane, json) => {
  checkRequest(json, updateCheck);
  const input = json as unknown as Wire<UpdateTimeToLiveCommandInput>; // as checked above
  const name = String(input.TableName);
  const { description, separateSettings } = findVisibleTable(controlPlane, name);
  if (description.TableStatus === "CREATING") throw stillInUse(`Table ${name} is being created`);
  const { Enabled = false, AttributeName: attributeName = "" } = input.TimeToLiveSpecification ?? {};
  const refusal = refusalOf(separateSettings, Enabled, attributeName);
  if (refusal) throw refusal;
  return {
    commit: () => {
      separateSettings.timeToLive = { attributeName, status: Enabled ? "ENABLING" : "DISABLING" };
      controlPlane.timeline.after(controlPlane.durations.updateTimeToLiveMs, () => {
        separateSettings.timeToLive = Enabled ? { attributeName, status: "ENABLED" } : undefined;
      });
      return { TimeToLiveSpecification: { Enabled, AttributeName: attributeName } };
    },
  };
};

/** An error of the request itself takes precedence over the cooldown. */
function refusalOf({ timeToLive }: SeparateSettings, enable: boolean, attributeName: string): AwsError | undefined {
  const isOn = timeToLive?.status === "ENABLED" || timeToLive?.status === "ENABLING";
  if (isOn && timeToLive.attributeName !== attributeName) {
    return invalid(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${timeToLive.attributeName}`,
    );
  }
  if (isOn === enable) return invalid(`TimeToLive is already ${enable ? "enabled" : "disabled"}`);
  const isChanging = timeToLive?.status === "ENABLING" || timeToLive?.status === "DISABLING";
  return isChanging ? invalid("Time to live has been modified multiple times within a fixed interval") : undefined;
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
