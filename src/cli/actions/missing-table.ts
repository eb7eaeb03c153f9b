import { tableNameIn } from "../../dynamodb/arns.js";
import { nearest } from "../../validation/suggestions.js";
import type { Session } from "../session/session.js";

/** Only so many tables are compared: an account can have thousands. */
const MAX_TABLES = 1000;

/** The error of a call on a table. If the table does not exist, its message has the most similar name. */
export async function explainMissing(session: Session, tableName: string, error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !/^(Resource|Table)NotFoundException$/.test(error.name)) return error;
  const { client, signal, target } = session;
  const known: string[] = [];
  try {
    for await (const name of client.listTables({ signal })) if (known.push(name) >= MAX_TABLES) break;
  } catch {
    return error; // it may not list tables, or was interrupted
  }
  const wanted = tableNameIn(tableName);
  const near = known.includes(wanted) ? undefined : nearest(wanted, known);
  const advice = near === undefined ? "dynatwin list prints the tables there" : `Did you mean ${near}?`;
  const place = target.endpoint ?? target.region;
  error.message = `Table ${wanted} does not exist in ${place}. ${near === undefined ? `${advice}.` : advice} ${error.message}`;
  return error;
}
