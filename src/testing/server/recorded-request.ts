import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorRequest } from "../options.js";

const SECRET = /authorization|token|cookie/;

/** The record of a request, without anything that could sign another one. */
export function recordRequest(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  headers: IncomingHttpHeaders,
  atMs: number,
): EmulatorRequest {
  const [, accessKeyId, region] = /Credential=([^/]+)\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? "") ?? [];
  const kept: Record<string, string> = {};
  for (const name in headers) kept[name] = SECRET.test(name) ? "(hidden)" : String(headers[name]);
  return { operation, input, atMs, accessKeyId, region, headers: kept };
}
