import { MAX_NESTING_LEVELS } from "../../../dynamodb/limits.js";
import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import { type AttributeValue, type Item, setMember } from "../values/attribute-value.js";
import { normaliseNumber } from "../values/number.js";
import { sortMembers } from "../values/read-value.js";
import type { StatementReader } from "./statement-reader.js";

/** Where a literal is in another one, for errors, and how deep. A parameter is not allowed in one. */
interface Place {
  readonly path: string;
  readonly depth: number;
}

/** Whether a value begins with the next token. */
export function startsValue(reader: StatementReader): boolean {
  const { kind, text } = reader.next;
  if (kind === "text" || kind === "number") return true;
  if (kind === "symbol") return ["?", "[", "{", "<<", "-", "+"].includes(text);
  return ["TRUE", "FALSE", "NULL"].some((word) => reader.hasWord(word));
}

/** Reads a literal or a parameter. */
export function readValue(reader: StatementReader, place?: Place): AttributeValue {
  if (place && place.depth > MAX_NESTING_LEVELS)
    throw invalid(`Nesting Levels have exceeded supported limits under ${place.path}`);
  const { next } = reader;
  if (next.kind === "text") return { S: reader.take().text };
  if (next.kind === "number") return { N: normaliseNumber(reader.take().text) };
  if (reader.takesWord("TRUE")) return { BOOL: true };
  if (reader.takesWord("FALSE")) return { BOOL: false };
  if (reader.takesWord("NULL")) return { NULL: true };
  const inner = place ?? { path: "root", depth: 0 };
  if (reader.takes("[")) return { L: readElements(reader, "]", inner) };
  if (reader.takes("{")) return { M: readMembers(reader, (name) => readValue(reader, memberPlace(inner, name))) };
  if (reader.takes("<<")) return readSet(reader, inner);
  if (next.text === "-" || next.text === "+") return readSigned(reader);
  if (next.text !== "?") throw reader.unexpected("Unexpected term");
  if (place) throw invalid(`Unsupported data type: Parameter under key ${place.path} at ${reader.position(next)}`);
  return reader.takeParameter();
}

/** Reads the item of an INSERT: its attributes can be parameters. */
export function readItem(reader: StatementReader): Item {
  reader.expect("{");
  return readMembers(reader, () => readValue(reader));
}

function memberPlace({ path, depth }: Place, name: string): Place {
  return { path: `${path}.${name}`, depth: depth + 1 };
}

function readMembers(reader: StatementReader, readOne: (name: string) => AttributeValue): Item {
  const members: Record<string, AttributeValue> = {};
  if (reader.takes("}")) return members;
  do {
    if (reader.next.kind !== "text" && reader.next.kind !== "quoted") throw reader.unexpected("Expected identifier");
    const name = reader.take().text;
    reader.expect(":");
    setMember(members, name, readOne(name));
  } while (reader.takes(","));
  reader.expect("}");
  return members;
}

function readElements(reader: StatementReader, end: string, { path, depth }: Place): AttributeValue[] {
  const elements: AttributeValue[] = [];
  if (reader.takes(end)) return elements;
  do elements.push(readValue(reader, { path: `${path}[${elements.length}]`, depth: depth + 1 }));
  while (reader.takes(","));
  reader.expect(end);
  return elements;
}

/** A set: texts or numbers in `<<` and `>>`. Binary values have no literals. */
function readSet(reader: StatementReader, place: Place): AttributeValue {
  const members = readElements(reader, ">>", place);
  if (members.length === 0) throw invalid("Empty bags are not supported");
  const texts = members.flatMap((member) => ("S" in member ? [member.S] : []));
  const numbers = members.flatMap((member) => ("N" in member ? [member.N] : []));
  if (texts.length === members.length) return { SS: distinct("SS", texts, ".") };
  if (numbers.length === members.length) return { NS: distinct("NS", numbers, "! under root") };
  throw invalid("Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
}

function distinct(type: "SS" | "NS", members: readonly string[], suffix: string): string[] {
  if (new Set(members).size < members.length)
    throw invalidValues(`Input collection [${members.join(", ")}] contains duplicates${suffix}`);
  return sortMembers(type, members);
}

function readSigned(reader: StatementReader): AttributeValue {
  let sign = "";
  const first = reader.next.text;
  while (reader.next.text === "-" || reader.next.text === "+") {
    if (reader.take().text === "-") sign = sign === "" ? "-" : "";
  }
  if (reader.next.kind !== "number") throw invalid(`Unsupported operator in Condition Expression. Operator: ${first}`);
  return { N: normaliseNumber(`${sign}${reader.take().text}`) };
}
