import type { BillingMode, CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_CAPACITY_UNITS, ON_DEMAND_WARM_THROUGHPUT } from "../../../dynamodb/limits.js";
import { invalid, invalidValues } from "../aws-error.js";
import { isOnDemand, type ThroughputRequest } from "../settings.js";
import type { Wire } from "../wire.js";
import type { Rule } from "./rule.js";

/** The throughput that is asked for a table, or for one of its indexes. */
export interface AskedThroughput extends ThroughputRequest {
  /** The table's billing mode. */
  readonly mode: BillingMode | undefined;
  /** The index that it is for. */
  readonly index?: string | undefined;
}

const REQUEST_UNITS = ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const;

/** Rules of provisioned throughput for a new table. */
export const checkTableProvisioned: Rule<Wire<CreateTableCommandInput>> = ({ BillingMode, ProvisionedThroughput }) => {
  if (isOnDemand(BillingMode)) {
    return ProvisionedThroughput
      ? invalidValues(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
        )
      : undefined;
  }
  if (!ProvisionedThroughput)
    return invalidValues(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  for (const unit of ["ReadCapacityUnits", "WriteCapacityUnits"] as const) {
    const asked = ProvisionedThroughput[unit] ?? 0;
    if (asked > MAX_CAPACITY_UNITS) return invalid(`Given value ${asked} for ${unit} is out of bounds`);
  }
  return undefined;
};

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

/** The rules that hold for a table and for an index. */
export const throughputRules: readonly Rule<AskedThroughput>[] = [checkBoundsOnlyOnDemand, boundsInRange, warmEnough];
