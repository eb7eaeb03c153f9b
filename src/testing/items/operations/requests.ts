import {
  MAX_BATCH_GET_KEYS,
  MAX_BATCH_WRITE_ITEMS,
  MAX_CLIENT_TOKEN_LENGTH,
  MAX_NAME_LENGTH,
  MAX_SCAN_SEGMENTS,
  MAX_TRANSACTION_ITEMS,
  MIN_NAME_LENGTH,
} from "../../../dynamodb/limits.js";
import { NAME_PATTERN } from "../../../dynamodb/names.js";
import { unreadable } from "../../control-plane/aws-error.js";
import { isObject } from "../../control-plane/wire.js";
import {
  attributeMap,
  attributeUpdates,
  conditions,
  expected,
  listedKey,
  names,
  wrongParameterType,
} from "./attribute-shapes.js";
import { flag, hiddenValue, type KeyCheck, list, map, required, type Shape, struct, text, whole } from "./shapes.js";

// The members of each operation, in the order in which DynamoDB reports their problems.

/** The name of an index. */
export const indexName = text({ min: MIN_NAME_LENGTH, max: MAX_NAME_LENGTH, pattern: NAME_PATTERN });
const longName = text({ max: MAX_NAME_LENGTH, pattern: NAME_PATTERN });
/** The name can be an ARN instead, so a short one is a table that does not exist. Of an empty one, only the length is reported. */
export const tableName = required({
  ...longName,
  check: (value, at, report) => {
    if (value === "") report(value, at, "Member must have length greater than or equal to 1");
    else longName.check(value, at, report);
  },
});
const item = required(attributeMap);
export const expression = text();

export const returned = {
  ReturnConsumedCapacity: text({ values: ["INDEXES", "TOTAL", "NONE"] }),
};
const metrics = {
  ReturnItemCollectionMetrics: text({ values: ["SIZE", "NONE"] }),
};
export const returnValuesOnFailure = {
  ReturnValuesOnConditionCheckFailure: text({ values: ["ALL_OLD", "NONE"] }),
};
const returnValues = {
  ReturnValues: text({ values: ["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"] }),
  ...returnValuesOnFailure,
};
const legacyCondition = {
  ConditionalOperator: text({ values: ["OR", "AND"] }),
  Expected: expected,
};
export const placeholders = { ExpressionAttributeValues: attributeMap, ExpressionAttributeNames: names };
const attributesToGet = list(text(), { min: 1, max: 255 });

export const getItemShape = struct(
  {
    Key: item,
    TableName: tableName,
    ...returned,
    AttributesToGet: attributesToGet,
    ConsistentRead: flag,
    ProjectionExpression: expression,
    ExpressionAttributeNames: names,
  },
  "GetItemInput",
);

export const putItemShape = struct(
  {
    ...returned,
    TableName: tableName,
    Item: item,
    ...legacyCondition,
    ...returnValues,
    ...metrics,
    ConditionExpression: expression,
    ...placeholders,
  },
  "PutItemInput",
);

export const deleteItemShape = struct(
  {
    ...returned,
    TableName: tableName,
    ...returnValues,
    ...metrics,
    Key: item,
    ...legacyCondition,
    ConditionExpression: expression,
    ...placeholders,
  },
  "DeleteItemInput",
);

export const updateItemShape = struct(
  {
    ...returned,
    TableName: tableName,
    ...metrics,
    ...returnValues,
    Key: item,
    ...legacyCondition,
    AttributeUpdates: attributeUpdates,
    ConditionExpression: expression,
    UpdateExpression: expression,
    ...placeholders,
  },
  "UpdateItemInput",
);

const reading = {
  Select: text({ values: ["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"] }),
  IndexName: indexName,
};
const readingMore = {
  Limit: whole({ min: 1 }),
  AttributesToGet: attributesToGet,
  ExclusiveStartKey: attributeMap,
  ConsistentRead: flag,
  FilterExpression: expression,
  ProjectionExpression: expression,
  ...placeholders,
};

export const queryShape = struct(
  {
    ...reading,
    ...returned,
    QueryFilter: conditions,
    TableName: tableName,
    ConditionalOperator: legacyCondition.ConditionalOperator,
    KeyConditions: conditions,
    ScanIndexForward: flag,
    KeyConditionExpression: expression,
    ...readingMore,
    Limit: hiddenValue(readingMore.Limit),
  },
  "QueryInput",
);

