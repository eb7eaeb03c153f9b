import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import { type AttributeType, type AttributeValue, typeOf } from "../values/attribute-value.js";
import { compareValues } from "../values/compare.js";
import { normaliseValue } from "../values/read-value.js";
import type { WireValue } from "../values/wire-value.js";

/** The comparison operators of the legacy parameters. */
export type LegacyOperator =
  | "EQ"
  | "NE"
  | "LE"
  | "LT"
  | "GE"
  | "GT"
  | "NOT_NULL"
  | "NULL"
  | "CONTAINS"
  | "NOT_CONTAINS"
  | "BEGINS_WITH"
  | "IN"
  | "BETWEEN";

/** A condition of a legacy parameter on one attribute, whose members have the right types. */
export interface LegacyCondition {
  readonly ComparisonOperator?: LegacyOperator | null | undefined;
  readonly AttributeValueList?: readonly (WireValue | null)[] | null | undefined;
}

/** An operator with values that it accepts. */
export interface LegacyComparison {
  readonly name: string;
  readonly operator: LegacyOperator;
  readonly values: readonly AttributeValue[];
}

const SCALARS: readonly AttributeType[] = ["S", "N", "B"];
/** The types that an operator accepts, where it does not accept all. */
const TYPES: Readonly<Partial<Record<LegacyOperator, readonly AttributeType[]>>> = {
  LE: SCALARS,
  LT: SCALARS,
  GE: SCALARS,
  GT: SCALARS,
  CONTAINS: SCALARS,
  NOT_CONTAINS: SCALARS,
  BEGINS_WITH: ["S", "B"],
  IN: SCALARS,
  BETWEEN: SCALARS,
};

/** Normalises the values of a list. Throws if one is invalid. */
export function readValueList(list: LegacyCondition["AttributeValueList"]): AttributeValue[] {
  return (list ?? []).map((value) => normaliseValue(value));
}

/** Checks the number of values, then their types. */
export function readComparison(
  name: string,
  operator: LegacyOperator,
  values: readonly AttributeValue[],
): LegacyComparison {
  if (!acceptsCount(operator, values.length))
    throw invalidValues(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  const types = values.map(typeOf);
  if (types.some((type) => type !== types[0]))
    throw invalidValues("AttributeValues inside AttributeValueList must be of same type");
  const wrong = types.find((type) => TYPES[operator]?.includes(type) === false);
  if (wrong !== undefined)
    throw invalidValues(`ComparisonOperator ${operator} is not valid for ${wrong} AttributeValue type`);
  const [low, high] = values;
  if (operator === "BETWEEN" && low && high && Number(compareValues(low, high)) > 0)
    throw invalid("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
  return { name, operator, values };
}

function acceptsCount(operator: LegacyOperator, count: number): boolean {
  switch (operator) {
    case "NULL":
    case "NOT_NULL":
      return count === 0;
    case "IN":
      return count > 0;
    case "BETWEEN":
      return count === 2;
    default:
      return count === 1;
  }
}
