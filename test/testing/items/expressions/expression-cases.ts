import { expect } from "chai";
import { AwsError } from "../../../../src/testing/control-plane/aws-error.js";
import { applyUpdate, type UpdatedItem } from "../../../../src/testing/items/expressions/apply-update.js";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { parseUpdate } from "../../../../src/testing/items/expressions/parse-update.js";
import { Placeholders } from "../../../../src/testing/items/expressions/placeholders.js";
import { parseProjection, project } from "../../../../src/testing/items/expressions/projection.js";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireItem } from "../../../../src/testing/items/values/wire-value.js";

/** Runs of the property tests, the same in each run. */
export const RUNS = { seed: 20_120_810, numRuns: 1_000 };

/** Values that the cases compare with, by a name that says what they are. */
export const VALUES = {
  ":s": { S: "abc" },
  ":empty": { S: "" },
  ":n": { N: "1" },
  ":two": { N: "2" },
  ":b": { B: "AQI=" },
  ":true": { BOOL: true },
  ":false": { BOOL: false },
  ":null": { NULL: true },
  ":l": { L: [{ N: "1" }, { S: "x" }] },
  ":m": { M: { a: { N: "1" } } },
  ":ss": { SS: ["a", "b"] },
  ":ns": { NS: ["1", "2"] },
  ":bs": { BS: ["AQI="] },
} satisfies WireItem;

const NAMES = { "#name": "name", "#dotted": "a.b", "#proto": "__proto__" };

export function placeholders(values: WireItem = VALUES): Placeholders {
  return new Placeholders({ ExpressionAttributeNames: NAMES, ExpressionAttributeValues: values });
}

/** The text of the ValidationException that an action throws. */
export function errorOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).to.be.instanceOf(AwsError);
    expect((error as AwsError).name).to.equal("ValidationException");
    return (error as AwsError).message;
  }
  throw new Error("It was accepted.");
}

export function matches(text: string, item: WireItem, values: WireItem = VALUES): boolean {
  return evaluate(parseCondition("ConditionExpression", text, placeholders(values)), readItem(item));
}

export function conditionError(text: string, values: WireItem = VALUES): string {
  return errorOf(() => parseCondition("ConditionExpression", text, placeholders(values))).replace(
    "Invalid ConditionExpression: ",
    "",
  );
}

export function update(text: string, item: WireItem, values: WireItem = VALUES): UpdatedItem {
  return applyUpdate(parseUpdate(text, placeholders(values)), readItem(item));
}

/** The text of the error for an invalid update expression, or for one that does not fit the item. */
export function updateError(text: string, item: WireItem = {}, values: WireItem = VALUES): string {
  return errorOf(() => update(text, item, values)).replace("Invalid UpdateExpression: ", "");
}

export function projected(text: string, item: WireItem): Item {
  return project(parseProjection(text, placeholders()), readItem(item));
}

export function projectionError(text: string): string {
  return errorOf(() => parseProjection(text, placeholders())).replace("Invalid ProjectionExpression: ", "");
}
