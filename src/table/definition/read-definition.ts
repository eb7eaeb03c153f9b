import { type DefinitionIssue, TableDefinitionError } from "../../errors.js";
import { Issues } from "../../validation/issues.js";
import type { Reader } from "../../validation/readers.js";
import { tableSubject } from "../check-call.js";
import { type CreateTableRequest, createTableRequest } from "./create-table-request.js";
import type { CreateTableOptions } from "./options.js";
import { rules } from "./rules/all-rules.js";
import { checkTableName } from "./rules/names.js";

/** A definition that was read and checked. */
export interface ReadDefinition<T> {
  /** The options as they were read. */
  readonly options: T;
  /** The CreateTable request that they ask for. */
  readonly request: CreateTableRequest;
}

/**
 * Reads a definition and checks it against every rule.
 *
 * @param complete - Makes a definition that a table can be created from of one that leaves parts out, for the rules.
 * @throws {@link TableDefinitionError} with everything that is wrong.
 */
export function readDefinition<T extends Partial<CreateTableOptions>>(
  tableName: string,
  options: unknown,
  read: Reader<T>,
  complete: (options: T) => CreateTableOptions,
): ReadDefinition<T> {
  const malformed = new Issues();
  const given = read(options ?? {}, "", malformed.report);
  if (given === undefined) {
    checkTableName(tableName, "tableName", malformed.report);
    throw new TableDefinitionError(tableSubject(tableName), malformed.list);
  }
  const request = createTableRequest(tableName, complete(given));
  const issues = [...malformed.list, ...brokenRules(request, malformed)];
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(tableName), inOrder(issues, options));
  return { options: given, request };
}

/** What breaks a rule, but for what follows from a mistake that was reported before. */
function brokenRules(request: CreateTableRequest, malformed: Issues): readonly DefinitionIssue[] {
  const broken = new Issues();
  for (const rule of rules) {
    rule.check(request, (path, message, fix) => {
      const isKnown = broken.list.some((issue) => issue.path === path && issue.message === message);
      if (!isKnown && !malformed.covers(path)) broken.report(path, message, fix);
    });
  }
  return broken.list;
}

/** Sorts mistakes by the order in which the options were written. */
function inOrder(issues: readonly DefinitionIssue[], options: unknown): readonly DefinitionIssue[] {
  const order = ["tableName", ...Object.keys(options ?? {})];
  const rank = ({ path }: DefinitionIssue) => {
    const place = order.indexOf(path.split(/[.[]/, 1)[0] ?? "");
    return place < 0 ? order.length : place;
  };
  return issues.toSorted((a, b) => rank(a) - rank(b));
}
