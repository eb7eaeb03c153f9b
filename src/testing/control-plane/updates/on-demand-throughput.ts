import type { BillingMode, OnDemandThroughput } from "@aws-sdk/client-dynamodb";
import { invalidValues } from "../aws-error.js";
import { isOnDemand } from "../settings.js";
import type { Wire } from "../wire.js";
import { isSwitch, nextModeOf, type Planner, switchMs } from "./change.js";
import type { Throughput } from "./throughput.js";

const MEMBERS = ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const;

/** The maximum throughput of an on-demand table. It is set at once, or after a switch to on-demand. */
export const planOnDemandThroughput: Planner = (request) => {
  const { OnDemandThroughput } = request.input;
  if (!OnDemandThroughput) return [];
  const { description } = request.table;
  checkCaps(OnDemandThroughput, nextModeOf(request));
  const set = () => setCaps(description, OnDemandThroughput);
  if (!isSwitch(request)) return [{ ms: 0, start: set }];
  return [{ ms: switchMs(request), finish: set }];
};

/** Throws if a maximum throughput is invalid for a table or an index. */
export function checkCaps(asked: Wire<OnDemandThroughput>, mode: BillingMode, indexName?: string): void {
  const place = indexName === undefined ? "" : ` for index : ${indexName}`;
  for (const member of MEMBERS) {
    const value = asked[member];
    if (value === undefined) continue;
    if (!isOnDemand(mode)) {
      throw invalidValues(
        `${member} for OnDemandThroughput${place} cannot be specified when the table BillingMode is PROVISIONED`,
      );
    }
    if (value < 1 && value !== NO_CAP) {
      throw invalidValues(
        `Requested ${member} for OnDemandThroughput${place || " for table"} is outside of valid range`,
      );
    }
  }
}

/** Sets the given maximums, and keeps the others. */
export function setCaps(of: Throughput, asked: Wire<OnDemandThroughput>): void {
  const caps = { ...of.OnDemandThroughput, ...asked };
  for (const member of MEMBERS) if (caps[member] === NO_CAP) delete caps[member];
  if (Object.keys(caps).length > 0) of.OnDemandThroughput = caps;
  else delete of.OnDemandThroughput;
}

const NO_CAP = -1;
