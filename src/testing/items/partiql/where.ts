import { MAX_IN_VALUES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid } from "../../control-plane/aws-error.js";
import type { Comparator, Condition, Operand } from "../expressions/condition.js";
import type { Path } from "../expressions/paths.js";
import { type AttributeType, type AttributeValue, typeOf } from "../values/attribute-value.js";
import { readPath } from "./paths.js";
import type { StatementReader } from "./statement-reader.js";
import { readValue, startsValue } from "./values.js";

const COMPARATORS: ReadonlyMap<string, Comparator> = new Map([
  ["=", "="],
  ["<>", "<>"],
  ["!=", "<>"],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
]);
const ORDERED: readonly string[] = ["S", "N", "B"];
const TYPES: readonly string[] = ["N", "BS", "L", "B", "NULL", "M", "S", "SS", "NS", "BOOL"];

type Term =
  | { readonly type: "operand"; readonly operand: Operand }
  | { readonly type: "condition"; readonly condition: Condition };

/** Reads the condition of WHERE. */
export function readCondition(reader: StatementReader): Condition {
  return conditionOf(reader, readDisjunction(reader));
}

function readDisjunction(reader: StatementReader): Term {
  return readList(reader, "or", () => readList(reader, "and", () => readNegation(reader)));
}

function readList(reader: StatementReader, type: "and" | "or", readOne: () => Term): Term {
  const first = readOne();
  if (!reader.hasWord(type.toUpperCase())) return first;
  const conditions = [conditionOf(reader, first)];
  while (reader.takesWord(type.toUpperCase())) conditions.push(conditionOf(reader, readOne()));
  return { type: "condition", condition: { type, conditions } };
}

function readNegation(reader: StatementReader): Term {
  let negations = 0;
  while (reader.takesWord("NOT")) negations++;
  const term = readComparison(reader);
  if (negations === 0) return term;
  const condition = conditionOf(reader, term);
  return { type: "condition", condition: negations % 2 === 0 ? condition : not(condition) };
}

function not(condition: Condition): Condition {
  return { type: "not", condition };
}

/** An operand that is not compared is no condition. */
function conditionOf(reader: StatementReader, term: Term): Condition {
  if (term.type === "operand") throw reader.unexpected("Unexpected term");
  return term.condition;
}

function readComparison(reader: StatementReader): Term {
  const term = readTerm(reader);
  if (term.type === "condition") return compareWithFlag(reader, term);
  const left = term.operand;
  const condition = readRestOfComparison(reader, left);
  return condition ? { type: "condition", condition } : term;
}

/** A condition can be compared with TRUE or FALSE. */
function compareWithFlag(reader: StatementReader, term: Extract<Term, { type: "condition" }>): Term {
  const comparator = COMPARATORS.get(reader.next.text);
  if (reader.next.kind !== "symbol" || (comparator !== "=" && comparator !== "<>")) return term;
  reader.take();
  const value = readValue(reader);
  if ("BOOL" in value)
    return value.BOOL === (comparator === "=") ? term : { type: "condition", condition: not(term.condition) };
  // A condition is different from each value that is no truth value.
  return { type: "condition", condition: { type: comparator === "=" ? "or" : "and", conditions: [] } };
}

function readRestOfComparison(reader: StatementReader, left: Operand): Condition | undefined {
  const comparator = reader.next.kind === "symbol" ? COMPARATORS.get(reader.next.text) : undefined;
  if (comparator) {
    reader.take();
    const right = readOperand(reader);
    if (comparator !== "=" && comparator !== "<>") checkOrdered(comparator, [left, right]);
    return { type: "compare", comparator, left, right };
  }
  if (reader.takesWord("BETWEEN")) {
    const low = readOperand(reader);
    reader.expectWord("AND");
    const high = readOperand(reader);
    checkOrdered("BETWEEN", [left, low, high]);
    return { type: "between", operand: left, low, high };
  }
  if (reader.takesWord("IN")) return { type: "in", operand: left, list: readOperands(reader) };
  return reader.takesWord("IS") ? readIs(reader, left) : undefined;
}

