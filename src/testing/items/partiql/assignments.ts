import { type AwsError, invalid } from "../../control-plane/aws-error.js";
import { isSamePath, type Path } from "../expressions/paths.js";
import type { UpdateAction, UpdateOperand } from "../expressions/update.js";
import { type AttributeValue, typeOf } from "../values/attribute-value.js";
import { readPath } from "./paths.js";
import type { StatementReader } from "./statement-reader.js";
import { readValue, startsValue } from "./values.js";

/** Reads the SET and REMOVE clauses of an UPDATE. */
export function readActions(reader: StatementReader): UpdateAction[] {
  const actions: UpdateAction[] = [];
  for (;;) {
    if (reader.takesWord("SET")) {
      do actions.push(readAssignment(reader));
      while (reader.takes(","));
    } else if (reader.takesWord("REMOVE")) {
      do actions.push({ type: "REMOVE", path: readPath(reader) });
      while (reader.takes(","));
    } else {
      return actions;
    }
  }
}

function readAssignment(reader: StatementReader): UpdateAction {
  const path = readPath(reader);
  reader.expect("=");
  const call = reader.next;
  if (reader.takesCall("SET_ADD")) return readSetChange(reader, "ADD", path, call);
  if (reader.takesCall("SET_DELETE")) return readSetChange(reader, "DELETE", path, call);
  return { type: "SET", path, operand: readSum(reader) };
}

/** `set_add(path, set)` or `set_delete(path, set)`, of the path that is assigned. */
function readSetChange(
  reader: StatementReader,
  type: "ADD" | "DELETE",
  path: Path,
  call: StatementReader["next"],
): UpdateAction {
  const name = call.text.toUpperCase();
  const argument = reader.next;
  const changed = readPath(reader);
  if (!isSamePath(changed, path))
    throw invalid(`The first argument to ${name} must equal the assignment value at ${reader.position(call)}`);
  reader.expect(",");
  const value = readValue(reader);
  reader.expect(")");
  if (!["SS", "NS", "BS"].includes(typeOf(value)))
    throw invalid(`The second argument to ${name} must be a value with type SET at ${reader.position(argument)}`);
  return { type, path, value };
}

function readSum(reader: StatementReader): UpdateOperand {
  const left = readOperand(reader);
  const operator = reader.next.kind === "symbol" ? reader.next.text : "";
  if (operator !== "+" && operator !== "-") return left;
  reader.take();
  const right = readOperand(reader);
  for (const operand of [left, right])
    if (operand.type === "value" && !("N" in operand.value)) throw wrongType(operator, operand.value);
  return { type: operator, left, right };
}

function readOperand(reader: StatementReader): UpdateOperand {
  if (reader.takes("(")) {
    const operand = readSum(reader);
    reader.expect(")");
    return operand;
  }
  if (startsValue(reader)) return { type: "value", value: readValue(reader) };
  if (reader.takesCall("IF_NOT_EXISTS")) {
    const path = readPath(reader);
    reader.expect(",");
    const otherwise = readOperand(reader);
    reader.expect(")");
    return { type: "if_not_exists", path, otherwise };
  }
  if (!reader.takesCall("LIST_APPEND")) return { type: "path", path: readPath(reader) };
  const left = readOperand(reader);
  reader.expect(",");
  const right = readOperand(reader);
  reader.expect(")");
  for (const operand of [left, right])
    if (operand.type === "value" && !("L" in operand.value)) throw wrongType("list_append", operand.value);
  return { type: "list_append", left, right };
}

function wrongType(name: string, value: AttributeValue): AwsError {
  return invalid(
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${typeOf(value)}`,
  );
}
