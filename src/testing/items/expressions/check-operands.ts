import { MAX_IN_VALUES } from "../../../dynamodb/limits.js";
import type { AwsError } from "../../control-plane/aws-error.js";
import { type AttributeValue, typeOf } from "../values/attribute-value.js";
import { compareValues } from "../values/compare.js";
import type { Operand } from "./condition.js";
import { CONDITION_FUNCTIONS } from "./functions.js";
import { formatPath, isSamePath } from "./paths.js";
import type { RawLeaf, RawOperand } from "./raw-condition.js";
import type { TokenReader } from "./token-reader.js";

const ORDERED: readonly string[] = ["S", "N", "B"];
const WITHOUT_SIZE: readonly string[] = ["N", "BOOL", "NULL"];
const TYPES: readonly string[] = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];
/** How DynamoDB writes the type of an operand that can have any; in the order of its own table of types. */
const ANY_TYPE = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}";

/** Throws if an operator or a function has too many operands, or too few. Inner functions come first. */
export function checkOperandCounts(reader: TokenReader, leaf: RawLeaf | RawOperand): void {
  if (leaf.type === "path" || leaf.type === "value") return;
  for (const arg of leaf.args) checkOperandCounts(reader, arg);
  const count = leaf.args.length;
  if (leaf.name === "IN" && count - 1 > MAX_IN_VALUES)
    throw reader.error(`The IN operator is provided with too many operands; number of operands: ${count - 1}`);
  const expected = CONDITION_FUNCTIONS.get(leaf.name);
  if (expected !== undefined && expected !== count)
    throw reader.error(
      "Incorrect number of operands for operator or function; " +
        `operator or function: ${leaf.name}, number of operands: ${count}`,
    );
}

/** Throws if the operands of an operator or a function cannot be compared, whatever the item is. */
export function checkOperands(reader: TokenReader, name: string, operands: readonly Operand[]): void {
  checkDistinct(reader, name, operands);
  for (const operand of operands) checkSizes(reader, operand);
  const [first, second, third] = operands;
  switch (name) {
    case "<":
    case "<=":
    case ">":
    case ">=":
      for (const operand of operands) checkOrdered(reader, name, operand);
      return;
    case "BETWEEN":
      for (const operand of operands) checkOrdered(reader, name, operand);
      checkBounds(reader, second, third);
      return;
    case "attribute_exists":
    case "attribute_not_exists":
      if (first?.type !== "path")
        throw reader.error(`Operator or function requires a document path; operator or function: ${name}`);
      return;
    case "begins_with":
      for (const operand of operands) {
        const type = knownType(operand);
        if (type !== undefined && type !== "S" && type !== "B")
          throw wrongType(reader, "operator or function", name, type);
      }
      return;
    case "attribute_type":
      checkAttributeType(reader, second);
      return;
  }
}

function checkDistinct(reader: TokenReader, name: string, [first, ...others]: readonly Operand[]): void {
  if (first?.type !== "path") return;
  if (!others.some((other) => other.type === "path" && isSamePath(first.path, other.path))) return;
  throw reader.error(
    "The first operand must be distinct from the remaining operands for this operator or function; " +
      `operator: ${name}, first operand: ${formatPath(first.path)}`,
  );
}

function checkSizes(reader: TokenReader, operand: Operand): void {
  if (operand.type !== "size") return;
  checkSizes(reader, operand.of);
  const type = knownType(operand.of);
  if (type !== undefined && WITHOUT_SIZE.includes(type)) throw wrongType(reader, "operator or function", "size", type);
}

function checkOrdered(reader: TokenReader, name: string, operand: Operand): void {
  const type = knownType(operand);
  if (type !== undefined && !ORDERED.includes(type)) throw wrongType(reader, "operator", name, type);
}

function checkBounds(reader: TokenReader, low: Operand | undefined, high: Operand | undefined): void {
  if (low?.type !== "value" || high?.type !== "value") return;
  const order = compareValues(low.value, high.value);
  if (order !== undefined && order <= 0) return;
  const rule =
    order === undefined
      ? "same data type for lower and upper bounds"
      : "upper bound to be greater than or equal to lower bound";
  throw reader.error(
    `The BETWEEN operator requires ${rule}; lower bound operand: ${formatValue(low.value)}, ` +
      `upper bound operand: ${formatValue(high.value)}`,
  );
}

function checkAttributeType(reader: TokenReader, operand: Operand | undefined): void {
  const value = operand?.type === "value" ? operand.value : undefined;
  if (value === undefined || !("S" in value)) {
    const type = (operand && knownType(operand)) ?? ANY_TYPE;
    throw wrongType(reader, "operator or function", "attribute_type", type);
  }
  if (TYPES.includes(value.S)) return;
  throw reader.error(`Invalid attribute type name found; type: ${value.S}, valid types: {${TYPES.join(",")}}`);
}

/** The type of an operand, if it does not depend on the item. */
function knownType(operand: Operand): string | undefined {
  if (operand.type === "size") return "N";
  return operand.type === "value" ? typeOf(operand.value) : undefined;
}

function wrongType(
  reader: TokenReader,
  label: "operator" | "operator or function",
  name: string,
  type: string,
): AwsError {
  return reader.error(`Incorrect operand type for operator or function; ${label}: ${name}, operand type: ${type}`);
}

/** A text, number or binary value in the notation of DynamoDB's errors. */
function formatValue(value: AttributeValue): string {
  return `AttributeValue: {${Object.entries(value)
    .map(([type, content]) => `${type}:${content}`)
    .join()}}`;
}
