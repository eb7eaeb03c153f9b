import { invalidValues, stillInUse } from "../aws-error.js";
import { type IndexDescription, isOnDemand } from "../settings.js";
import { type Change, isSwitch, nextModeOf, type Planner, type UpdateInput, type UpdateRequest } from "./change.js";
import { findIndex } from "./index-actions.js";
import { checkCaps, setCaps } from "./on-demand-throughput.js";
import { checkThroughputChange, setThroughput } from "./throughput.js";
import { raiseWarmThroughput } from "./warm-throughput.js";

type Action = NonNullable<NonNullable<UpdateInput["GlobalSecondaryIndexUpdates"]>[number]["Update"]>;

/** The throughput of global secondary indexes. The table is ACTIVE meanwhile, and the index UPDATING. */
export const planIndexUpdates: Planner = (request) =>
  (request.input.GlobalSecondaryIndexUpdates ?? []).flatMap(({ Update }) => (Update ? update(request, Update) : []));

function update(request: UpdateRequest, action: Action): Change[] {
  const { controlPlane, table } = request;
  const index = findIndex(table, action.IndexName, "update");
  checkFree(table.name, index);
  const { ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = action;
  checkThroughputs(request, action, index);
  const changes: Change[] = [];
  if (ProvisionedThroughput || OnDemandThroughput) {
    changes.push({
      ms: controlPlane.durations.updateThroughputMs,
      start: () => {
        if (index.IndexStatus === "ACTIVE") index.IndexStatus = "UPDATING";
        if (OnDemandThroughput) setCaps(index, OnDemandThroughput);
      },
      finish: () => {
        if (index.IndexStatus === "UPDATING") index.IndexStatus = "ACTIVE";
        if (ProvisionedThroughput) setThroughput(controlPlane, index, ProvisionedThroughput);
      },
    });
  }
  if (WarmThroughput)
    changes.push(raiseWarmThroughput(controlPlane, index, WarmThroughput, `index ${index.IndexName}`));
  return changes;
}

function checkFree(tableName: string, { IndexName, IndexStatus, Backfilling }: IndexDescription): void {
  if (IndexStatus === "ACTIVE" || Backfilling) return;
  const doing = {
    CREATING: "created but is not backfilling yet",
    UPDATING: "updated",
    DELETING: "deleted",
  }[IndexStatus ?? "UPDATING"];
  throw stillInUse(`Index is being ${doing}. Table: ${tableName} Index: ${IndexName}`);
}

function checkThroughputs(request: UpdateRequest, action: Action, index: IndexDescription): void {
  const { IndexName, ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = action;
  const mode = nextModeOf(request);
  if (!ProvisionedThroughput && !OnDemandThroughput && !WarmThroughput) {
    throw invalidValues(
      `One of ProvisionedThroughput, OnDemandThroughput, WarmThroughput must be specified for index: ${IndexName}`,
    );
  }
  if (ProvisionedThroughput && isOnDemand(mode)) {
    throw invalidValues(
      `The only Updates for index: ${IndexName} when TableThroughputMode is PAY_PER_REQUEST can be to ` +
        "OnDemandThroughput, WarmThroughput",
    );
  }
  if (ProvisionedThroughput && !isSwitch(request))
    checkThroughputChange(request.controlPlane, index, ProvisionedThroughput, [
      `the index ${IndexName}`,
      `index ${IndexName}`,
    ]);
  if (OnDemandThroughput) checkCaps(OnDemandThroughput, mode, IndexName);
}
