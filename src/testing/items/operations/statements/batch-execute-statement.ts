import { AwsError, invalid } from "../../../control-plane/aws-error.js";
import type { Json } from "../../../control-plane/wire.js";
import { parseStatement } from "../../partiql/parse-statement.js";
import { selectColumns } from "../../partiql/select-columns.js";
import type { Statement } from "../../partiql/statement.js";
import type { Item } from "../../values/attribute-value.js";
import { Capacities, type CapacityDetail, readUnits } from "../capacity.js";
import { identityOf } from "../identity.js";
import type { ItemService } from "../item-tables.js";
import { checkEmptyKey, checkKey } from "../key-checks.js";
import { readRequest } from "../shapes.js";
import { pickKey } from "../table-schema.js";
import { ConditionFailed, checkEmptyValues, storeWrite } from "../writes.js";
import { batchExecuteStatementShape } from "./requests.js";
import { isWrite, planOn, readParameters, type StatementMembers, type TablePlan } from "./statements.js";
import { itemWriteOf, planStatementWrite, returnedItem } from "./writes.js";

interface BatchStatement extends StatementMembers {
  readonly ConsistentRead?: boolean;
}

interface BatchExecuteStatementRequest {
  readonly Statements: readonly BatchStatement[];
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** The codes of errors in an answer, by the names of exceptions. */
const CODES: ReadonlyMap<string, string> = new Map([
  ["ValidationException", "ValidationError"],
  ["ResourceNotFoundException", "ResourceNotFound"],
  ["ConditionalCheckFailedException", "ConditionalCheckFailed"],
  ["DuplicateItemException", "DuplicateItem"],
]);

/** BatchExecuteStatement. A statement that fails does not affect the others. */
export function batchExecuteStatement(service: ItemService, json: Json): object {
  const request = readRequest<BatchExecuteStatementRequest>(batchExecuteStatementShape, json);
  const read = request.Statements.map((members) => ({ members, parameters: readParameters(members) }));
  const parsed = read.map(({ members, parameters }) => ({
    members,
    statement: orError(() => parseStatement(members.Statement, parameters)),
  }));
  checkOneKind(parsed.flatMap(({ statement }) => (statement instanceof AwsError ? [] : [statement])));
  const planned = parsed.map(({ members, statement }) => ({
    members,
    of: statement instanceof AwsError ? statement : orError(() => planIn(service, statement, members)),
  }));
  checkDistinctItems(planned.flatMap(({ of }) => (of instanceof AwsError ? [] : [of])));
  const capacities = new Capacities(request.ReturnConsumedCapacity);
  const Responses = planned.map(({ members, of }) => {
    if (of instanceof AwsError) return { Error: errorOf(of) };
    const { name: TableName } = of.table.schema;
    const item = orError(() => execute(of, members, capacities));
    if (item instanceof AwsError) return { Error: errorOf(item), TableName };
    return { TableName, ...(item && { Item: item }) };
  });
  return { Responses, ...capacities.answer() };
}

function planIn(service: ItemService, statement: Statement, members: BatchStatement): TablePlan {
  return planOn(service, statement, members, { isConsistent: members.ConsistentRead, isBatch: true });
}

function checkOneKind(statements: readonly Statement[]): void {
  if (statements.some(isWrite) && !statements.every(isWrite))
    throw invalid("Read and write requests together in the same batch is not supported.");
}

function checkDistinctItems(statements: readonly TablePlan[]): void {
  const identities = statements.map(({ plan, table: { schema } }) => {
    const key = plan.type === "insert" ? pickKey(schema, plan.item) : plan.key;
    return JSON.stringify([schema.name, identityOf(key ?? {})]);
  });
  if (new Set(identities).size < statements.length) throw invalid("Provided list of item keys contains duplicates");
}

function execute(of: TablePlan, { ConsistentRead }: BatchStatement, capacities: Capacities): Item | undefined {
  const { table, plan, returnsExisting } = of;
  const { schema, store } = table;
  if (plan.type === "read") {
    const { key = {} } = plan;
    checkEmptyKey(schema, key);
    checkKey(schema, key);
    const stored = store.get(key);
    capacities.of(schema.name).add(readUnits(stored?.size ?? 0, ConsistentRead));
    return stored && selectColumns(plan.columns, stored.item);
  }
  const statement = { table, plan, returnsExisting };
  const write = itemWriteOf(statement);
  checkEmptyValues(schema, write);
  const planned = planStatementWrite(statement, write);
  storeWrite(planned);
  if (capacities.isWanted) capacities.of(schema.name).addWrite(store, planned.before, planned.after);
  return returnedItem(statement, planned);
}

function orError<T>(execute: () => T): T | AwsError {
  try {
    return execute();
  } catch (error) {
    if (error instanceof AwsError && CODES.has(error.name)) return error;
    throw error;
  }
}

function errorOf(error: AwsError): object {
  const item = error instanceof ConditionFailed ? error.item : undefined;
  return { Code: CODES.get(error.name), Message: error.message, ...(item && { Item: item }) };
}
