import type { Json } from "../../../control-plane/wire.js";
import { parseStatement } from "../../partiql/parse-statement.js";
import { writeCapacity } from "../answers.js";
import type { ItemService } from "../item-tables.js";
import { readRequest } from "../shapes.js";
import { checkEmptyValues, storeWrite } from "../writes.js";
import { readToken } from "./next-token.js";
import { type PageMembers, readSelected } from "./reads.js";
import { executeStatementShape } from "./requests.js";
import { planOn, readParameters } from "./statements.js";
import { itemWriteOf, planStatementWrite, returnedItem, type StatementWrite } from "./writes.js";

/** ExecuteStatement. */
export function executeStatement(service: ItemService, json: Json): object {
  const request = readRequest<PageMembers>(executeStatementShape, json);
  const statement = parseStatement(request.Statement, readParameters(request));
  const { plan, ...of } = planOn(service, statement, request, { isConsistent: request.ConsistentRead });
  if (plan.type === "read") return readSelected(service, { ...of, plan }, request);
  readToken(request, request.NextToken);
  return executeWrite({ ...of, plan }, request);
}

function executeWrite(statement: StatementWrite, { ReturnConsumedCapacity: detail }: PageMembers): object {
  const write = itemWriteOf(statement);
  checkEmptyValues(statement.table.schema, write);
  const planned = planStatementWrite(statement, write);
  storeWrite(planned);
  const item = returnedItem(statement, planned);
  return { Items: item ? [item] : [], ...writeCapacity(planned, detail) };
}
