import { tableNameIn } from "../dynamodb/arns.js";
import { TableDefinitionError } from "../errors.js";
import type { NamedDefinition } from "../table/many/options.js";
import type { Issues } from "../validation/issues.js";
import { reportRepeated } from "../validation/repeated.js";
import { type DeclaredTable, definitionOfDeclared } from "./declared-table.js";
import type { ImportOptions, Unsupported } from "./options.js";
import { lostMembers, type PartNotRead } from "./parts-not-read.js";
import { readTable } from "./read-tables.js";

/** A table that was found in a document. */
export interface FoundTable {
  /** Where it is in the document. */
  readonly path: string;
  /** Where its name is. */
  readonly namePath: string;
  readonly table: DeclaredTable;
  /** The parts of it that are not read. */
  readonly notRead: readonly PartNotRead[];
}

/**
 * The definitions of the tables in a document. Throws one `TableDefinitionError` with everything that is wrong with any of them, and
 * what was reported before; if there is nothing, calls `onUnsupported` with what no definition says.
 *
 * @param others - What no definition says and is in none of the tables.
 */
export function definitionsOf(
  method: string,
  found: readonly FoundTable[],
  others: readonly Unsupported[],
  { onUnsupported }: ImportOptions,
  issues: Issues,
): readonly NamedDefinition[] {
  const names = found.map(({ table }) => tableNameIn(table.input.TableName ?? ""));
  const placeOf = (index: number) => found[index]?.namePath ?? "";
  reportRepeated(names, placeOf, (path, name, first) =>
    issues.report(path, `another table has the name ${JSON.stringify(name)}: ${first}.`, "leave one of them out."),
  );
  const read = found.flatMap((each, index) => definitionOf(each, names[index] ?? "", issues));
  issues.throwIfAny(method);
  for (const { unsupported } of read) for (const part of unsupported) onUnsupported?.(part);
  for (const part of others) onUnsupported?.(part);
  return read.map(({ named }) => named);
}

interface ReadTable {
  readonly named: NamedDefinition;
  readonly unsupported: readonly Unsupported[];
}

function definitionOf({ path, table, notRead }: FoundTable, tableName: string, issues: Issues): readonly ReadTable[] {
  const definition = definitionOfDeclared(table);
  try {
    const { input } = readTable(tableName, definition);
    const lost = lostMembers(table.input, input).filter((member) => member !== "TableName");
    const keys = lost.filter((member) => member.includes("KeySchema"));
    for (const member of keys) issues.report(path, `${member}: a table cannot have this key.`);
    const reason = (member: string) => `a table with these settings has no ${member}.`;
    return [
      {
        named: [tableName, definition],
        unsupported: [...notRead, ...lost.map((member) => ({ path, reason: reason(member) }))].map((part) => ({
          tableName,
          ...part,
        })),
      },
    ];
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    for (const issue of error.issues) issues.report(path, `${issue.path}: ${issue.message}`, issue.fix);
    return [];
  }
}
