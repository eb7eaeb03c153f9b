import { promisify } from "node:util";
import { deflate, gunzip, gzip } from "node:zlib";
import { MAX_REQUEST_BYTES } from "../../dynamodb/limits.js";
import { AwsError, CORAL } from "../control-plane/aws-error.js";

/** The encodings of answers that DynamoDB supports, the one that it prefers first. */
const ENCODERS = { gzip: promisify(gzip), deflate: promisify(deflate) };

/** An encoding of answers. */
export type ContentEncoding = keyof typeof ENCODERS;

/** Answers shorter than this are sent as they are, as by DynamoDB. */
const MIN_ENCODED_BYTES = 4_096;

/** The encoding of an answer, by its length and the request's Accept-Encoding; `undefined` for none. */
export function encodingFor(bytes: number, accepted: string): ContentEncoding | undefined {
  return bytes < MIN_ENCODED_BYTES ? undefined : preferred(accepted);
}

/** Encodes an answer. */
export function encode(bytes: Uint8Array, encoding: ContentEncoding): Promise<Uint8Array> {
  return ENCODERS[encoding](bytes);
}

/**
 * Decodes a request. Throws DynamoDB's error, which is an internal one, for another encoding than gzip and for bytes that are not
 * gzip. DynamoDB limits the encoded bytes only; here the limit also applies to the decoded ones, which are not produced beyond it.
 */
export async function decode(bytes: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === "" || encoding.toLowerCase() === "identity") return bytes;
  if (encoding.toLowerCase() !== "gzip") throw undecodable(`has the unsupported content encoding ${encoding}`);
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_REQUEST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw undecodable("is not valid gzip");
  }
}

/** The error for a request that is too large. */
export function tooLarge(): AwsError {
  const message = `The request is larger than ${MAX_REQUEST_BYTES} bytes.`;
  return new AwsError("RequestEntityTooLargeException", message, 413, CORAL);
}

function undecodable(problem: string): AwsError {
  return new AwsError("InternalServerError", `The request's body ${problem}.`, 500);
}

/** The accepted encoding with the highest weight; among equal ones the first, and those that are named before those of `*`. */
function preferred(accepted: string): ContentEncoding | undefined {
  const parts = accepted.split(",").map(readPart);
  const named = parts.filter(({ name }) => name !== "*");
  const others = (["gzip", "deflate"] as const).filter((each) => !named.some(({ name }) => name === each));
  const rest = parts
    .filter(({ name }) => name === "*")
    .flatMap(({ weight }) => others.map((name) => ({ name, weight })));
  let best: { readonly name: ContentEncoding; readonly weight: number } | undefined;
  for (const { name, weight } of [...named, ...rest])
    if ((name === "gzip" || name === "deflate") && weight > (best?.weight ?? 0)) best = { name, weight };
  return best?.name;
}

/** Reads `gzip;q=0.5`. DynamoDB counts the first weight, one that is no number as 1, and limits others to 0 and 1. */
function readPart(text: string): { readonly name: string; readonly weight: number } {
  const [name = "", ...parameters] = text.split(";").map((each) => each.trim().toLowerCase());
  const given = parameters.map((each) => /^q\s*=\s*(.*)$/.exec(each)?.[1]).find((each) => each !== undefined);
  const weight = Number(given ?? 1);
  return { name, weight: Number.isNaN(weight) ? 1 : Math.min(Math.max(weight, 0), 1) };
}
