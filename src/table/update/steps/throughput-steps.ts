import type { ProvisionedThroughputDescription } from "@aws-sdk/client-dynamodb";
import { CHANGE_LIMITS } from "../../../dynamodb/change-limits.js";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import { ownMember } from "../../../validation/own-member.js";
import type { Difference } from "../../definition/differences.js";
import type { Bounds, Units } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";
import { type Changes, of, type StepMaker, updateStep } from "./changes.js";
import { type FullCapacity, finalCapacity, finalIndexCapacity, indexChangesOf, provisioned } from "./index-changes.js";
import { LIMIT_TEXTS } from "./limit-texts.js";
import { onDemandThroughput, warmThroughput } from "./throughput-requests.js";

const { budget: FREE_DECREASES, afterBudget: LATER_DECREASES } = CHANGE_LIMITS.capacityDecrease;
const DECREASE_INTERVAL_MS = (LATER_DECREASES.hours / LATER_DECREASES.changes) * 3_600_000;

/** A table that was on demand before switches back within seconds; the description does not tell reliably. */
const SWITCH_TO_ON_DEMAND = [USUAL_SECONDS.switchBackToOnDemand[0], USUAL_SECONDS.switchToOnDemand[1]] as const;

/** Switches the billing mode, with all the throughput that has to come together with it. */
export const billingSteps: StepMaker = (changes) =>
  of(changes, "billingMode").map(({ expected, actual }) => {
    const isProvisioned = expected === "PROVISIONED";
    const capacity = finalCapacity(changes);
    return updateStep(changes, {
      action: "updateBillingMode",
      target: "table",
      before: actual,
      after: isProvisioned ? { billingMode: expected, capacity } : expected,
      reason: `The billing mode is ${actual}, and ${expected} is defined.`,
      usualSeconds: isProvisioned ? USUAL_SECONDS.switchToProvisioned : SWITCH_TO_ON_DEMAND,
      change: isProvisioned
        ? { BillingMode: "PROVISIONED", ProvisionedThroughput: provisioned(capacity), ...keptIndexCapacities(changes) }
        : {
            BillingMode: "PAY_PER_REQUEST",
            ...onDemandThroughput(changes.wanted.onDemandThroughput, { leavesOut: true }),
          },
    });
  });

function keptIndexCapacities(changes: Changes) {
  const { kept } = indexChangesOf(changes);
  if (kept.length === 0) return {};
  return {
    GlobalSecondaryIndexUpdates: kept.map((name) => ({
      Update: { IndexName: name, ProvisionedThroughput: provisioned(finalIndexCapacity(changes, name)) },
    })),
  };
}

/** Whether the billing mode changes, which brings the capacity and the bounds of the table with it. */
const isSwitched = (changes: Changes) => of(changes, "billingMode").length > 0;

/** Changes the capacity of the table. */
export const capacitySteps: StepMaker = (changes) => {
  if (of(changes, "capacity").length === 0 || isSwitched(changes)) return [];
  const [before, after] = [changes.actual.capacity, finalCapacity(changes)];
  return [
    updateStep(changes, {
      action: "updateCapacity",
      target: "table",
      before,
      after,
      reason: "The capacity of the table differs from the defined one.",
      usualSeconds: USUAL_SECONDS.throughput,
      ...decrease(before, after, changes.description.ProvisionedThroughput, changes.timeOfDay),
      change: { ProvisionedThroughput: provisioned(after) },
    }),
  ];
};

/** What DynamoDB's limit on decreases means for a step. */
function decrease(
  before: Units | undefined,
  after: FullCapacity,
  { NumberOfDecreasesToday = 0, LastDecreaseDateTime }: ProvisionedThroughputDescription = {},
  timeOfDay: number,
): Pick<PlanStep, "limit" | "notBefore"> {
  if (after.read >= (before?.read ?? 0) && after.write >= (before?.write ?? 0)) return {};
  const next = (LastDecreaseDateTime ? new Date(LastDecreaseDateTime).getTime() : 0) + DECREASE_INTERVAL_MS;
  const isSpent = NumberOfDecreasesToday >= FREE_DECREASES.changes && next > timeOfDay;
  return { limit: LIMIT_TEXTS.capacityDecrease, ...(isSpent && { notBefore: new Date(next).toISOString() }) };
}

