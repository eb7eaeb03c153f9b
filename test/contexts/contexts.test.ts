import { CONTEXTS, type Context, ENGINES, type Engine } from "./contexts.js";
import { expectAnswers, expectRefused } from "./expectations.js";
import { type MatrixCase, matrix } from "./matrix.js";
import { canLoadDeasync } from "./run-case.js";

const NO_PROMISE_JOBS = /cannot block with the deasync engine here: inside a promise job .* Use the worker engine/;
const NOT_LOADABLE = /"deasync"\): deasync cannot be loaded .* Possible fixes: .*npm install deasync.* async method/;

function works(context: Context, engine: Engine): MatrixCase {
  return { context, engine, expectation: "works", check: (report) => expectAnswers(report, context) };
}

function refuses(context: Context, engine: Engine, reason: RegExp): MatrixCase {
  const check: MatrixCase["check"] = (report) => expectRefused(report, "SyncUnavailableError", reason);
  return { context, engine, expectation: "says why it cannot", check };
}

function caseOf(context: Context, engine: Engine, hasDeasync: boolean): MatrixCase {
  if (engine !== "deasync") return works(context, engine);
  if (!hasDeasync) return refuses(context, engine, NOT_LOADABLE);
  return context.deasync === "works" ? works(context, engine) : refuses(context, engine, NO_PROMISE_JOBS);
}

const casesOf = (hasDeasync: boolean) =>
  CONTEXTS.flatMap((context) => ENGINES.map((engine) => caseOf(context, engine, hasDeasync)));

matrix("blocking calls", casesOf(canLoadDeasync), { inOwnProcesses: true });
matrix("blocking calls without deasync", casesOf(false), { withoutDeasync: true });
