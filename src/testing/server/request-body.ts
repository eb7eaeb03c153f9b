import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { MAX_REQUEST_BYTES } from "../../dynamodb/limits.js";
import { AwsError, CORAL, unknownOperation, unreadable } from "../control-plane/aws-error.js";
import { isObject, type Json } from "../control-plane/wire.js";

const TARGET = "DynamoDB_20120810.";

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
  if (!target.startsWith(TARGET)) throw unknownOperation(`dynatwin's emulator does not support ${target}.`);
  return { operation: target.slice(TARGET.length), input: parse(body) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on("data", (bytes: Buffer) => {
    length += bytes.length;
    // The rest is read and discarded: a client reads no answer while it is still sending.
    if (length <= MAX_REQUEST_BYTES) chunks.push(bytes);
    else chunks.length = 0;
  });
  // Without an async iterator, which would cost as much as the rest of a small request.
  await once(request, "end");
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
