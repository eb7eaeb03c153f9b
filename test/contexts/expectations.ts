import { expect } from "chai";
import type { Context } from "./contexts.js";
import type { CaseReport, Outcome, OutcomeError } from "./run-case.js";

/** All five operations succeeded, and the error is the SDK's own with the caller's lines in its stack. */
export function expectAnswers({ outcomes, table }: CaseReport, { file, runner }: Context): void {
  const { error: missing, ...values } = outcomes;
  expect(values).to.deep.equal({
    create: { value: "ACTIVE" },
    exists: { value: true },
    describe: { value: "pk" },
    delete: { value: table },
  });
  const error = errorOf(missing);
  expect(error).to.include({ name: "ResourceNotFoundException", isOfSdk: true, isOurs: false });
  expect(error.message).to.match(/not found/);
  expect(error.$metadata?.httpStatusCode).to.equal(400);
  // The stack has the line of the call and, below it, the line in the context's file.
  expect(error.stack).to.match(/operations\.cjs:\d+/);
  expect(error.stack).to.include(runner === "repl" ? "REPL" : file);
}

/** Every operation threw an error of ours that says why. */
export function expectRefused({ outcomes }: CaseReport, name: string, message: RegExp, operations = 5): void {
  const all = Object.values(outcomes);
  expect(all).to.have.length(operations);
  for (const outcome of all) {
    const error = errorOf(outcome);
    expect(error).to.include({ name, isOurs: true, isOfSdk: false });
    expect(error.message).to.match(message);
    expect(error.stack).to.match(/operations\.cjs:\d+/);
  }
}

function errorOf(outcome: Outcome | undefined): OutcomeError {
  if (outcome?.error === undefined) throw new Error(`expected an error, got ${JSON.stringify(outcome)}`);
  return outcome.error;
}
