import type { IncomingMessage } from "node:http";
import { MAX_REQUEST_BYTES } from "../../dynamodb/limits.js";
import { AwsError, CORAL, unknownOperation, unreadable } from "../control-plane/aws-error.js";
import { isObject, type Json } from "../control-plane/wire.js";
import { streamOperations } from "../items/streams/operations/index.js";

/** The target of an operation of DynamoDB, or of DynamoDB Streams. */
const TARGET = /^DynamoDB(Streams)?_20120810\.(.*)$/s;

/** The operation and input of a request. */
export interface ParsedRequest {
  readonly operation: string;
  readonly input: Json;
}

/** Reads a request completely. Throws DynamoDB's error for a malformed request, or the connection's error. */
export async function readRequest(request: IncomingMessage): Promise<ParsedRequest> {
  const body = await readBody(request);
  const target = String(request.headers["x-amz-target"] ?? "");
  if (target === "") throw unknownOperation("The request has no x-amz-target header.");
  const [, ofStreams, operation] = TARGET.exec(target) ?? [];
  if (operation === undefined || (ofStreams !== undefined) !== streamOperations.has(operation))
    throw unknownOperation(`dynatwin's emulator does not support ${target}.`);
  return { operation, input: parse(body) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // the stream has no encoding
    length += bytes.length;
    // The rest is read and discarded: a client reads no answer while it is still sending.
    if (length <= MAX_REQUEST_BYTES) chunks.push(bytes);
    else chunks.length = 0;
  }
  if (length <= MAX_REQUEST_BYTES) return Buffer.concat(chunks).toString();
  throw new AwsError(
    "RequestEntityTooLargeException",
    `The request is larger than ${MAX_REQUEST_BYTES} bytes.`,
    413,
    CORAL,
  );
}

function parse(body: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw unreadable(`The request's body is not JSON: ${(error as Error).message}`);
  }
  if (isObject(value)) return value;
  throw unreadable("The request's body is not a JSON object.");
}
