import { invalid } from "../../control-plane/aws-error.js";
import { checkDistinctPaths } from "../expressions/paths.js";
import type { AttributeValue } from "../values/attribute-value.js";
import { readActions } from "./assignments.js";
import { columnName, readPath } from "./paths.js";
import type {
  Column,
  DeleteStatement,
  InsertStatement,
  Returning,
  SelectStatement,
  Statement,
  UpdateStatement,
} from "./statement.js";
import { malformed, StatementReader } from "./statement-reader.js";
import { readItem } from "./values.js";
import { readCondition } from "./where.js";

/** Parses a statement, with its parameters, as far as it does not depend on the table. */
export function parseStatement(text: string, parameters: readonly AttributeValue[] = []): Statement {
  const reader = new StatementReader(text, parameters);
  const statement = readStatement(reader);
  reader.expectEnd();
  return statement;
}

function readStatement(reader: StatementReader): Statement {
  if (reader.hasWord("SELECT")) return readSelect(reader);
  if (reader.takesWord("INSERT")) return readInsert(reader);
  if (reader.takesWord("UPDATE")) return readUpdate(reader);
  if (reader.takesWord("DELETE")) return readDelete(reader);
  if (!reader.takesCall("EXISTS")) throw malformed("Expected data manipulation");
  const select = readSelect(reader);
  reader.expect(")");
  return { type: "exists", tableName: select.tableName, select };
}

function readSelect(reader: StatementReader): SelectStatement {
  reader.expectWord("SELECT");
  const columns = reader.takes("*") ? undefined : readColumns(reader);
  reader.expectWord("FROM");
  const source = readSource(reader);
  const where = readWhere(reader);
  return { type: "select", ...source, columns, where, orderBy: readOrder(reader) };
}

function readColumns(reader: StatementReader): Column[] {
  const columns: Column[] = [];
  do {
    // DynamoDB has no function that a SELECT could return.
    if (reader.hasAnyCall()) throw invalid(`Unexpected path component at ${reader.position(reader.next)}`);
    const path = readPath(reader);
    columns.push({ name: columnName(path), path });
  } while (reader.takes(","));
  return columns;
}

/** The table, and its index, if there is one. */
function readSource(reader: StatementReader): { readonly tableName: string; readonly indexName?: string | undefined } {
  const tableName = readSourceName(reader);
  const indexName = reader.takes(".") ? readSourceName(reader) : undefined;
  if (indexName !== undefined && reader.takes("."))
    throw invalid("A path may contain at most 2 components in the FROM clause");
  return { tableName, indexName };
}

function readSourceName(reader: StatementReader): string {
  const name = reader.takeName();
  if (name === "") throw invalid("Path component cannot be an empty string");
  return name;
}

function readWhere(reader: StatementReader) {
  return reader.takesWord("WHERE") ? readCondition(reader) : undefined;
}

function readOrder(reader: StatementReader): SelectStatement["orderBy"] {
  if (!reader.takesWord("ORDER")) return [];
  reader.expectWord("BY");
  const order: { name: string; isDescending: boolean }[] = [];
  do {
    const name = reader.takeName();
    const isDescending = reader.takesWord("DESC");
    if (!isDescending) reader.takesWord("ASC");
    order.push({ name, isDescending });
  } while (reader.takes(","));
  return order;
}

function readInsert(reader: StatementReader): InsertStatement {
  reader.expectWord("INTO");
  const tableName = readSourceName(reader);
  if (reader.takes(".")) throw invalid("FROM clause may only contain a single table name");
  reader.expectWord("VALUE");
  return { type: "insert", tableName, item: readItem(reader) };
}

function readUpdate(reader: StatementReader): UpdateStatement {
  const source = readSource(reader);
  const actions = readActions(reader);
  if (actions.length === 0) throw reader.unexpected("Expected data manipulation");
  const paths = actions.map(({ path }) => path);
  checkDistinctPaths(invalid, paths);
  const where = readWhere(reader);
  const update = { actions, isLegacy: false };
  return { type: "update", ...source, update, where, returning: readReturning(reader)?.returning };
}

function readDelete(reader: StatementReader): DeleteStatement {
  reader.expectWord("FROM");
  const source = readSource(reader);
  const where = readWhere(reader);
  const clause = readReturning(reader);
  if (clause && clause.returning !== "ALL_OLD") {
    throw invalid(
      `Invalid returning clause: RETURNING ${clause.words} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
    );
  }
  return { type: "delete", ...source, where, returning: clause?.returning };
}

function readReturning(reader: StatementReader): { readonly returning: Returning; readonly words: string } | undefined {
  if (!reader.takesWord("RETURNING")) return undefined;
  const isAll = reader.takesWord("ALL");
  if (!isAll) reader.expectWord("MODIFIED");
  const isOld = reader.takesWord("OLD");
  if (!isOld) reader.expectWord("NEW");
  reader.expect("*");
  const age = isOld ? "OLD" : "NEW";
  return { returning: `${isAll ? "ALL" : "UPDATED"}_${age}`, words: `${isAll ? "ALL" : "MODIFIED"} ${age}` };
}
