import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import { normaliseValue } from "../values/read-value.js";
import type { WireValue } from "../values/wire-value.js";
import type { Comparator, Condition, Operand } from "./condition.js";
import type { KeyCondition, KeyOperator } from "./key-condition.js";
import {
  type LegacyComparison,
  type LegacyCondition,
  type LegacyOperator,
  readComparison,
  readValueList,
} from "./legacy-comparison.js";

/** A condition of Expected: a comparison, or the short form of one. */
export interface ExpectedAttribute extends LegacyCondition {
  readonly Value?: WireValue | null | undefined;
  readonly Exists?: boolean | null | undefined;
}

type ByName<T> = Readonly<Record<string, T>>;
type ConditionalOperator = "AND" | "OR" | null | undefined;

/** Translates QueryFilter or ScanFilter. `undefined` if it has no conditions. */
export function readFilter(
  filter: ByName<LegacyCondition> | null | undefined,
  conditionalOperator: ConditionalOperator,
): Condition | undefined {
  const comparisons = Object.entries(filter ?? {}).map(([name, condition]) => readCondition(name, condition));
  return join(comparisons.map(toCondition), conditionalOperator);
}

/** Translates Expected. `undefined` if it has no conditions. */
export function readExpected(
  expected: ByName<ExpectedAttribute> | null | undefined,
  conditionalOperator: ConditionalOperator,
): Condition | undefined {
  const comparisons = Object.entries(expected ?? {}).map(([name, condition]) => readExpectedAttribute(name, condition));
  return join(comparisons.map(toCondition), conditionalOperator);
}

/** Translates KeyConditions. */
export function readKeyConditions(conditions: ByName<LegacyCondition>): KeyCondition[] {
  const comparisons = Object.entries(conditions).map(([name, condition]) => readCondition(name, condition));
  if (comparisons.length === 0) throw invalid("Conditions can be of length 1 or 2 only");
  return comparisons.map(({ name, operator, values }) => ({
    name,
    operator: KEY_OPERATORS[operator] ?? "not indexable",
    values,
  }));
}

const KEY_OPERATORS: Readonly<Partial<Record<LegacyOperator, KeyOperator>>> = {
  EQ: "=",
  LT: "<",
  LE: "<=",
  GT: ">",
  GE: ">=",
  BETWEEN: "BETWEEN",
  BEGINS_WITH: "begins_with",
};

function readCondition(name: string, { ComparisonOperator, AttributeValueList }: LegacyCondition): LegacyComparison {
  const values = readValueList(AttributeValueList);
  // DynamoDB checks before that there is an operator.
  return readComparison(name, ComparisonOperator ?? "EQ", values);
}

function readExpectedAttribute(name: string, condition: ExpectedAttribute): LegacyComparison {
  const { ComparisonOperator: operator, AttributeValueList: list, Value: value, Exists: exists } = condition;
  if (list && value) throw expectedError("Value and AttributeValueList cannot be used together", name);
  if (operator) {
    if (exists != null) throw expectedError("Exists and ComparisonOperator cannot be used together", name);
    if (!list && !value && operator !== "NULL" && operator !== "NOT_NULL")
      throw expectedError(`Value or AttributeValueList must be used with ComparisonOperator: ${operator}`, name);
    return readComparison(name, operator, value ? [normaliseValue(value)] : readValueList(list));
  }
  if (list) throw expectedError("AttributeValueList can only be used with a ComparisonOperator", name);
  if (exists === false && value) throw expectedError("Value cannot be used when Exists is false", name);
  if (exists === false) return { name, operator: "NULL", values: [] };
  if (!value) throw expectedError(`Value must be provided when Exists is ${exists ?? null}`, name);
  return { name, operator: "EQ", values: [normaliseValue(value)] };
}

function expectedError(message: string, name: string) {
  return invalidValues(`${message} for Attribute: ${name}`);
}

/** The conditional operator is only accepted where it joins something. */
function join(conditions: readonly Condition[], conditionalOperator: ConditionalOperator): Condition | undefined {
  if (conditionalOperator && conditions.length < 2) {
    throw invalid(
      conditions.length === 0
        ? "ConditionalOperator cannot be used without Filter or Expected"
        : "ConditionalOperator can only be used when Filter or Expected has two or more elements",
    );
  }
  if (conditions.length < 2) return conditions[0];
  return { type: conditionalOperator === "OR" ? "or" : "and", conditions };
}

const COMPARATORS: Readonly<Partial<Record<LegacyOperator, Comparator>>> = {
  EQ: "=",
  NE: "<>",
  LT: "<",
  LE: "<=",
  GT: ">",
  GE: ">=",
};

function toCondition({ name, operator, values }: LegacyComparison): Condition {
  const path = [name] as const;
  const operand: Operand = { type: "path", path };
  const list: readonly Operand[] = values.map((value) => ({ type: "value", value }));
  const [first, second] = list as readonly [Operand, Operand]; // readComparison has counted them
  const comparator = COMPARATORS[operator];
  if (comparator) return { type: "compare", comparator, left: operand, right: first };
  switch (operator) {
    case "NULL":
      return { type: "attribute_not_exists", path };
    case "NOT_NULL":
      return { type: "attribute_exists", path };
    case "IN":
      return { type: "in", operand, list };
    case "BETWEEN":
      return { type: "between", operand, low: first, high: second };
    case "BEGINS_WITH":
      return { type: "begins_with", operand, part: first };
    case "NOT_CONTAINS":
      return doesNotContain(operand, path, first);
    default:
      return { type: "contains", operand, part: first };
  }
}

/** An attribute that is absent matches neither CONTAINS nor NOT_CONTAINS. */
function doesNotContain(operand: Operand, path: readonly [string], part: Operand): Condition {
  return {
    type: "and",
    conditions: [
      { type: "attribute_exists", path },
      { type: "not", condition: { type: "contains", operand, part } },
    ],
  };
}
