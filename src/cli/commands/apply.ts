import type { Command } from "commander";
import type { ChangeTarget, TableChange, TablePlan, TableResult } from "../../index.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import {
  type ChangeOptions,
  type DestroyFlags,
  withAllowDestroy,
  withDropIndex,
  withPrune,
} from "../options/change-options.js";
import {
  type ConcurrencyOptions,
  type ConnectionOptions,
  type ModelOptions,
  type TimeoutOptions,
  withConcurrency,
  withConnection,
  withExamples,
  withModels,
  withTimeout,
} from "../options.js";
import type { Session } from "../session/session.js";

interface ApplyOptions
  extends ConnectionOptions,
    ModelOptions,
    TimeoutOptions,
    ConcurrencyOptions,
    ChangeOptions,
    DestroyFlags {
  readonly plan?: string;
}

/** `dynatwin apply`. */
export function apply(command: Command): void {
  command
    .description(
      "Change tables to their definitions, or make the changes of a saved plan, and wait until they are complete. What " +
        "destroys something needs --allow-destroy, or the table's name typed on a terminal; all else is done without a " +
        "question. With --json it prints a record of each event in a line.",
    )
    .argument("[tables...]", "names of tables (default: all of the models, or of the plan)")
    .option("--plan <file>", "the plans that dynatwin plan saved with --out, or printed with --json");
  withAllowDestroy(withDropIndex(withPrune(command)));
  withConnection(withConcurrency(withTimeout(withModels(command))));
  withExamples(
    command,
    "apply --models ./src/models.ts",
    'apply users --drop-index by-old --allow-destroy "index by-old"',
    "apply --plan plan.json --json",
  );
  command.action(async (given: readonly string[], options: ApplyOptions) => {
    const { plan, models, prune, dropIndex } = options;
    if (plan !== undefined && (models ?? prune ?? dropIndex) !== undefined)
      command.error("error: --plan has the changes: --models, --prune and --drop-index cannot be combined with it.");
    const { inSession } = await import("../session/session.js");
    await inSession("apply", options, (session) => planAndApply(session, given, options));
  });
}

async function planAndApply(session: Session, given: readonly string[], options: ApplyOptions): Promise<ExitCode> {
  const { ApplyLog, summaryLines } = await import("../output/apply-log.js");
  const { printFailures } = await import("../output/table-results.js");
  const { plansText, summaryOf, summaryText } = await import("../output/plan-text.js");
  const { output } = session;
  output.record({ type: "version" });
  const planned = await plannedTables(session, given, options);
  const plans = planned.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const log = new ApplyLog(output, plans);
  for (const plan of plans) output.record({ type: "plan", tableName: plan.tableName, plan });
  const changing = plans.filter(({ steps }) => steps.length > 0);
  if (changing.length > 0) output.print(`${plansText(changing)}\n`);
  if (plans.length > 0) output.print(summaryText(summaryOf(plans, planned.length - plans.length)));
  if (plans.length < planned.length) {
    const summary = log.summary(session.hasChanged, planned);
    output.document(summary);
    printFailures(output, planned);
    output.note(summaryLines(summary));
    return EXIT.failed;
  }
  const allowDestroy = await allowedTargets(session, changing, options);
  if (allowDestroy === undefined) {
    output.document(log.summary(session.hasChanged));
    output.note("Nothing was changed.");
    return EXIT.failed;
  }
  output.remainder = {
    get members() {
      return { ...log.summary(session.hasChanged), unfinished: log.unfinished() };
    },
    advice: options.plan === undefined ? session.afterInterruption : "Go on with a new plan: dynatwin plan.",
  };
  const { eachTable } = await import("../actions/each-table.js");
  const { wait, client, signal } = session;
  const names = plans.map(({ tableName }) => tableName);
  const applyOne = async (tableName: string, place: number) =>
    await client.applyPlan(plans[place] as TablePlan, {
      allowDestroy,
      wait: { ...wait, onProgress: (state) => log.waiting(state) },
      signal,
      onStep: (progress) => log.step(tableName, progress),
    }); // one for each
  return await printApplied(session, await eachTable(session, names, applyOne, options.concurrency), log);
}

/** The plans of a file, or those of the tables that models define. */
async function plannedTables(
  session: Session,
  given: readonly string[],
  options: ApplyOptions,
): Promise<readonly TableResult<TablePlan>[]> {
  if (options.plan === undefined) {
    const { plansOf } = await import("./plan.js");
    return await plansOf(session, given, options);
  }
  const { plansIn } = await import("../output/plan-document.js");
  return plansIn(options.plan, given, session.target).map(({ tableName, plan }) => ({
    tableName,
    status: "fulfilled",
    value: plan,
  }));
}

/** The targets that may be destroyed: those of the options, and those that a person permits; `undefined` if not all are. */
async function allowedTargets(
  session: Session,
  plans: readonly TablePlan[],
  { allowDestroy = [] }: DestroyFlags,
): Promise<readonly ChangeTarget[] | undefined> {
  const refused = plans.flatMap(({ tableName, steps }) => {
    const destroying = steps.filter(({ target, destroys }) => destroys.length > 0 && !allowDestroy.includes(target));
    const targets = [...new Set(destroying.map(({ target }) => target))];
    return targets.length === 0 ? [] : [{ tableName, targets, what: `${targets.join(", ")} of table ${tableName}` }];
  });
  if (refused.length === 0) return allowDestroy;
  const { canAsk, confirmAll } = await import("../output/questions.js");
  const { allowDestroyFlags } = await import("../output/command-words.js");
  const flag = allowDestroyFlags([...new Set(refused.flatMap(({ targets }) => targets))]);
  const everything = refused.map(({ what }) => what).join(", ");
  const questions = refused.map(({ tableName, what }) => ({
    tableName,
    what: canAsk(session) ? what : everything,
    flag,
  }));
  if (!(await confirmAll(session, questions))) return undefined;
  return [...allowDestroy, ...refused.flatMap(({ targets }) => targets)];
}

async function printApplied(
  session: Session,
  results: readonly TableResult<TableChange>[],
  log: InstanceType<typeof import("../output/apply-log.js").ApplyLog>,
): Promise<ExitCode> {
  const { summaryLines } = await import("../output/apply-log.js");
  const { aligned } = await import("../output/columns.js");
  const { printFailures } = await import("../output/table-results.js");
  const { output, hasChanged } = session;
  const summary = log.summary(hasChanged, results);
  output.document(summary);
  const rows = results.map((result) => [
    result.tableName,
    result.status === "fulfilled" ? OUTCOMES[result.value.outcome] : "failed",
  ]);
  if (rows.length > 0) output.print(aligned(rows));
  if (!printFailures(output, results)) return EXIT.done;
  output.note(summaryLines(summary));
  return EXIT.failed;
}

/** What a person reads of an outcome. */
const OUTCOMES: Readonly<Record<TableChange["outcome"], string>> = {
  created: "created",
  existed: "as defined",
  updated: "updated",
  recreated: "recreated",
};