/** Changes the bounds of on-demand requests on the table. */
export const onDemandSteps: StepMaker = (changes) => {
  const differences = of(changes, "onDemandThroughput");
  if (differences.length === 0 || isSwitched(changes)) return [];
  return [
    updateStep(changes, {
      action: "updateOnDemandThroughput",
      target: "table",
      before: changes.actual.onDemandThroughput,
      after: { ...changes.actual.onDemandThroughput, ...changes.wanted.onDemandThroughput },
      reason: "The bounds of on-demand requests differ from the defined ones.",
      usualSeconds: USUAL_SECONDS.throughput,
      change: onDemandThroughput(unitsOf(differences), { leavesOut: false }),
    }),
  ];
};

/** Raises the warm throughput of the table. DynamoDB accepts it only alone. */
export const warmSteps: StepMaker = (changes) => {
  const differences = of(changes, "warmThroughput");
  if (differences.length === 0) return [];
  return [
    updateStep(changes, {
      action: "updateWarmThroughput",
      target: "table",
      before: changes.actual.warmThroughput,
      after: { ...changes.actual.warmThroughput, ...unitsOf(differences) },
      reason: "The warm throughput is lower than the defined one.",
      waitsFor: "warm throughput settled",
      usualSeconds: USUAL_SECONDS.warmThroughput,
      change: warmThroughput(unitsOf(differences)),
    }),
  ];
};

/** Changes the throughput of indexes that stay: capacity, bounds and warm throughput, each by a request of its own. */
export const indexUpdateSteps: StepMaker = (changes) =>
  indexChangesOf(changes).kept.flatMap((name) => {
    const of = (member: Difference["member"]) =>
      changes.differences.filter(({ indexName, member: its }) => indexName === name && its === member);
    return [
      ...(of("capacity").length > 0 && !isSwitched(changes) ? [indexCapacityStep(changes, name)] : []),
      ...(of("onDemandThroughput").length > 0
        ? [indexBoundsStep(changes, name, unitsOf(of("onDemandThroughput")))]
        : []),
      ...(of("warmThroughput").length > 0 ? [indexWarmStep(changes, name, unitsOf(of("warmThroughput")))] : []),
    ];
  });

function indexCapacityStep(changes: Changes, name: string): PlanStep {
  const before = ownMember(changes.actual.globalSecondaryIndexes, name)?.capacity;
  const after = finalIndexCapacity(changes, name);
  const description = changes.description.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  return updateStep(changes, {
    action: "updateCapacity",
    target: `index ${name}`,
    before,
    after,
    reason: "The capacity of the index differs from the defined one.",
    usualSeconds: USUAL_SECONDS.throughput,
    ...decrease(before, after, description?.ProvisionedThroughput, changes.timeOfDay),
    change: {
      GlobalSecondaryIndexUpdates: [{ Update: { IndexName: name, ProvisionedThroughput: provisioned(after) } }],
    },
  });
}

function indexBoundsStep(changes: Changes, name: string, bounds: Bounds): PlanStep {
  const [actual, wanted] = [changes.actual, changes.wanted].map((table) =>
    ownMember(table.globalSecondaryIndexes, name),
  );
  return updateStep(changes, {
    action: "updateOnDemandThroughput",
    target: `index ${name}`,
    before: actual?.onDemandThroughput,
    after: { ...actual?.onDemandThroughput, ...wanted?.onDemandThroughput },
    reason: "The bounds of on-demand requests on the index differ from the defined ones.",
    usualSeconds: USUAL_SECONDS.throughput,
    change: {
      GlobalSecondaryIndexUpdates: [
        { Update: { IndexName: name, ...onDemandThroughput(bounds, { leavesOut: false }) } },
      ],
    },
  });
}

function indexWarmStep(changes: Changes, name: string, units: Units): PlanStep {
  const actual = ownMember(changes.actual.globalSecondaryIndexes, name)?.warmThroughput;
  return updateStep(changes, {
    action: "updateWarmThroughput",
    target: `index ${name}`,
    before: actual,
    after: { ...actual, ...units },
    reason: "The warm throughput of the index is lower than the defined one.",
    waitsFor: "warm throughput settled",
    usualSeconds: USUAL_SECONDS.warmThroughput,
    change: { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: name, ...warmThroughput(units) } }] },
  });
}

/**
 * The units or bounds that differ, as they are wanted. The others are not sent: a switch of the billing mode raises warm
 * throughput, which cannot be lowered to what it was.
 */
function unitsOf(differences: readonly Difference[]): Units & Bounds {
  const wanted = differences.map(({ path, expected }) => [path.slice(path.lastIndexOf(".") + 1), expected]);
  return Object.fromEntries(wanted) as Units & Bounds; // the paths of units and bounds end in their names
}
