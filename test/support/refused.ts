import { type DefinitionIssue, TableDefinitionError } from "../../src/errors.js";

/** The issues of an action that is refused. */
export function issuesOf(action: () => unknown): readonly DefinitionIssue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof TableDefinitionError) return error.issues;
    throw error;
  }
  throw new Error("It was accepted.");
}
