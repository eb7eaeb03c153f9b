import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { nearest } from "../../validation/suggestions.js";
import type { AttributeSpec } from "../attribute.js";
import type { StoredRange } from "../templates/template-range.js";
import { isBytes, isDate } from "../value-kinds.js";
import { isReversed } from "./order.js";
import type { Scope } from "./scope.js";
import { partCodec } from "./supported-operations.js";

type Range = Readonly<Record<string, unknown>>;

const OPERATORS = ["beginsWith", "between", "lt", "lte", "gt", "gte"] as const;
type Operator = (typeof OPERATORS)[number];
const ONE_OPERATOR = `give one of ${OPERATORS.join(", ")}, or a value.`;

/** Whether a value is a range. Values of keys are scalars, dates and bytes, so any other object is a range. */
export function isRange(value: unknown): value is Range {
  return typeof value === "object" && value !== null && !(isDate(value) || isBytes(value) || Array.isArray(value));
}

/** The range of an attribute, in stored form; `undefined` if it is not one, which is reported. */
export function readRange(scope: Scope, name: string, range: Range): StoredRange | undefined {
  const given = Object.keys(range).filter((operator) => range[operator] !== undefined);
  for (const operator of given) {
    if (isOperator(operator)) continue;
    const near = nearest(operator, OPERATORS);
    scope.report(`${name}.${operator}`, "there is no such operator.", near ? `did you mean ${near}?` : ONE_OPERATOR);
  }
  const known = given.filter(isOperator);
  const [operator] = known;
  if (given.length === 0) scope.report(name, "has no operator.", ONE_OPERATOR);
  if (known.length > 1) {
    const fix = isBounds(known) ? "use between, which includes both ends." : ONE_OPERATOR;
    scope.report(name, `has ${known.length} operators: ${known.join(", ")}.`, fix);
  }
  if (operator === undefined || given.length > 1) return undefined;
  const spec = scope.schema.attributes[name] as AttributeSpec; // names of keys were checked with the definition
  const stored = (part: unknown) => scope.encode([name], partCodec(spec), part);
  if (operator === "between") return betweenOf(scope, name, range[operator], stored);
  if (operator === "beginsWith" && !hasPrefixes(spec)) {
    const message = `an attribute of type ${spec.kind} has no prefixes.`;
    scope.report(`${name}.beginsWith`, message, "use between, lt, lte, gt or gte.");
    return undefined;
  }
  const value = stored(range[operator]);
  return value && { operator, value };
}

function betweenOf(
  scope: Scope,
  name: string,
  value: unknown,
  stored: (part: unknown) => AttributeValue | undefined,
): StoredRange | undefined {
  const path = `${name}.between`;
  if (!Array.isArray(value) || value.length !== 2) {
    scope.report(path, "needs two values.", "give [low, high].");
    return undefined;
  }
  const [low, high] = [stored(value[0]), stored(value[1])];
  if (low === undefined || high === undefined) return undefined;
  if (isReversed(low, high)) scope.report(path, "the first value is greater than the second.", "swap them.");
  return { operator: "between", value: low, high };
}

function isOperator(name: string): name is Operator {
  return OPERATORS.some((operator) => operator === name);
}

/** Whether the operators are a lower and an upper bound, as in other libraries. */
function isBounds(operators: readonly Operator[]): boolean {
  return operators.length === 2 && operators.every((operator) => !["beginsWith", "between"].includes(operator));
}

/** Whether values have prefixes. The text of a date has one too, but a Date cannot express it. */
function hasPrefixes({ codec, kind }: AttributeSpec): boolean {
  return (codec.storage === "S" && kind !== "date") || codec.storage === "B";
}
