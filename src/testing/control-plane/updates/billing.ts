import type { ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { ON_DEMAND_WARM_THROUGHPUT } from "../../../dynamodb/limits.js";
import { invalidValues } from "../aws-error.js";
import { checkVectorBilling } from "../rules/vector-indexes.js";
import { describeBilling, isOnDemand } from "../settings.js";
import type { Wire } from "../wire.js";
import { type Change, isSwitch, nextModeOf, type Planner, switchMs, type UpdateRequest } from "./change.js";
import { checkThroughputChange, raiseWarmThroughputTo, setThroughput } from "./throughput.js";

/** The billing mode, and the throughput of the table. */
export const planBilling: Planner = (request) => {
  const { BillingMode, ProvisionedThroughput } = request.input;
  if (isOnDemand(nextModeOf(request)) && ProvisionedThroughput) {
    throw invalidValues(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  if (BillingMode === "PROVISIONED" && !ProvisionedThroughput)
    throw invalidValues("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
  if (!isSwitch(request)) {
    if (ProvisionedThroughput) return [otherThroughput(request, ProvisionedThroughput)];
    // The present mode: the status in the answer is UPDATING, and nothing changes.
    return BillingMode ? [{ ms: 0, tableChange: "nothing" }] : [];
  }
  return [ProvisionedThroughput ? toProvisioned(request, ProvisionedThroughput) : toOnDemand(request)];
};

function otherThroughput({ controlPlane, table }: UpdateRequest, asked: Wire<ProvisionedThroughput>): Change {
  const { description } = table;
  checkThroughputChange(controlPlane, description, asked, ["the table", "the table"]);
  return {
    ms: controlPlane.durations.updateThroughputMs,
    tableChange: "throughput",
    finish: () => setThroughput(controlPlane, description, asked),
  };
}

function toProvisioned(request: UpdateRequest, asked: Wire<ProvisionedThroughput>): Change {
  const { controlPlane, table, input } = request;
  const { description } = table;
  const refusal = checkVectorBilling("PROVISIONED", description.VectorIndexes);
  if (refusal) throw refusal;
  const named = new Set(
    input.GlobalSecondaryIndexUpdates?.map(({ Update }) => Update?.ProvisionedThroughput && Update.IndexName),
  );
  const unnamed = description.GlobalSecondaryIndexes?.find(({ IndexName }) => !named.has(IndexName));
  if (unnamed) throw invalidValues(`ProvisionedThroughput must be specified for index: ${unnamed.IndexName}`);
  return {
    ms: switchMs(request),
    tableChange: "billingMode",
    finish: () => {
      setThroughput(controlPlane, description, asked);
      Object.assign(description, describeBilling(controlPlane, "PROVISIONED", description.BillingModeSummary));
      for (const each of [description, ...(description.GlobalSecondaryIndexes ?? [])]) delete each.OnDemandThroughput;
    },
  };
}

function toOnDemand(request: UpdateRequest): Change {
  const { controlPlane, table } = request;
  const { description } = table;
  const indexes = () => description.GlobalSecondaryIndexes ?? [];
  const statusFrom = (from: "ACTIVE" | "UPDATING", to: "ACTIVE" | "UPDATING") => {
    for (const index of indexes()) if (index.IndexStatus === from) index.IndexStatus = to;
  };
  return {
    ms: switchMs(request),
    tableChange: "billingMode",
    start: () => statusFrom("ACTIVE", "UPDATING"),
    finish: () => {
      statusFrom("UPDATING", "ACTIVE");
      for (const each of [description, ...indexes()]) {
        each.ProvisionedThroughput = {
          ...each.ProvisionedThroughput,
          ReadCapacityUnits: 0,
          WriteCapacityUnits: 0,
        };
        raiseWarmThroughputTo(each, ON_DEMAND_WARM_THROUGHPUT);
      }
      Object.assign(description, describeBilling(controlPlane, "PAY_PER_REQUEST", description.BillingModeSummary));
    },
  };
}
