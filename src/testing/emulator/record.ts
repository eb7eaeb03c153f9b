import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorRequest } from "../options.js";

const SECRET = new Set(["authorization", "x-amz-security-token"]);

/** What is kept of a request: nothing that could sign another one. */
export function recordOf(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  headers: IncomingHttpHeaders,
  atMs: number,
): EmulatorRequest {
  const kept = Object.entries(headers).filter(([name]) => !SECRET.has(name));
  return {
    operation,
    input,
    atMs,
    accessKeyId: /Credential=([^/]+)\//.exec(headers.authorization ?? "")?.[1],
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
  };
}
