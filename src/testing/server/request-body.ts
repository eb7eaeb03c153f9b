import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { MAX_REQUEST_BYTES } from "../../dynamodb/limits.js";
import { unknownOperation, unreadable } from "../control-plane/aws-error.js";
import { isObject, type Json } from "../control-plane/wire.js";
import { streamOperations } from "../items/streams/operations/index.js";
import { decode, tooLarge } from "./content-encoding.js";

/** The target of an operation of DynamoDB, or of DynamoDB Streams. */
const TARGET = /^DynamoDB(Streams)?_20120810\.(.*)$/s;
/** Levels of lists and objects in a body. A valid request has less than a hundred; some functions of JavaScript fail at thousands. */
const MAX_LEVELS = 1_000;

/** The operation and input of a request. */
export interface ParsedRequest {
  readonly operation: string;
  readonly input: Json;
}

/**
 * Reads a request completely. Throws DynamoDB's error for a malformed request, or the connection's error.
 *
 * @param isEnding - Whether requests are no longer executed. Such a request is not parsed, and results in an error.
 */
export async function readRequest(request: IncomingMessage, isEnding: () => boolean): Promise<ParsedRequest> {
  const sent = await readBody(request);
  if (isEnding()) throw new Error("The server is ending.");
  const encoding = request.headers["content-encoding"];
  const body = encoding === undefined ? sent : await decode(sent, encoding);
  const target = String(request.headers["x-amz-target"] ?? "");
  if (target === "") throw unknownOperation("The request has no x-amz-target header.");
  const [, ofStreams, operation] = TARGET.exec(target) ?? [];
  if (operation === undefined || (ofStreams !== undefined) !== streamOperations.has(operation))
    throw unknownOperation(`dynatwin's emulator does not support ${target}.`);
  return { operation, input: parseBody(body) };
}

/** Parses the body of a request. Throws DynamoDB's error if it is not a JSON object. */
export function parseBody(body: Buffer): Json {
  if (!isUtf8(body)) throw unreadable("The request's body is not JSON: it is not UTF-8");
  const text = body.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(`The request's body is not JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw unreadable("The request's body is not a JSON object.");
  if (hasTooManyLevels(text)) throw unreadable(`The request's body is JSON of more than ${MAX_LEVELS} levels.`);
  return value;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on("data", (bytes: Buffer) => {
    length += bytes.length;
    // The rest is read and discarded: a client reads no answer while it is still sending.
    if (length <= MAX_REQUEST_BYTES) chunks.push(bytes);
    else chunks.length = 0;
  });
  // Without an async iterator or `once`, which would cost as much as the rest of a small request.
  await new Promise((resolve, reject) => request.on("end", resolve).on("error", reject));
  if (length > MAX_REQUEST_BYTES) throw tooLarge();
  const [first = Buffer.alloc(0)] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks) : first;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Counts the levels of valid JSON in its text, because a recursive function fails on too many. */
function hasTooManyLevels(json: string): boolean {
  if (json.length < 2 * MAX_LEVELS) return false;
  let levels = 0;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (code === QUOTE) index = endOfText(json, index);
    else if (OPENING.has(code)) {
      levels += 1;
      if (levels > MAX_LEVELS) return true;
    } else if (CLOSING.has(code)) levels -= 1;
  }
  return false;
}

/** The place of the quote that ends a text. */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

/** Whether the number of backslashes before a place is odd. */
function isEscaped(json: string, place: number): boolean {
  let first = place;
  while (json.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (place - first) % 2 === 1;
}
