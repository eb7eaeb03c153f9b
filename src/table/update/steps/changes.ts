import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { OperationInput, OperationName } from "../../../dynamodb/operations.js";
import type { Difference, Removals } from "../../definition/differences.js";
import type { NormalisedTable } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";

/** What the steps of a plan are made from. */
export interface Changes {
  readonly tableName: string;
  /** The table's description, which has what no definition mentions. */
  readonly description: TableDescription;
  readonly wanted: NormalisedTable;
  readonly actual: NormalisedTable;
  readonly differences: readonly Difference[];
  readonly removals: Removals;
  /** Whether the table has items, where that decides on a change. */
  readonly hasItems?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly timeOfDay: number;
}

/** Makes the steps of one kind of change. */
export type StepMaker = (changes: Changes) => readonly PlanStep[];

/** The differences of one part of the table. */
export function of({ differences }: Changes, part: Difference["part"]): readonly Difference[] {
  return differences.filter((difference) => difference.part === part);
}

type StepBody<O extends OperationName> = Omit<PlanStep, "request" | "destroys" | "waitsFor"> &
  Partial<Pick<PlanStep, "destroys" | "waitsFor">> & {
    readonly operation: O;
    readonly input: OperationInput<O>;
    /** The region of the request, where it is not the table's. */
    readonly region?: string;
  };

/** A step that sends one request. Members without a value are left out. */
export function step<O extends OperationName>({ operation, input, region, ...body }: StepBody<O>): PlanStep {
  const { destroys = [], waitsFor = "", ...others } = body;
  const all = { ...others, destroys, waitsFor, request: { operation, input, ...(region !== undefined && { region }) } };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as PlanStep; // as above
}

/** A step that sends UpdateTable. */
export function updateStep(
  { tableName }: Changes,
  {
    change,
    ...body
  }: Omit<StepBody<"UpdateTable">, "operation" | "input"> & {
    readonly change: Omit<OperationInput<"UpdateTable">, "TableName">;
  },
): PlanStep {
  return step({
    waitsFor: "table ACTIVE",
    ...body,
    operation: "UpdateTable",
    input: { TableName: tableName, ...change },
  });
}