function readOperands(reader: StatementReader): Operand[] {
  const end = reader.takes("[") ? "]" : ")";
  if (end === ")") reader.expect("(");
  const operands: Operand[] = [];
  do operands.push(readOperand(reader));
  while (reader.takes(","));
  reader.expect(end);
  if (operands.length > MAX_IN_VALUES) throw tooManyValues(operands.length);
  return operands;
}

/** The error for too many values to the right of IN. */
export function tooManyValues(count: number): AwsError {
  return invalid(`The IN operator is provided with too many operands; number of operands: ${count}`);
}

function readIs(reader: StatementReader, operand: Operand): Condition {
  const isNegated = reader.takesWord("NOT");
  if (reader.takesWord("NULL")) {
    const isNull: Condition = { type: "attribute_type", operand, attributeType: "NULL" };
    return isNegated ? not(isNull) : isNull;
  }
  reader.expectWord("MISSING");
  if (operand.type !== "path") throw reader.unexpected("Unexpected term");
  return { type: isNegated ? "attribute_exists" : "attribute_not_exists", path: operand.path };
}

/** An operand, a function that is a condition, or a group of whatever it contains. */
function readTerm(reader: StatementReader): Term {
  if (reader.takes("(")) {
    const term = readDisjunction(reader);
    reader.expect(")");
    return term;
  }
  const condition = readFunction(reader);
  return condition ? { type: "condition", condition } : { type: "operand", operand: readOperand(reader) };
}

function readFunction(reader: StatementReader): Condition | undefined {
  for (const type of ["begins_with", "contains"] as const) {
    if (!reader.takesCall(type.toUpperCase())) continue;
    const [operand, part] = readTwo(reader);
    if (type === "begins_with") checkBeginning(part);
    return { type, operand, part };
  }
  for (const type of ["attribute_exists", "attribute_not_exists"] as const) {
    if (!reader.takesCall(type.toUpperCase())) continue;
    const path = readPath(reader);
    reader.expect(")");
    return { type, path };
  }
  if (!reader.takesCall("ATTRIBUTE_TYPE")) return undefined;
  const [operand, type] = readTwo(reader);
  return { type: "attribute_type", operand, attributeType: attributeTypeOf(type) };
}

function readTwo(reader: StatementReader): [Operand, Operand] {
  const first = readOperand(reader);
  reader.expect(",");
  const second = readOperand(reader);
  reader.expect(")");
  return [first, second];
}

function readOperand(reader: StatementReader): Operand {
  if (reader.takes("(")) {
    const operand = readOperand(reader);
    reader.expect(")");
    return operand;
  }
  if (startsValue(reader)) return { type: "value", value: readValue(reader) };
  if (!reader.takesCall("SIZE")) return { type: "path", path: readOperandPath(reader) };
  const of = readOperand(reader);
  reader.expect(")");
  return { type: "size", of };
}

function readOperandPath(reader: StatementReader): Path {
  if (!reader.hasName()) throw reader.unexpected("Unexpected term");
  return readPath(reader);
}

function checkOrdered(name: string, operands: readonly Operand[]): void {
  for (const operand of operands) {
    const value = literalOf(operand);
    if (value && !ORDERED.includes(typeOf(value))) throw wrongType(name, value);
  }
}

function checkBeginning(operand: Operand): void {
  const value = literalOf(operand);
  if (value && !("S" in value || "B" in value)) throw wrongType("begins_with", value);
}

function attributeTypeOf(operand: Operand): AttributeType {
  const value = literalOf(operand);
  if (!value || !("S" in value)) throw wrongType("attribute_type", value);
  if (!TYPES.includes(value.S))
    throw invalid(`Invalid attribute type name found; type: ${value.S}, valid types: {${TYPES.join(",")}}`);
  return value.S as AttributeType; // a member of TYPES
}

function literalOf(operand: Operand): AttributeValue | undefined {
  return operand.type === "value" ? operand.value : undefined;
}

function wrongType(name: string, value: AttributeValue | undefined): AwsError {
  const type = value ? typeOf(value) : `{${TYPES.join(",")}}`;
  return invalid(
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
  );
}
