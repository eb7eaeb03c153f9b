import type { AttributeType } from "../values/attribute-value.js";
import { checkOperandCounts, checkOperands } from "./check-operands.js";
import type { Comparator, Condition, Operand } from "./condition.js";
import { CONDITION_FUNCTIONS, UPDATE_FUNCTIONS } from "./functions.js";
import { Memo } from "./memo.js";
import type { Placeholders } from "./placeholders.js";
import { type RawCondition, RawConditionParser, type RawLeaf, type RawOperand } from "./raw-condition.js";
import { reservedNameIn, reservedWordText, resolvePath, resolveValue } from "./raw-operands.js";
import { type ExpressionKind, type ReaderOptions, TokenReader } from "./token-reader.js";

type ConditionKind = Exclude<ExpressionKind, "UpdateExpression" | "ProjectionExpression">;

/** A condition with its names and values not resolved yet. */
interface ReadCondition {
  readonly reader: TokenReader;
  readonly condition: RawCondition;
}

const conditions: Readonly<Record<ConditionKind, Memo<ReadCondition>>> = {
  ConditionExpression: new Memo(),
  FilterExpression: new Memo(),
  KeyConditionExpression: new Memo(),
  SearchConditionExpression: new Memo(),
};

/** Parses a condition, checks it, and resolves its names and values. */
export function parseCondition(
  kind: ConditionKind,
  text: string,
  placeholders: Placeholders,
  options?: ReaderOptions,
): Condition {
  const { reader, condition } = conditions[kind].get(text, () => readCondition(new TokenReader(kind, text, options)));
  return resolve(reader, placeholders, condition);
}

/** Throws for a condition that is wrong whatever its names and values are. */
function readCondition(reader: TokenReader): ReadCondition {
  const condition = new RawConditionParser(reader).parse();
  const leaves = leavesOf(condition);
  checkFunctions(reader, leaves);
  for (const leaf of leaves) checkUse(reader, leaf);
  const reserved = leaves
    .flatMap(pathsOf)
    .map(reservedNameIn)
    .find((name) => name !== undefined);
  if (reserved !== undefined) throw reader.error(reservedWordText(reserved));
  return { reader, condition };
}

function leavesOf(condition: RawCondition): RawLeaf[] {
  if (condition.type === "not") return leavesOf(condition.condition);
  if ("conditions" in condition) return condition.conditions.flatMap(leavesOf);
  return [condition];
}

function pathsOf(operand: RawLeaf | RawOperand): Extract<RawOperand, { type: "path" }>[] {
  if (operand.type === "path") return [operand];
  return operand.type === "value" ? [] : operand.args.flatMap(pathsOf);
}

/** Throws if there is no such function in conditions. Inner functions come first. */
function checkFunctions(reader: TokenReader, operands: readonly (RawLeaf | RawOperand)[]): void {
  for (const operand of operands) {
    if (operand.type === "path" || operand.type === "value") continue;
    checkFunctions(reader, operand.args);
    if (operand.type === "operator" || CONDITION_FUNCTIONS.has(operand.name)) continue;
    throw reader.error(
      UPDATE_FUNCTIONS.has(operand.name)
        ? `The function is not allowed in a condition expression; function: ${operand.name}`
        : `Invalid function name; function: ${operand.name}`,
    );
  }
}

/** Throws if a condition is used as an operand, or `size` as a condition. */
function checkUse(reader: TokenReader, leaf: RawLeaf): void {
  const misused = misusedIn(leaf.args) ?? (leaf.type === "function" && leaf.name === "size" ? leaf.name : undefined);
  if (misused === undefined) return;
  throw reader.error(`The function is not allowed to be used this way in an expression; function: ${misused}`);
}

function misusedIn(operands: readonly RawOperand[]): string | undefined {
  for (const operand of operands) {
    if (operand.type !== "function") continue;
    const name = misusedIn(operand.args) ?? (operand.name === "size" ? undefined : operand.name);
    if (name !== undefined) return name;
  }
  return undefined;
}

function resolve(reader: TokenReader, placeholders: Placeholders, condition: RawCondition): Condition {
  switch (condition.type) {
    case "and":
    case "or":
      return {
        type: condition.type,
        conditions: condition.conditions.map((each) => resolve(reader, placeholders, each)),
      };
    case "not":
      return { type: "not", condition: resolve(reader, placeholders, condition.condition) };
    default:
      return resolveLeaf(reader, placeholders, condition);
  }
}

function resolveLeaf(reader: TokenReader, placeholders: Placeholders, leaf: RawLeaf): Condition {
  for (const arg of leaf.args) checkDefined(reader, placeholders, arg);
  checkOperandCounts(reader, leaf);
  const operands = leaf.args.map((arg) => resolveOperand(reader, placeholders, arg));
  checkOperands(reader, leaf.name, operands);
  return conditionOf(leaf.name, operands);
}

function checkDefined(reader: TokenReader, placeholders: Placeholders, operand: RawOperand): void {
  if (operand.type === "path") resolvePath(reader, placeholders, operand);
  else if (operand.type === "value") resolveValue(reader, placeholders, operand);
  else for (const arg of operand.args) checkDefined(reader, placeholders, arg);
}

function resolveOperand(reader: TokenReader, placeholders: Placeholders, operand: RawOperand): Operand {
  if (operand.type === "path") return { type: "path", path: resolvePath(reader, placeholders, operand) };
  if (operand.type === "value") return { type: "value", value: resolveValue(reader, placeholders, operand) };
  // No other function is an operand, and it has one argument: both are checked.
  return { type: "size", of: resolveOperand(reader, placeholders, operand.args[0] as RawOperand) };
}

/** The condition with this operator or function. The number and the types of the operands are checked. */
function conditionOf(name: string, operands: readonly Operand[]): Condition {
  const [operand, second, third] = operands as readonly [Operand, Operand, Operand];
  switch (name) {
    case "BETWEEN":
      return { type: "between", operand, low: second, high: third };
    case "IN":
      return { type: "in", operand, list: operands.slice(1) };
    case "attribute_exists":
    case "attribute_not_exists":
      return { type: name, path: (operand as Extract<Operand, { type: "path" }>).path };
    case "attribute_type":
      return { type: name, operand, attributeType: attributeTypeOf(second) };
    case "begins_with":
    case "contains":
      return { type: name, operand, part: second };
    default:
      return { type: "compare", comparator: name as Comparator, left: operand, right: second };
  }
}

function attributeTypeOf(operand: Operand): AttributeType {
  return (operand as { readonly value: { readonly S: AttributeType } }).value.S;
}
