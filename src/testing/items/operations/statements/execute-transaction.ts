import { AwsError, invalid } from "../../../control-plane/aws-error.js";
import type { Json } from "../../../control-plane/wire.js";
import { parseStatement } from "../../partiql/parse-statement.js";
import { selectColumns } from "../../partiql/select-columns.js";
import type { ItemService } from "../item-tables.js";
import { checkKey } from "../key-checks.js";
import { readRequest } from "../shapes.js";
import {
  type ReadPart,
  readTogether,
  type TransactionMembers,
  type WritePart,
  writeTogether,
} from "../transactions.js";
import { executeTransactionShape } from "./requests.js";
import { isWrite, planOn, readParameters, type StatementMembers, type TablePlan } from "./statements.js";
import { itemWriteOf, planStatementWrite } from "./writes.js";

interface ExecuteTransactionRequest extends TransactionMembers {
  readonly TransactStatements: readonly StatementMembers[];
  readonly ClientRequestToken?: string;
}

/** ExecuteTransaction. */
export function executeTransaction(service: ItemService, json: Json): object {
  const request = readRequest<ExecuteTransactionRequest>(executeTransactionShape, json);
  const { TransactStatements: all, ClientRequestToken } = request;
  const read = all.map((members) => ({ members, parameters: readParameters(members) }));
  const statements = read.map(({ members, parameters }, place) => ({
    members,
    statement: inPlace(place, () => parseStatement(members.Statement, parameters)),
  }));
  const writes = statements.filter(({ statement }) => isWrite(statement));
  if (writes.length > 0 && writes.length < statements.length)
    throw invalid("ExecuteTransaction API does not support both read and write operations in the same request.");
  const plans = statements.map(({ members, statement }, place) =>
    inPlace(place, () => planOn(service, statement, members, { isTransaction: true })),
  );
  if (writes.length === 0) return readTogether(service, plans.flatMap(readPartOf), request);
  // The tokens of TransactWriteItems are others.
  const token = ClientRequestToken && `ExecuteTransaction ${ClientRequestToken}`;
  const answer = writeTogether(service, plans.flatMap(writePartOf), { token, parts: all }, request);
  return { Responses: all.map(() => ({})), ...answer };
}

/** Adds to an error of a statement which statement it is. */
function inPlace<T>(place: number, execute: () => T): T {
  try {
    return execute();
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== "ValidationException") throw error;
    throw invalid(`Validation failed in TransactStatements[${place}]: ${error.message}`);
  }
}

function readPartOf({ table, plan }: TablePlan): ReadPart[] {
  if (plan.type !== "read") return [];
  const { key = {}, columns } = plan;
  const check = () => checkKey(table.schema, key);
  return [{ table, key, check, select: (item) => selectColumns(columns, item) }];
}

function writePartOf({ table, plan, returnsExisting }: TablePlan): WritePart[] {
  if (plan.type === "read") return [];
  const statement = { table, plan, returnsExisting };
  const write = itemWriteOf(statement);
  return [{ table, write, plan: () => planStatementWrite(statement, write) }];
}
