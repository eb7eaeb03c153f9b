import { isArn, parseTableArn } from "../../../dynamodb/arns.js";
import { MAX_NAME_LENGTH, MAX_TABLE_ARN_LENGTH, MIN_NAME_LENGTH } from "../../../dynamodb/limits.js";
import { hasNameCharacters, hasNameLength } from "../../../dynamodb/names.js";
import type { Report } from "../../../validation/issues.js";
import { shown } from "../../../validation/readers.js";
import { reportRepeated } from "../../../validation/repeated.js";
import { indexesOf, type Rule } from "./rule.js";

const ALLOWED = "use letters, digits, underscores, hyphens and dots only.";

function checkLength(name: string, path: string, what: string, report: Report): void {
  if (hasNameLength(name)) return;
  report(
    path,
    `${what} ${shown(name)} has ${name.length} characters.`,
    `use ${MIN_NAME_LENGTH} to ${MAX_NAME_LENGTH} characters.`,
  );
}

function checkCharacters(name: string, path: string, what: string, report: Report): void {
  if (name !== "" && !hasNameCharacters(name))
    report(path, `${what} ${shown(name)} has characters that are not allowed.`, ALLOWED);
}

function isTableArn(text: string): boolean {
  const arn = parseTableArn(text);
  return arn?.subresource === "" && hasNameCharacters(arn.tableName) && text.length <= MAX_TABLE_ARN_LENGTH;
}

/** Reports what is wrong with the name, or the ARN, of a table. */
export function checkTableName(name: unknown, path: string, report: Report): void {
  if (typeof name !== "string") {
    report(path, `expected a table name, got ${shown(name)}.`, "pass a string.");
    return;
  }
  if (isArn(name)) {
    if (!isTableArn(name)) {
      report(
        path,
        `${shown(name)} is not the ARN of a table.`,
        "write arn:aws:dynamodb:<region>:<account>:table/<name>.",
      );
    }
    return;
  }
  checkLength(name, path, "table name", report);
  checkCharacters(name, path, "table name", report);
}

export const names: readonly Rule[] = [
  {
    name: "table-name",
    check: ({ input, at }, report) => checkTableName(input.TableName, at("TableName"), report),
  },
  {
    name: "index-name-length",
    check: (request, report) => {
      for (const { name, at } of indexesOf(request)) checkLength(name, at("IndexName"), "index name", report);
    },
  },
  {
    name: "index-name-characters",
    check: (request, report) => {
      for (const { name, at } of indexesOf(request)) checkCharacters(name, at("IndexName"), "index name", report);
    },
  },
  {
    name: "unique-index-names",
    check: (request, report) => {
      const indexes = indexesOf(request);
      const pathOf = (index: number) => indexes[index]?.at("IndexName") ?? "";
      const names = indexes.map(({ name }) => name);
      reportRepeated(names, pathOf, (path, name, first) =>
        report(
          path,
          `index name ${JSON.stringify(name)} is already used at ${first}.`,
          "give every index of the table, of any kind, a name of its own.",
        ),
      );
    },
  },
];
