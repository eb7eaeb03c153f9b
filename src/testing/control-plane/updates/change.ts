import type { BillingMode, UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { ControlPlane, Description, StoreChange, Table, TableChange } from "../tables.js";
import type { Wire } from "../wire.js";

/** The input of UpdateTable. */
export type UpdateInput = Wire<UpdateTableCommandInput>;

/** A request with a valid combination of members, and its table. */
export interface UpdateRequest {
  readonly controlPlane: ControlPlane;
  readonly table: Table;
  readonly input: UpdateInput;
}

/** A valid change of a table. */
export interface Change {
  /** How long it takes, in milliseconds. */
  readonly ms: number;
  /** What keeps the table UPDATING meanwhile. Absent if the table stays ACTIVE. */
  readonly tableChange?: TableChange["of"];
  readonly store?: StoreChange | undefined;
  /** Changes the description when the change starts. */
  readonly start?: () => void;
  /** Changes the description when the change is complete. */
  readonly finish?: () => void;
}

/** Returns the changes of a request. Throws if they are invalid. */
export type Planner = (request: UpdateRequest) => readonly Change[];

/** The billing mode of a table. */
export function modeOf({ BillingModeSummary }: Description): BillingMode {
  return BillingModeSummary?.BillingMode ?? "PROVISIONED";
}

/** The billing mode that a table has after a request. */
export function nextModeOf({ table, input }: UpdateRequest): BillingMode {
  return input.BillingMode ?? modeOf(table.description);
}

/** Whether a request switches the billing mode. */
export function isSwitch(request: UpdateRequest): boolean {
  return nextModeOf(request) !== modeOf(request.table.description);
}

/** How long a switch of the billing mode takes. */
export function switchMs({ controlPlane, table, input }: UpdateRequest): number {
  const { durations } = controlPlane;
  if (input.BillingMode === "PROVISIONED") return durations.switchToProvisionedMs;
  const wasOnDemand = table.description.BillingModeSummary?.LastUpdateToPayPerRequestDateTime !== undefined;
  return wasOnDemand ? durations.switchBackToOnDemandMs : durations.switchToOnDemandMs;
}
