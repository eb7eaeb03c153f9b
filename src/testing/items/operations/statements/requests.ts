import {
  MAX_BATCH_STATEMENTS,
  MAX_CLIENT_TOKEN_LENGTH,
  MAX_STATEMENT_LENGTH,
  MAX_STATEMENT_TOKEN_LENGTH,
  MAX_TRANSACTION_ITEMS,
} from "../../../../dynamodb/limits.js";
import { attributeValue } from "../attribute-shapes.js";
import { returned, returnValuesOnFailure } from "../requests.js";
import { flag, list, required, struct, text, whole } from "../shapes.js";

// The members of each operation, in the order in which DynamoDB reports their problems.

const statement = {
  Statement: required(text({ min: 1, max: MAX_STATEMENT_LENGTH })),
  Parameters: list(attributeValue, { min: 1 }),
};

export const executeStatementShape = struct(
  {
    ...returned,
    ...statement,
    NextToken: text({ min: 1, max: MAX_STATEMENT_TOKEN_LENGTH }),
    ConsistentRead: flag,
    Limit: whole({ min: 1 }),
    ...returnValuesOnFailure,
  },
  "ExecuteStatementInput",
);

export const batchExecuteStatementShape = struct(
  {
    ...returned,
    Statements: required(
      list(struct({ ...statement, ConsistentRead: flag, ...returnValuesOnFailure }, "BatchStatementRequest"), {
        min: 1,
        max: MAX_BATCH_STATEMENTS,
      }),
    ),
  },
  "BatchExecuteStatementInput",
);

export const executeTransactionShape = struct(
  {
    ...returned,
    ClientRequestToken: text({ min: 1, max: MAX_CLIENT_TOKEN_LENGTH }),
    TransactStatements: required(
      list(struct({ ...statement, ...returnValuesOnFailure }, "ParameterizedStatement"), {
        min: 1,
        max: MAX_TRANSACTION_ITEMS,
      }),
    ),
  },
  "ExecuteTransactionInput",
);
