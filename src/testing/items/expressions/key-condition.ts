import type { AttributeValue } from "../values/attribute-value.js";
import { type Comparator, type Condition, MIRRORED, type Operand } from "./condition.js";
import { parseCondition } from "./parse-condition.js";
import type { Path } from "./paths.js";
import type { Placeholders } from "./placeholders.js";
import { invalidExpression } from "./token-reader.js";

/** The operators that find items by a key. */
export type KeyOperator = "=" | "<" | "<=" | ">" | ">=" | "BETWEEN" | "begins_with";

/** A condition on one attribute of a key. */
export interface KeyCondition {
  readonly name: string;
  /** An operator of the legacy KeyConditions can be one that finds nothing by a key. */
  readonly operator: KeyOperator | "not indexable";
  /** Two values for BETWEEN, and one for each other operator. */
  readonly values: readonly AttributeValue[];
}

/** Parses a key condition and checks it, as far as it does not depend on the table. */
export function parseKeyCondition(text: string, placeholders: Placeholders): KeyCondition[] {
  const condition = parseCondition("KeyConditionExpression", text, placeholders);
  return keyConditionsOf(condition);
}

/** The conditions that are joined by AND. Throws for each other kind of condition. */
function keyConditionsOf(condition: Condition): KeyCondition[] {
  const conditions: KeyCondition[] = [];
  for (const each of joinedByAnd(condition)) {
    const added = keyConditionOf(each);
    if (conditions.some(({ name }) => name === added.name))
      throw error("KeyConditionExpressions must only contain one condition per key");
    conditions.push(added);
  }
  return conditions;
}

/** The conditions that a condition joins by AND. */
export function joinedByAnd(condition: Condition): Condition[] {
  return condition.type === "and" ? condition.conditions.flatMap(joinedByAnd) : [condition];
}

function keyConditionOf(condition: Condition): KeyCondition {
  switch (condition.type) {
    case "compare":
      if (condition.comparator === "<>") throw invalidOperator("<>");
      return ofComparison(condition.comparator, condition.left, condition.right);
    case "between": {
      const { operand, low, high } = condition;
      return { name: keyOf("BETWEEN", operand, [low, high]), operator: "BETWEEN", values: valuesOf([low, high]) };
    }
    case "begins_with": {
      const { operand, part } = condition;
      return { name: keyOf("begins_with", operand, [part]), operator: "begins_with", values: valuesOf([part]) };
    }
    default:
      throw invalidOperator(OPERATOR_NAMES[condition.type] ?? condition.type);
  }
}

const OPERATOR_NAMES: Readonly<Record<string, string>> = { and: "AND", or: "OR", not: "NOT", in: "IN" };

/** The key attribute can be on either side. */
function ofComparison(operator: Exclude<Comparator, "<>">, left: Operand, right: Operand): KeyCondition {
  const isMirrored = left.type !== "path" && right.type === "path";
  const [key, value] = isMirrored ? [right, left] : [left, right];
  checkNoSize([left, right]);
  checkOnePath([left, right]);
  if (key.type !== "path") throw error("Invalid condition in KeyConditionExpression: No key attribute specified");
  return { name: nameOf(key.path), operator: isMirrored ? MIRRORED[operator] : operator, values: valuesOf([value]) };
}

function keyOf(operator: string, operand: Operand, others: readonly Operand[]): string {
  if (operand.type !== "path")
    throw error(
      `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
    );
  checkNoSize(others);
  checkOnePath([operand, ...others]);
  return nameOf(operand.path);
}

function checkNoSize(operands: readonly Operand[]): void {
  if (operands.some(({ type }) => type === "size"))
    throw error("KeyConditionExpressions cannot contain nested operations");
}

function checkOnePath(operands: readonly Operand[]): void {
  if (operands.filter(({ type }) => type === "path").length > 1)
    throw error("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition");
}

function nameOf(path: Path): string {
  if (path.length > 1) throw error("KeyConditionExpressions cannot have conditions on nested attributes");
  return path[0];
}

function valuesOf(operands: readonly Operand[]): AttributeValue[] {
  return operands.flatMap((operand) => (operand.type === "value" ? [operand.value] : []));
}

function invalidOperator(name: string) {
  return error(`Invalid operator used in KeyConditionExpression: ${name}`);
}

function error(message: string) {
  return invalidExpression("KeyConditionExpression", message);
}
