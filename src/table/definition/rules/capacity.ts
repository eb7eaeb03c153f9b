import type { GlobalSecondaryIndex, OnDemandThroughput, WarmThroughput } from "@aws-sdk/client-dynamodb";
import { MAX_CAPACITY_UNITS, ON_DEMAND_WARM_THROUGHPUT } from "../../../dynamodb/limits.js";
import { BILLING_MODES } from "../../../dynamodb/values.js";
import type { CreateTableRequest } from "../create-table-request.js";
import type { Rule } from "./rule.js";

const UNITS = ["ReadCapacityUnits", "WriteCapacityUnits"] as const;
const REQUEST_UNITS = ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const;
const WARM_UNITS = ["ReadUnitsPerSecond", "WriteUnitsPerSecond"] as const;

interface Place {
  readonly index: GlobalSecondaryIndex | undefined;
  readonly throughput: { ReadCapacityUnits?: number | undefined; WriteCapacityUnits?: number | undefined } | undefined;
  readonly onDemand: OnDemandThroughput | undefined;
  readonly warm: WarmThroughput | undefined;
  readonly at: (member: "ProvisionedThroughput" | "OnDemandThroughput" | "WarmThroughput", ...unit: string[]) => string;
}

/** The table and its global secondary indexes, which all have a throughput. */
function placesOf({ input, at }: CreateTableRequest): Place[] {
  const ofIndexes = (input.GlobalSecondaryIndexes ?? []).map(
    (index, place): Place => ({
      index,
      throughput: index.ProvisionedThroughput,
      onDemand: index.OnDemandThroughput,
      warm: index.WarmThroughput,
      at: (member, ...unit) => at("GlobalSecondaryIndexes", place, member, ...unit),
    }),
  );
  const ofTable: Place = {
    index: undefined,
    throughput: input.ProvisionedThroughput,
    onDemand: input.OnDemandThroughput,
    warm: input.WarmThroughput,
    at: (member, ...unit) => at(member, ...unit),
  };
  return [ofTable, ...ofIndexes];
}

function named({ index }: Place): string {
  return index ? `index "${index.IndexName}"` : "the table";
}

/** Without a billing mode, a table is PROVISIONED. */
const isProvisioned = ({ input }: CreateTableRequest) => (input.BillingMode ?? "PROVISIONED") === "PROVISIONED";
const isOnDemand = ({ input }: CreateTableRequest) => input.BillingMode === "PAY_PER_REQUEST";

/** Billing mode, and provisioned, on-demand and warm throughput. */
export const capacity: readonly Rule[] = [
  {
    name: "billing-mode",
    check: ({ input, at }, report) => {
      if (input.BillingMode === undefined || BILLING_MODES.includes(input.BillingMode)) return;
      report(
        at("BillingMode"),
        `unknown billing mode ${JSON.stringify(input.BillingMode)}.`,
        'use "PAY_PER_REQUEST" or "PROVISIONED".',
      );
    },
  },
  {
    name: "no-capacity-on-demand",
    check: (request, report) => {
      if (!isOnDemand(request)) return;
      const message = "capacity units are for billing mode PROVISIONED, and this table is PAY_PER_REQUEST.";
      const fix = 'set billingMode to "PROVISIONED", or leave the capacity out.';
      for (const { throughput, at } of placesOf(request)) {
        if (throughput === undefined) continue;
        const units = UNITS.filter((unit) => throughput[unit] !== undefined);
        if (units.length === 0) report(at("ProvisionedThroughput"), message, fix);
        for (const unit of units) report(at("ProvisionedThroughput", unit), message, fix);
      }
    },
  },
  {
    name: "capacity-when-provisioned",
    check: (request, report) => {
      if (!isProvisioned(request)) return;
      for (const place of placesOf(request)) {
        for (const unit of UNITS) {
          if (place.throughput?.[unit] !== undefined) continue;
          report(
            place.at("ProvisionedThroughput", unit),
            `the table is PROVISIONED, and ${named(place)} has no ${unit}.`,
            "give both read and write capacity, 1 or more.",
          );
        }
      }
    },
  },
  {
    name: "capacity-range",
    check: (request, report) => {
      for (const place of placesOf(request)) {
        for (const unit of UNITS) {
          const units = place.throughput?.[unit];
          if (units === undefined || (units >= 1 && units <= MAX_CAPACITY_UNITS)) continue;
          report(
            place.at("ProvisionedThroughput", unit),
            `${named(place)} has ${units} ${unit}.`,
            units < 1 ? "use 1 or more." : `use at most ${MAX_CAPACITY_UNITS}.`,
          );
        }
      }
    },
  },
  {
    name: "no-on-demand-bounds-when-provisioned",
    check: (request, report) => {
      if (!isProvisioned(request)) return;
      for (const place of placesOf(request)) {
        if (place.onDemand === undefined) continue;
        report(
          place.at("OnDemandThroughput"),
          `${named(place)} bounds on-demand requests, and the table is PROVISIONED.`,
          'leave it out, or set billingMode to "PAY_PER_REQUEST".',
        );
      }
    },
  },
  {
    name: "on-demand-range",
    check: (request, report) => {
      for (const place of placesOf(request)) {
        for (const unit of REQUEST_UNITS) {
          const units = place.onDemand?.[unit];
          if (units !== undefined && units < 1)
            report(
              place.at("OnDemandThroughput", unit),
              `${named(place)} has ${units} ${unit}.`,
              "use 1 or more; leave it out for no bound.",
            );
        }
      }
    },
  },
  {
    name: "warm-throughput-floor",
    check: (request, report) => {
      for (const place of placesOf(request)) {
        const floor = isProvisioned(request)
          ? {
              ReadUnitsPerSecond: place.throughput?.ReadCapacityUnits ?? 1,
              WriteUnitsPerSecond: place.throughput?.WriteCapacityUnits ?? 1,
            }
          : ON_DEMAND_WARM_THROUGHPUT;
        for (const unit of WARM_UNITS) {
          const units = place.warm?.[unit];
          if (units !== undefined && units < floor[unit])
            report(
              place.at("WarmThroughput", unit),
              `${named(place)} has a warm throughput of ${units} ${unit}, less than what it has anyway.`,
              `use ${floor[unit]} or more, or leave it out.`,
            );
        }
      }
    },
  },
];
