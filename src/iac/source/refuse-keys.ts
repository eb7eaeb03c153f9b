import { TableDefinitionError } from "../../errors.js";
import { tableSubject } from "../../table/check-call.js";
import { issueOf } from "../../validation/issues.js";

/** Whether every object has a member of this name, so that no model can have an attribute of it. */
export function isMemberOfObjects(name: string): boolean {
  return name in Object.prototype;
}

/** Refuses a table with keys that no model can have, also by templates. */
export function refuseKeys(table: string, names: readonly string[]): void {
  const fix = "use toDefinition, createTable with its result, and the commands of the SDK for items.";
  const issues = [...new Set(names)].map((name) =>
    issueOf(
      "description",
      `no model can have the key attribute "${name}": every object has a member of this name.`,
      fix,
    ),
  );
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(table), issues);
}
