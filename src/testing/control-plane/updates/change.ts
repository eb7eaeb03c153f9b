import type { BillingMode, UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { StoreChange } from "../table-operation.js";
import type { Description, Plane, Table } from "../tables.js";
import type { Wire } from "../wire.js";

/** What UpdateTable is asked for. */
export type UpdateInput = Wire<UpdateTableCommandInput>;

/** A request whose members go together, and the table that it is about. */
export interface UpdateRequest {
  readonly plane: Plane;
  readonly table: Table;
  readonly input: UpdateInput;
}

/** A change of a table that nothing speaks against. */
export interface Change {
  /** How long it takes, in milliseconds. */
  readonly ms: number;
  /** Whether the table is UPDATING meanwhile. */
  readonly holdsTable: boolean;
  readonly store?: StoreChange | undefined;
  /** Shows that it was asked for. */
  readonly start?: () => void;
  /** Shows that it is done. */
  readonly finish?: () => void;
}

/** Finds out what a request changes. Throws what speaks against it. */
export type Planner = (request: UpdateRequest) => readonly Change[];

/** The billing mode of a table. */
export function modeOf({ BillingModeSummary }: Description): BillingMode {
  return BillingModeSummary?.BillingMode ?? "PROVISIONED";
}

/** The billing mode that a table has after a request. */
export function nextModeOf({ table, input }: UpdateRequest): BillingMode {
  return input.BillingMode ?? modeOf(table.description);
}

/** The billing mode is switched by a request. */
export function isSwitch(request: UpdateRequest): boolean {
  return nextModeOf(request) !== modeOf(request.table.description);
}

/** How long a switch of the billing mode takes. */
export function switchMs({ plane, input }: UpdateRequest): number {
  return input.BillingMode === "PROVISIONED"
    ? plane.durations.switchToProvisionedMs
    : plane.durations.switchToOnDemandMs;
}
