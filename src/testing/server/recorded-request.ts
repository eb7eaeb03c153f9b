import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorRequest } from "../options.js";

const SECRET = /authorization|token|cookie/;

/** What is kept of a request: nothing that could sign another one. */
export function recordOf(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  headers: IncomingHttpHeaders,
  atMs: number,
): EmulatorRequest {
  const [, accessKeyId, region] = /Credential=([^/]+)\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? "") ?? [];
  const kept = Object.entries(headers).map(([name, value]) => [name, SECRET.test(name) ? "(hidden)" : String(value)]);
  return { operation, input, atMs, accessKeyId, region, headers: Object.fromEntries(kept) };
}
