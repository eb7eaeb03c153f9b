import type { BillingMode } from "@aws-sdk/client-dynamodb";
import { ON_DEMAND_WARM_THROUGHPUT } from "../../../dynamodb/limits.js";
import { invalidValues } from "../aws-error.js";
import { isOnDemand, type ThroughputRequest } from "../settings.js";
import type { Rule } from "./rule.js";

/** The throughput that is asked for a table, or for one of its indexes. */
export interface AskedThroughput extends ThroughputRequest {
  /** The table's billing mode. */
  readonly mode: BillingMode | undefined;
  /** The index that it is for. */
  readonly index?: string | undefined;
}

const REQUEST_UNITS = ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const;

/** Rules of provisioned throughput for an index. Those of the table have other error texts. */
export const checkProvisionedForIndex: Rule<AskedThroughput> = ({ mode, index, ProvisionedThroughput }) => {
  if (isOnDemand(mode) && ProvisionedThroughput)
    return invalidValues(
      `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
    );
  if (!isOnDemand(mode) && !ProvisionedThroughput)
    return invalidValues(`ProvisionedThroughput is not specified for index: ${index}`);
  return undefined;
};

/** Maximum request units require an on-demand table. */
const checkBoundsOnlyOnDemand: Rule<AskedThroughput> = ({ mode, index, OnDemandThroughput }) => {
  const unit = REQUEST_UNITS.find((unit) => OnDemandThroughput?.[unit] !== undefined);
  if (isOnDemand(mode) || unit === undefined) return undefined;
  const where = index === undefined ? "" : ` for index: ${index}`;
  return invalidValues(
    `${unit} for OnDemandThroughput${where} cannot be specified when table BillingMode is PROVISIONED`,
  );
};

/** Maximum request units are at least 1. -1, which removes a maximum, is invalid for a new table or index. */
const boundsInRange: Rule<AskedThroughput> = ({ index, OnDemandThroughput }) => {
  const unit = REQUEST_UNITS.find((unit) => (OnDemandThroughput?.[unit] ?? 1) < 1);
  if (unit === undefined) return undefined;
  const where = index === undefined ? "table" : `index : ${index}`;
  return invalidValues(`Requested ${unit} for OnDemandThroughput for ${where} is outside of valid range`);
};

/** Warm throughput is at least the default. */
const warmEnough: Rule<AskedThroughput> = ({ mode, index, ProvisionedThroughput, WarmThroughput }) => {
  const where = index === undefined ? "table" : `index ${index}`;
  const { ReadCapacityUnits = 1, WriteCapacityUnits = 1 } = ProvisionedThroughput ?? {};
  const floor = isOnDemand(mode)
    ? ON_DEMAND_WARM_THROUGHPUT
    : { ReadUnitsPerSecond: ReadCapacityUnits, WriteUnitsPerSecond: WriteCapacityUnits };
  for (const kind of ["Read", "Write"] as const) {
    const unit = `${kind}UnitsPerSecond` as const;
    const asked = WarmThroughput?.[unit];
    if (asked === undefined || asked >= floor[unit]) continue;
    const than = isOnDemand(mode) ? "initial throughput for OnDemand" : `${kind}CapacityUnits of ProvisionedThroughput`;
    return invalidValues(`Requested ${unit} for WarmThroughput for ${where} is lower than ${than}`);
  }
  return undefined;
};

/** The rules that hold for a table and for an index. dynalite checks the table's ProvisionedThroughput. */
export const throughputRules: readonly Rule<AskedThroughput>[] = [checkBoundsOnlyOnDemand, boundsInRange, warmEnough];
