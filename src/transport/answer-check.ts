import { isError, UnexpectedAnswerError } from "../errors.js";
import type { HttpAnswer } from "./sdk-call.js";

/**
 * DynamoDB's answer to each of these operations has at least one of these members. Other operations can answer `{}`.
 */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  BatchGetItem: ["Responses", "UnprocessedKeys"],
  CreateBackup: ["BackupDetails"],
  CreateTable: ["TableDescription"],
  DeleteBackup: ["BackupDescription"],
  DeleteTable: ["TableDescription"],
  DescribeBackup: ["BackupDescription"],
  DescribeTable: ["Table"],
  ListBackups: ["BackupSummaries"],
  ListTables: ["TableNames"],
  Query: ["Count", "Items"],
  RestoreTableFromBackup: ["TableDescription"],
  RestoreTableToPointInTime: ["TableDescription"],
  Scan: ["Count", "Items"],
  SearchVectors: ["SearchResults"],
  TransactGetItems: ["Responses"],
  UpdateTable: ["TableDescription"],
};

/** The operations that DynamoDB answers with an empty body. */
const WITHOUT_BODY: ReadonlySet<string> = new Set(["TagResource", "UntagResource"]);

const OPEN_BRACE = 0x7b;

/**
 * Describes an answer that is not DynamoDB's; `undefined` if the answer is DynamoDB's.
 *
 * The SDK reads an empty body, `null` and a list as an answer without members, which would be taken for success.
 *
 * @param output - The answer as parsed by the SDK.
 */
export function answerProblem(operation: string, output: unknown, { body }: HttpAnswer): string | undefined {
  if (WITHOUT_BODY.has(operation) && isEmpty(body)) return undefined;
  if (body.length === 0) return "an empty body";
  const members = MEMBERS[operation];
  const isComplete = members === undefined ? hasMembers(output) : members.some((name) => isThere(output, name));
  if (body[0] === OPEN_BRACE && isComplete) return undefined;
  // Parsed a second time only if the answer is short or unusable.
  const content: unknown = JSON.parse(new TextDecoder().decode(body));
  if (typeof content !== "object" || content === null || Array.isArray(content)) return "JSON that is not an object";
  if (isComplete || (members === undefined && Object.keys(content).length === 0)) return undefined;
  return members === undefined ? "an object of another kind" : `an object without ${members.join(" or ")}`;
}

/** Whether a body is empty. Some emulators send an empty text, as JSON. */
function isEmpty(body: Uint8Array): boolean {
  return body.length === 0 || new TextDecoder().decode(body) === '""';
}

/** The same for an answer that made the SDK throw: one that it could not parse, or an error without a name. */
export function errorAnswerProblem(error: unknown, { status, body }: HttpAnswer): string | undefined {
  if (!isError(error)) return undefined;
  if ("$fault" in error) {
    if (error.name !== "Unknown") return undefined;
    return body.length === 0 ? "an empty body" : "an error without a name";
  }
  // Other errors after a successful status come from the SDK's or the user's own code.
  const isUnread = error.name === "SyntaxError" || status >= 300;
  if (!isUnread) return undefined;
  return body[0] === OPEN_BRACE ? BROKEN : "not JSON";
}

const BROKEN = "broken JSON";

/** Which request an answer belongs to, and which endpoint sent it. */
export interface RequestFacts {
  readonly operation: string;
  readonly endpoint: string;
  /** The operation, table and key of the request, as text. */
  readonly subject: string;
}

/** The error for an answer that is not DynamoDB's. */
export function unexpectedAnswerError(
  problem: string,
  { operation, endpoint, subject }: RequestFacts,
  { status, contentType }: HttpAnswer,
  cause?: unknown,
): UnexpectedAnswerError {
  const type = contentType.split(";", 1)[0];
  const details = [`HTTP ${status}`, type, problem].filter(Boolean).join(", ");
  const advice =
    status >= 500 || status === 429
      ? "A proxy or load balancer between this program and DynamoDB is failing, or the client's endpoint is wrong."
      : "Check the client's endpoint, and any proxy between it and this program.";
  return new UnexpectedAnswerError(
    `${subject}: the answer of ${endpoint} is not an answer of DynamoDB (${details}). ${advice}`,
    { operation, endpoint, status, isBroken: problem === BROKEN },
    cause === undefined ? undefined : { cause },
  );
}

/** A table description without a status and a name counts as missing. */
function isThere(output: unknown, name: string): boolean {
  const value: unknown = Object(output)[name];
  if (!/^Table(Description)?$/.test(name)) return value !== undefined && value !== null;
  return "TableStatus" in Object(value) || "TableName" in Object(value);
}

function hasMembers(output: unknown): boolean {
  return Object.entries(Object(output)).some(([name, value]) => name !== "$metadata" && value !== undefined);
}
