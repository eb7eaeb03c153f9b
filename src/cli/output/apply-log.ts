import type { PlanStep, StepProgress, TablePlan, TableResult, WaitProgress } from "../../index.js";
import { stepText } from "../../table/update/step-text.js";
import { documentOf } from "../session/report-failure.js";
import type { Output } from "./output.js";
import { waitLine } from "./wait-line.js";

/** A step of a table in the summary. */
interface StepEntry {
  readonly tableName: string;
  readonly number?: number;
  readonly action?: string;
  readonly target?: string;
  readonly error?: object;
}

/** What became of the steps of all plans. */
export interface ApplySummary {
  readonly done: readonly StepEntry[];
  /** The step at which each table failed; none where it failed before its first step. */
  readonly failed: readonly StepEntry[];
  readonly notAttempted: readonly StepEntry[];
  /** Whether a request was sent that changes a table. */
  readonly hasChanged: boolean;
}

/** How far a table has come. */
interface TableState {
  readonly plan: TablePlan;
  /** The number of the step that was started last, from 1. */
  started: number;
  done: number;
  /** Seconds of the call when the step started, as of the last report. */
  stepStart: number;
  elapsed: number;
  /** What was recorded last of a wait. */
  waiting: string;
}

/** Follows the application of plans: records of events for programs, lines of progress for a person. */
export class ApplyLog {
  readonly #output: Output;
  readonly #tables = new Map<string, TableState>();

  constructor(output: Output, plans: readonly TablePlan[]) {
    this.#output = output;
    for (const plan of plans)
      this.#tables.set(plan.tableName, { plan, started: 0, done: 0, stepStart: 0, elapsed: 0, waiting: "" });
  }

  /** Notes the start or the end of a step. */
  step(tableName: string, { step, number, of, state }: StepProgress): void {
    const table = this.#tables.get(tableName);
    if (table === undefined) return;
    if (state === "started") Object.assign(table, { started: number, stepStart: table.elapsed });
    else table.done = number;
    const type = state === "started" ? "stepStarted" : "stepDone";
    this.#output.record({ type, ...entryOf(tableName, step, number), of });
    this.#output.progress.set(
      tableName,
      `step ${number} of ${of}, ${stepText(step)}${state === "done" ? ": done" : ""}`,
    );
  }

  /** Notes the state of a wait. Programs get a record where the status has changed. */
  waiting(state: WaitProgress): void {
    const { tableName, tableStatus, indexes, replicas, pending, elapsedSeconds } = state;
    const table = this.#tables.get(tableName);
    if (table === undefined) return;
    table.elapsed = elapsedSeconds;
    const step = table.plan.steps[table.started - 1];
    const [text, detail] = waitLine({ ...state, elapsedSeconds: elapsedSeconds - table.stepStart }, step?.usualSeconds);
    const prefix = step === undefined ? "" : `step ${table.started} of ${table.plan.steps.length}, ${stepText(step)}: `;
    this.#output.progress.set(tableName, `${prefix}${text}`, detail);
    const status = JSON.stringify([tableStatus, indexes, replicas, pending]);
    if (status === table.waiting) return;
    table.waiting = status;
    this.#output.record({
      type: "waiting",
      tableName,
      ...(tableStatus !== undefined && { status: tableStatus }),
      indexes,
      ...(replicas && { replicas }),
      pending,
      elapsedSeconds,
    });
  }

  /** What became of the steps; without results, of an application that was interrupted. */
  summary(hasChanged: boolean, results: readonly TableResult<unknown>[] = []): ApplySummary {
    const [done, notAttempted]: [StepEntry[], StepEntry[]] = [[], []];
    for (const { plan, ...state } of this.#tables.values())
      for (const [place, step] of plan.steps.entries()) {
        const entry = entryOf(plan.tableName, step, place + 1);
        if (place < state.done) done.push(entry);
        else if (place >= state.started) notAttempted.push(entry);
      }
    const failed = results.flatMap((result) => (result.status === "rejected" ? [this.#failure(result)] : []));
    return { done, failed, notAttempted, hasChanged };
  }

  /** The steps that had started, and were not done, when the application was interrupted. */
  unfinished(): readonly StepEntry[] {
    return [...this.#tables.values()].flatMap(({ plan, started, done }) => {
      const step = plan.steps[started - 1];
      return step === undefined || started === done ? [] : [entryOf(plan.tableName, step, started)];
    });
  }

  #failure({ tableName, reason }: TableResult<unknown> & { readonly status: "rejected" }): StepEntry {
    const error = documentOf(reason);
    const { plan, started = 0, done = 0 } = this.#tables.get(tableName) ?? {};
    const step = started > done ? plan?.steps[started - 1] : undefined;
    return step === undefined ? { tableName, error } : { ...entryOf(tableName, step, started), error };
  }
}

function entryOf(tableName: string, { action, target }: PlanStep, number: number): StepEntry {
  return { tableName, number, action, target };
}

/** The summary for a person, of an application that was not completed. */
export function summaryLines({ done, failed, notAttempted, hasChanged }: ApplySummary): string {
  const textOf = ({ tableName, action, target }: StepEntry) =>
    action === undefined ? tableName : `${tableName}: ${stepText({ action, target } as PlanStep)}`; // of a step
  const lines = (title: string, entries: readonly StepEntry[]) =>
    entries.length === 0 ? [] : [`${title}:`, ...entries.map((entry) => `  ${textOf(entry)}`)];
  return [
    ...(hasChanged ? [] : ["Nothing was changed."]),
    ...lines("Done", done),
    ...lines("Failed", failed),
    ...lines("Not attempted", notAttempted),
  ].join("\n");
}
