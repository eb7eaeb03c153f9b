import { type AttributeType, typeOf } from "../values/attribute-value.js";
import { CONDITION_FUNCTIONS, UPDATE_FUNCTIONS } from "./functions.js";
import { Memo } from "./memo.js";
import { checkDistinctPaths } from "./paths.js";
import type { Placeholders } from "./placeholders.js";
import {
  type RawPath,
  type RawValue,
  reservedNameIn,
  reservedWordText,
  resolvePath,
  resolveValue,
} from "./raw-operands.js";
import { type RawAction, type RawUpdateOperand, RawUpdateParser } from "./raw-update.js";
import { TokenReader } from "./token-reader.js";
import type { Update, UpdateAction, UpdateOperand } from "./update.js";

/** The types that DELETE does not accept, and ADD neither but for numbers; as the errors name them. */
const TYPE_NAMES: Readonly<Partial<Record<AttributeType, string>>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
};

/** What an update says, whatever its names and values are. */
interface ReadUpdate {
  readonly reader: TokenReader;
  readonly actions: readonly RawAction[];
  /** What SET assigns. */
  readonly operands: readonly RawUpdateOperand[];
  readonly paths: readonly RawPath[];
  readonly values: readonly RawValue[];
}

const updates = new Memo<ReadUpdate>();

/** Parses an update, checks it, and resolves its names and values. */
export function parseUpdate(text: string, placeholders: Placeholders): Update {
  const { reader, actions, operands, ...used } = updates.get(text, readUpdate);
  for (const path of used.paths) resolvePath(reader, placeholders, path);
  for (const value of used.values) resolveValue(reader, placeholders, value);
  const paths = actions.map(({ path }) => resolvePath(reader, placeholders, path));
  checkDistinctPaths((message) => reader.error(message), paths);
  for (const action of actions) if ("value" in action) checkSetOperation(reader, placeholders, action);
  for (const operand of operands) checkFunctions(reader, placeholders, operand);
  return { actions: actions.map((action) => resolveAction(reader, placeholders, action)), isLegacy: false };
}

function readUpdate(text: string): ReadUpdate {
  const reader = new TokenReader("UpdateExpression", text);
  const { sections, actions } = new RawUpdateParser(reader).parse();
  const operands = actions.flatMap((action) => (action.type === "SET" ? [action.operand] : []));
  const paths = actions.flatMap(pathsOf);
  const reserved = paths.map(reservedNameIn).find((word) => word !== undefined);
  if (reserved !== undefined) throw reader.error(reservedWordText(reserved));
  for (const operand of operands) checkFunctionNames(reader, operand);
  checkSections(reader, sections);
  return { reader, actions, operands, paths, values: actions.flatMap(valuesOf) };
}

function pathsOf(part: RawAction | RawUpdateOperand): RawPath[] {
  if (part.type === "path") return [part];
  if (part.type === "value") return [];
  if ("args" in part) return part.args.flatMap(pathsOf);
  return part.type === "SET" ? [part.path, ...pathsOf(part.operand)] : [part.path];
}

function valuesOf(part: RawAction | RawUpdateOperand): RawValue[] {
  if (part.type === "path" || part.type === "REMOVE") return [];
  if (part.type === "value") return [part];
  if ("args" in part) return part.args.flatMap(valuesOf);
  return part.type === "SET" ? valuesOf(part.operand) : [part.value];
}

/** Throws if there is no such function in updates. Inner functions come first. */
function checkFunctionNames(reader: TokenReader, operand: RawUpdateOperand): void {
  if (!("args" in operand)) return;
  for (const arg of operand.args) checkFunctionNames(reader, arg);
  if (operand.type !== "function" || UPDATE_FUNCTIONS.has(operand.name)) return;
  throw reader.error(
    CONDITION_FUNCTIONS.has(operand.name)
      ? `The function is not allowed in an update expression; function: ${operand.name}`
      : `Invalid function name; function: ${operand.name}`,
  );
}

function checkSections(reader: TokenReader, sections: readonly string[]): void {
  const repeated = sections.find((section, place) => sections.indexOf(section) < place);
  if (repeated !== undefined)
    throw reader.error(`The "${repeated}" section can only be used once in an update expression;`);
}

/** Throws unless the value is a set, or a number to add. */
function checkSetOperation(
  reader: TokenReader,
  placeholders: Placeholders,
  { type, value }: Extract<RawAction, { type: "ADD" | "DELETE" }>,
): void {
  const valueType = typeOf(resolveValue(reader, placeholders, value));
  const name = TYPE_NAMES[valueType];
  if (name === undefined || (type === "ADD" && valueType === "N")) return;
  throw reader.error(`Incorrect operand type for operator or function; operator: ${type}, operand type: ${name}`);
}

/** Throws for a wrong number of operands, or a type that is wrong whatever the item is. Inner functions come first. */
function checkFunctions(reader: TokenReader, placeholders: Placeholders, operand: RawUpdateOperand): void {
  if (!("args" in operand)) return;
  for (const arg of operand.args) checkFunctions(reader, placeholders, arg);
  const name = operand.type === "function" ? operand.name : operand.type;
  const count = operand.args.length;
  if (count !== 2)
    throw reader.error(
      "Incorrect number of operands for operator or function; " +
        `operator or function: ${name}, number of operands: ${count}`,
    );
  if (name === "if_not_exists") {
    if (operand.args[0]?.type === "path") return;
    throw reader.error(`Operator or function requires a document path; operator or function: ${name}`);
  }
  const expected = name === "list_append" ? "L" : "N";
  for (const arg of operand.args) {
    const type = arg.type === "value" ? typeOf(resolveValue(reader, placeholders, arg)) : expected;
    if (type === expected) continue;
    throw reader.error(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
    );
  }
}

function resolveAction(reader: TokenReader, placeholders: Placeholders, action: RawAction): UpdateAction {
  const path = resolvePath(reader, placeholders, action.path);
  switch (action.type) {
    case "SET":
      return { type: action.type, path, operand: resolveOperand(reader, placeholders, action.operand) };
    case "REMOVE":
      return { type: action.type, path };
    default:
      return { type: action.type, path, value: resolveValue(reader, placeholders, action.value) };
  }
}

function resolveOperand(reader: TokenReader, placeholders: Placeholders, operand: RawUpdateOperand): UpdateOperand {
  if (operand.type === "path") return { type: "path", path: resolvePath(reader, placeholders, operand) };
  if (operand.type === "value") return { type: "value", value: resolveValue(reader, placeholders, operand) };
  const [first, second] = operand.args as readonly [RawUpdateOperand, RawUpdateOperand]; // counted before
  const right = resolveOperand(reader, placeholders, second);
  if (operand.type === "function" && operand.name === "if_not_exists")
    return { type: "if_not_exists", path: resolvePath(reader, placeholders, first as RawPath), otherwise: right };
  const left = resolveOperand(reader, placeholders, first);
  return { type: operand.type === "function" ? "list_append" : operand.type, left, right };
}
