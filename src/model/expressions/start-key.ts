import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ExpressionError } from "../../errors.js";
import type { StoredItem } from "../schema.js";
import type { KeyTest } from "./key-condition.js";
import { isReversed } from "./order.js";

/** Throws if the start key of a query does not match the conditions on its key, as DynamoDB does. */
export function checkStartKey(table: string, tests: readonly KeyTest[], start: StoredItem): void {
  const outside = tests.find((test) => {
    const startValue = start[test.name];
    return startValue !== undefined && !isInside(test, startValue);
  });
  if (outside === undefined) return;
  const message = `belongs to another query, with another ${outside.name}.`;
  const fix = "use it in the query that returned it, or omit it.";
  throw new ExpressionError(`Table ${JSON.stringify(table)}`, [{ path: "cursor", message, fix }]);
}

/** Whether a key value of a cursor matches the condition on its attribute. */
function isInside({ operator, value, high }: KeyTest, startValue: AttributeValue): boolean {
  if (value === undefined) return true;
  const isBelow = isReversed(value, startValue);
  const isAbove = isReversed(startValue, value);
  switch (operator) {
    case "begins_with":
      return startsWith(startValue, value);
    case "BETWEEN":
      return !isBelow && !(high && isReversed(startValue, high));
    case "<":
    case "<=":
      return !isAbove;
    case ">":
    case ">=":
      return !isBelow;
    default:
      return !isBelow && !isAbove;
  }
}

function startsWith({ S, B }: AttributeValue, start: AttributeValue): boolean {
  if (S !== undefined) return S.startsWith(start.S ?? "");
  return B === undefined || (start.B ?? []).every((byte, place) => B[place] === byte);
}
