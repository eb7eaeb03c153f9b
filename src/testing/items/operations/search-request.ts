import { MAX_VECTOR_DIMENSIONS } from "../../../dynamodb/limits.js";
import { unreadable } from "../../control-plane/aws-error.js";
import { attributeValue } from "./attribute-shapes.js";
import { expression, indexName, placeholders, returned, tableName } from "./requests.js";
import { hiddenValue, list, type Shape, struct, whole } from "./shapes.js";

/** The search endpoint reads a whole number as one of 32 bits. */
const wholeNumber: Shape = {
  ...whole({ min: 1 }),
  read: (json) => {
    if (Number.isInteger(json)) return json;
    const kind = typeof json === "number" ? `floating point \`${json}\`` : `${typeof json} ${JSON.stringify(json)}`;
    throw unreadable(`invalid type: ${kind}, expected i32`);
  },
};

/** The members of SearchVectors. */
export const searchVectorsShape = struct(
  {
    TableName: tableName,
    IndexName: hiddenValue(indexName),
    SearchVector: hiddenValue(list(attributeValue, { min: 1, max: MAX_VECTOR_DIMENSIONS })),
    TopK: hiddenValue(wholeNumber),
    ...returned,
    SearchConditionExpression: expression,
    ProjectionExpression: expression,
    ...placeholders,
  },
  "SearchVectorsInput",
);
