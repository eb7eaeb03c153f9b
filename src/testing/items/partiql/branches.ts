import { MAX_IN_PARTITION_KEYS } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import { type Comparator, type Condition, MIRRORED, type Operand } from "../expressions/condition.js";
import type { KeyCondition } from "../expressions/key-condition.js";
import type { KeyAttribute, KeyAttributes } from "../expressions/key-range.js";
import { type AttributeValue, typeOf } from "../values/attribute-value.js";
import { tooManyValues } from "./where.js";

/** Conditions on key attributes that hold together. A WHERE with OR or IN has several such branches. */
export type Branch = readonly KeyCondition[];

/** More branches are read by a scan. */
const MAX_BRANCHES = 1_000;

/** The branches of a condition. What is not on a key attribute is left out: each item is compared with the whole condition. */
export function branchesOf(key: KeyAttributes, condition: Condition | undefined): readonly Branch[] {
  if (condition === undefined) return [[]];
  const isKey = (name: string, operator: Comparator | "BETWEEN" | "begins_with") =>
    operator === "=" ? [...key.partition, ...key.sort].some(has(name)) : operator !== "<>" && key.sort.some(has(name));
  checkInValues(key, condition);
  const branches = spread(condition, isKey);
  return branches.length > MAX_BRANCHES ? [[]] : branches;
}

function has(name: string) {
  return (attribute: KeyAttribute) => attribute.name === name;
}

/** Throws if there are too many values of a partition key to the right of IN. */
function checkInValues(key: KeyAttributes, condition: Condition): void {
  if (condition.type === "and" || condition.type === "or")
    for (const each of condition.conditions) checkInValues(key, each);
  if (condition.type !== "in" || condition.list.length <= MAX_IN_PARTITION_KEYS) return;
  const { operand, list } = condition;
  if (isKeyAttribute(operand) && key.partition.some(has(operand.path[0]))) throw tooManyValues(list.length);
}

type IsKey = (name: string, operator: Comparator | "BETWEEN" | "begins_with") => boolean;

function spread(condition: Condition, isKey: IsKey): readonly Branch[] {
  switch (condition.type) {
    case "and":
      return condition.conditions.reduce<readonly Branch[]>(
        (branches, each) => combine(branches, spread(each, isKey)),
        [[]],
      );
    case "or": {
      const branches = condition.conditions.flatMap((each) => spread(each, isKey));
      // What is not on a key attribute can be true for every key.
      return branches.some((branch) => branch.length === 0) ? [[]] : branches;
    }
    case "in": {
      const values = literals(condition.list);
      const { operand } = condition;
      if (!isKeyAttribute(operand) || !isKey(operand.path[0], "=") || !values) return [[]];
      return values.map((value) => [{ name: operand.path[0], operator: "=" as const, values: [value] }]);
    }
    default: {
      const found = keyConditionOf(condition);
      return found && found.operator !== "not indexable" && isKey(found.name, found.operator) ? [[found]] : [[]];
    }
  }
}

function combine(left: readonly Branch[], right: readonly Branch[]): readonly Branch[] {
  if (left.length * right.length > MAX_BRANCHES) return [[]];
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

function keyConditionOf(condition: Condition): KeyCondition | undefined {
  switch (condition.type) {
    case "compare": {
      const { comparator, left, right } = condition;
      if (comparator === "<>") return undefined;
      const [direct, mirrored] = [literals([right]), literals([left])];
      if (isKeyAttribute(left) && direct) return { name: left.path[0], operator: comparator, values: direct };
      const operator = MIRRORED[comparator];
      return isKeyAttribute(right) && mirrored ? { name: right.path[0], operator, values: mirrored } : undefined;
    }
    case "between": {
      const values = literals([condition.low, condition.high]);
      const { operand } = condition;
      return isKeyAttribute(operand) && values ? { name: operand.path[0], operator: "BETWEEN", values } : undefined;
    }
    case "begins_with": {
      const values = literals([condition.part]);
      const { operand } = condition;
      return isKeyAttribute(operand) && values ? { name: operand.path[0], operator: "begins_with", values } : undefined;
    }
    default:
      return undefined;
  }
}

function isKeyAttribute(operand: Operand): operand is { readonly type: "path"; readonly path: readonly [string] } {
  return operand.type === "path" && operand.path.length === 1;
}

/** The values of operands that are all literals. */
function literals(operands: readonly Operand[]): AttributeValue[] | undefined {
  const values = operands.flatMap((operand) => (operand.type === "value" ? [operand.value] : []));
  return values.length === operands.length ? values : undefined;
}

/** Throws if a key attribute is compared with a value of another type than that of the table. */
export function checkKeyTypes(key: KeyAttributes, branches: readonly Branch[]): void {
  for (const { name, values } of branches.flat()) {
    const attribute = [...key.partition, ...key.sort].find(has(name));
    for (const value of values) {
      const type = typeOf(value);
      if (type !== "S" && type !== "N" && type !== "B")
        throw invalid(`Key value must be of type S, N, or B. Key name: ${name}, Key type: ${type}`);
      if (type !== attribute?.type)
        throw invalid(`Key attribute's data type should match its data type in table's schema: Key ${name}`);
    }
  }
}