export const scanShape = struct(
  {
    ...reading,
    TotalSegments: whole({ min: 1, max: MAX_SCAN_SEGMENTS }),
    ...returned,
    TableName: tableName,
    ConditionalOperator: legacyCondition.ConditionalOperator,
    ScanFilter: conditions,
    Segment: whole({ min: 0, max: MAX_SCAN_SEGMENTS - 1 }),
    ...readingMore,
  },
  "ScanInput",
);

const KEY_RULE =
  `Map keys must satisfy constraint: [Member must have length less than or equal to ${MAX_NAME_LENGTH}, ` +
  `Member must have length greater than or equal to ${MIN_NAME_LENGTH}, ` +
  `Member must satisfy regular expression pattern: ${NAME_PATTERN}]`;
const NAME_EXPRESSION = new RegExp(`^${NAME_PATTERN}$`);

const checkTableNames: KeyCheck = (keys, value, at, report) => {
  const isName = (key: string) =>
    key.length >= MIN_NAME_LENGTH && key.length <= MAX_NAME_LENGTH && NAME_EXPRESSION.test(key);
  if (!keys.every(isName)) report(value, at, KEY_RULE);
};

export const batchGetItemShape = struct(
  {
    ...returned,
    RequestItems: required(
      map(
        struct(
          {
            Keys: required(hiddenValue(list(listedKey, { min: 1, max: MAX_BATCH_GET_KEYS }))),
            AttributesToGet: attributesToGet,
            ConsistentRead: flag,
            ProjectionExpression: expression,
            ExpressionAttributeNames: names,
          },
          "KeysAndAttributes",
        ),
        "KeysAndAttributes",
        { checkKeys: checkTableNames },
      ),
    ),
  },
  "BatchGetItemInput",
);

const writeRequest = struct(
  {
    DeleteRequest: struct({ Key: item }, "DeleteRequest", "member"),
    PutRequest: struct({ Item: item }, "PutRequest", "member"),
  },
  "WriteRequest",
);

const LENGTH_RULE =
  `Map value must satisfy constraint: [Member must have length less than or equal to ${MAX_BATCH_WRITE_ITEMS}, ` +
  "Member must have length greater than or equal to 1]";

const checkWriteRequests: KeyCheck = (keys, value, at, report) => {
  checkTableNames(keys, value, at, report);
  const isLength = (requests: unknown) =>
    Array.isArray(requests) && requests.length >= 1 && requests.length <= MAX_BATCH_WRITE_ITEMS;
  if (!keys.every((key) => isLength(value[key]))) report(value, at, LENGTH_RULE);
};

const writeRequests: Shape = {
  read: (json) => {
    if (Array.isArray(json)) return json.map((request) => writeRequest.read(request ?? {}));
    throw isObject(json) ? unreadable("Start of structure or map found where not expected") : wrongParameterType();
  },
  check: (value, at, report) => {
    if (!Array.isArray(value)) return;
    for (const [place, request] of value.entries()) writeRequest.check(request, `${at}.${place + 1}.member`, report);
  },
};

export const batchWriteItemShape = struct(
  {
    ...returned,
    ...metrics,
    RequestItems: required(
      map(writeRequests, "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>", {
        checkKeys: checkWriteRequests,
      }),
    ),
  },
  "BatchWriteItemInput",
);

const part = {
  TableName: tableName,
  ...returnValuesOnFailure,
  ConditionExpression: expression,
  ...placeholders,
};

export const transactGetItemsShape = struct(
  {
    ...returned,
    TransactItems: required(
      list(
        struct(
          {
            Get: required(
              struct(
                {
                  TableName: tableName,
                  Key: item,
                  ProjectionExpression: expression,
                  ExpressionAttributeNames: names,
                },
                "Get",
                "member",
              ),
            ),
          },
          "TransactGetItem",
        ),
        { min: 1, max: MAX_TRANSACTION_ITEMS },
      ),
    ),
  },
  "TransactGetItemsInput",
);

export const transactWriteItemsShape = struct(
  {
    ...returned,
    ...metrics,
    ClientRequestToken: text({ min: 1, max: MAX_CLIENT_TOKEN_LENGTH }),
    TransactItems: required(
      list(
        struct(
          {
            ConditionCheck: struct(
              { ...part, Key: item, ConditionExpression: required(expression) },
              "ConditionCheck",
              "member",
            ),
            Put: struct({ ...part, Item: item }, "Put", "member"),
            Delete: struct({ ...part, Key: item }, "Delete", "member"),
            Update: struct({ ...part, Key: item, UpdateExpression: required(expression) }, "Update", "member"),
          },
          "TransactWriteItem",
        ),
        { min: 1, max: MAX_TRANSACTION_ITEMS },
      ),
    ),
  },
  "TransactWriteItemsInput",
);
