import type { UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { inOtherRegion, isArn } from "../../dynamodb/arns.js";
import { isNotFound, isRetryable } from "../../dynamodb/error-predicates.js";
import { inRegion, type Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { describeTable } from "../describe.js";
import { waitUntilActive } from "../wait/wait-for-table.js";
import type { WaitSettings } from "../wait/wait-settings.js";
import type { PlanStep } from "./plan.js";
import type { StableWait } from "./wait-until-stable.js";

/** How long a region can answer "not found" for its replica after the replica is ACTIVE. */
const APPEARS_MS = 30_000;

/** What to do about a table with provisioned capacity that DynamoDB does not replicate. */
export const NEEDS_AUTO_SCALING =
  "DynamoDB replicates a table that is PAY_PER_REQUEST, or one whose write capacity, and that of each of its indexes, is scaled " +
  'by Application Auto Scaling: change it with updateTable({ billingMode: "PAY_PER_REQUEST" }), or register scalable targets ' +
  "with a policy first.";

/** The same performance in a region, where the table has its ARN there. Nothing else of the replicas matters there. */
export function inTheRegion<P extends StableWait>(performance: P, region: string): P {
  const { tableName, wait } = performance;
  // The table of a replica has another id.
  const ownWait = { ...wait, expectTableId: undefined };
  return { ...performance, tableName: inOtherRegion(tableName, region), wait: ownWait, awaitsReplicas: undefined };
}

/** Waits until the replica of a region is usable there. */
export function* waitForRegion(context: TableContext, region: string, performance: StableWait): Procedure<void> {
  const { tableName, deadline, wait } = inTheRegion(performance, region);
  const appearsUntil = context.now() + APPEARS_MS;
  const mayRetry = (error: unknown) => isRetryable(error) || (isNotFound(error) && context.now() < appearsUntil);
  const describe = () => describeTable(context, tableName, deadline.readTimeoutMs);
  const seen = yield* inRegion(region, retry(describe, { mayRetry, deadline }));
  const settings: WaitSettings = { ...wait, until: "table" };
  yield* inRegion(region, waitUntilActive(context, tableName, settings, deadline, seen));
}

/** A step whose request names the table by its ARN. A plan for a table that was not there yet has the name only. */
export function* withArn(
  context: TableContext,
  step: PlanStep,
  { tableName, deadline }: StableWait,
): Procedure<PlanStep> {
  const { input } = step.request;
  const { ResourceArn } = input as { readonly ResourceArn?: string };
  if (ResourceArn === undefined || isArn(ResourceArn)) return step;
  const describe = () => describeTable(context, tableName, deadline.readTimeoutMs);
  const { TableArn } = yield* retry(describe, { mayRetry: isRetryable, deadline });
  return { ...step, request: { ...step.request, input: { ...input, ResourceArn: TableArn } } };
}

/** What else is waited for after a request that changes replicas. */
export function replicaWait({ ReplicaUpdates }: UpdateTableCommandInput): Partial<WaitSettings> {
  if (ReplicaUpdates === undefined) return {};
  const regions = ReplicaUpdates.map(({ Create, Update }) => (Create ?? Update)?.RegionName);
  return { awaitsReplicas: regions.filter((region) => region !== undefined) };
}
