import { isError, UnexpectedAnswerError } from "../errors.js";
import type { HttpAnswer } from "./exchange.js";

/** Members of which an answer of DynamoDB always has one. An operation that is not named here may answer `{}`. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  BatchGetItem: ["Responses", "UnprocessedKeys"],
  CreateTable: ["TableDescription"],
  DeleteTable: ["TableDescription"],
  DescribeTable: ["Table"],
  ListTables: ["TableNames"],
  Query: ["Count", "Items"],
  Scan: ["Count", "Items"],
  TransactGetItems: ["Responses"],
  UpdateTable: ["TableDescription"],
};

const OPEN_BRACE = 0x7b;

/**
 * What came instead of an answer of DynamoDB, in words; `undefined` where the answer is DynamoDB's.
 *
 * The SDK reads an empty body, `null` and a list as an answer without members, which stands for a table, or for success.
 *
 * @param output - What the SDK made of the answer.
 */
export function strangeAnswer(operation: string, output: unknown, { body }: HttpAnswer): string | undefined {
  if (body.length === 0) return "an empty body";
  const members = MEMBERS[operation];
  const isComplete = members === undefined ? hasMembers(output) : members.some((name) => isThere(output, name));
  if (body[0] === OPEN_BRACE && isComplete) return undefined;
  // Parsed once more where there is little to parse, or nothing that we could use.
  const content: unknown = JSON.parse(new TextDecoder().decode(body));
  if (typeof content !== "object" || content === null || Array.isArray(content)) return "JSON that is no object";
  if (isComplete || (members === undefined && Object.keys(content).length === 0)) return undefined;
  return members === undefined ? "an object of another kind" : `an object without ${members.join(" or ")}`;
}

/** The same of an answer that the SDK ended with an error on: one that it could not read, or whose error has no name. */
export function strangeError(error: unknown, { status, body }: HttpAnswer): string | undefined {
  if (!isError(error)) return undefined;
  if ("$fault" in error) {
    if (error.name !== "Unknown") return undefined;
    return body.length === 0 ? "an empty body" : "an error without a name";
  }
  // Of an answer that is no error, the SDK's code and the user's own may fail in other ways.
  const isUnread = error.name === "SyntaxError" || status >= 300;
  if (!isUnread) return undefined;
  return body[0] === OPEN_BRACE ? BROKEN : "no JSON";
}

const BROKEN = "broken JSON";

/** Where an answer came from, and what it was asked. */
export interface Asked {
  readonly operation: string;
  readonly endpoint: string;
  /** What the request was about, in words. */
  readonly subject: string;
}

/** The error about an answer that is none of DynamoDB's. */
export function unexpectedAnswer(
  problem: string,
  { operation, endpoint, subject }: Asked,
  { status, contentType }: HttpAnswer,
  cause?: unknown,
): UnexpectedAnswerError {
  const type = contentType.split(";", 1)[0];
  const what = [`HTTP ${status}`, type, problem].filter(Boolean).join(", ");
  const way =
    status >= 500 || status === 429
      ? "Something between this program and DynamoDB is out of order, or the client's endpoint is wrong."
      : "Check the client's endpoint, and what stands between it and this program.";
  return new UnexpectedAnswerError(
    `${subject}: what ${endpoint} answered is no answer of DynamoDB (${what}). ${way}`,
    { operation, endpoint, status, isBroken: problem === BROKEN },
    cause === undefined ? undefined : { cause },
  );
}

/** A description of a table that says nothing is none. */
function isThere(output: unknown, name: string): boolean {
  const value: unknown = Object(output)[name];
  if (!/^Table(Description)?$/.test(name)) return value !== undefined && value !== null;
  return "TableStatus" in Object(value) || "TableName" in Object(value);
}

function hasMembers(output: unknown): boolean {
  return Object.entries(Object(output)).some(([name, value]) => name !== "$metadata" && value !== undefined);
}
