import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorRequest } from "../options.js";

const SECRET = /authorization|token|cookie/;
const CREDENTIAL = /Credential=([^/]+)\/[^/]*\/([^/]*)\//;

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  readonly atMs: number;
}

/** The region that a request is signed for. */
export function signedRegion({ headers }: ReceivedRequest): string | undefined {
  return CREDENTIAL.exec(headers.authorization ?? "")?.[2];
}

/** The record of a request, without anything that could sign another one. */
export function recordRequest({ operation, input, headers, atMs }: ReceivedRequest): EmulatorRequest {
  const [, accessKeyId, region] = CREDENTIAL.exec(headers.authorization ?? "") ?? [];
  const kept = Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? "(hidden)" : String(value)]);
  return { operation, input, atMs, accessKeyId, region, headers: Object.fromEntries(kept) };
}
