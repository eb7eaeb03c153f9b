import { type DefinitionIssue, TableDefinitionError } from "../../src/errors.js";

/** The mistakes that an action is refused for. */
export function issuesOf(action: () => unknown): readonly DefinitionIssue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof TableDefinitionError) return error.issues;
    throw error;
  }
  throw new Error("It was accepted.");
}
