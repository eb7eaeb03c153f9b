import type { UpdateTimeToLiveCommandInput } from "@aws-sdk/client-dynamodb";
import { type AwsError, invalid, stillInUse } from "../aws-error.js";
import { checkShape, flag, struct, tableRequest, text } from "../rules/wire-checks.js";
import type { Extras } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { findTable } from "../tables.js";
import { findKnownTable } from "../visible-tables.js";
import type { Wire } from "../wire.js";

const updateShape = tableRequest(
  {
    TimeToLiveSpecification: struct({ Enabled: flag, AttributeName: text({ min: 1, max: 255 }) }, [
      "Enabled",
      "AttributeName",
    ]),
  },
  ["TimeToLiveSpecification"],
);
const describeShape = tableRequest({});

/** UpdateTimeToLive. What is set is told and kept; no item ever expires. */
export const updateTimeToLive: Operation = (plane, json) => {
  checkShape(json, updateShape);
  const input = json as unknown as Wire<UpdateTimeToLiveCommandInput>; // as its shape says
  const name = String(input.TableName);
  const { description, extras } = findKnownTable(plane, name);
  if (description.TableStatus === "CREATING") throw stillInUse(`Table ${name} is being created`);
  const { Enabled = false, AttributeName: attributeName = "" } = input.TimeToLiveSpecification ?? {};
  const refusal = refusalOf(extras, Enabled, attributeName);
  if (refusal) throw refusal;
  return {
    commit: () => {
      extras.timeToLive = { attributeName, status: Enabled ? "ENABLING" : "DISABLING" };
      plane.timeline.after(plane.durations.updateTimeToLiveMs, () => {
        extras.timeToLive = Enabled ? { attributeName, status: "ENABLED" } : undefined;
      });
      return { TimeToLiveSpecification: { Enabled, AttributeName: attributeName } };
    },
  };
};

/** What is wrong with the request itself is said before that it comes too soon. */
function refusalOf({ timeToLive }: Extras, enable: boolean, attributeName: string): AwsError | undefined {
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
export const describeTimeToLive: Operation = (plane, json) => {
  checkShape(json, describeShape);
  const { description, extras } = findTable(plane, String(json["TableName"]));
  const status = description.TableStatus;
  if (status === "CREATING" || status === "DELETING") {
    throw invalid(`Cannot describe time to live while table is in ${status} state: Current table state is ${status}`);
  }
  const { timeToLive } = extras;
  return {
    commit: () => ({
      TimeToLiveDescription: timeToLive
        ? { TimeToLiveStatus: timeToLive.status, AttributeName: timeToLive.attributeName }
        : { TimeToLiveStatus: "DISABLED" },
    }),
  };
};
