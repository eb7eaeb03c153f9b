import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { type AllowedHosts, isKnownHost } from "./host-names.js";

/** How long a browser can reuse an answer, in seconds, as DynamoDB says. */
const MAX_AGE_SECONDS = "172800";

/** What a page can read of an answer beside its body. */
const EXPOSED = "x-amzn-RequestId, x-amz-crc32";

/**
 * Permits pages of known hosts to read an answer, as DynamoDB permits all pages. Other pages could read all tables. A browser sends
 * the signature's headers only after a preflight request, so that these pages cannot change tables either.
 */
export function permitPage(headers: IncomingHttpHeaders, allowed: AllowedHosts, response: ServerResponse): void {
  const { origin } = headers;
  if (origin === undefined || !isKnownHost(hostOf(origin), allowed)) return;
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("vary", "origin");
  response.setHeader("access-control-expose-headers", EXPOSED);
}

/** Answers a preflight request, for pages that {@link permitPage} permits. */
export function answerPreflight(headers: IncomingHttpHeaders, response: ServerResponse): void {
  response.writeHead(200, {
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
    "access-control-allow-methods": "POST",
    "access-control-max-age": MAX_AGE_SECONDS,
    "content-length": 0,
  });
  response.end();
}

/** The host of an origin; empty for `null`, and for what is no web page. */
function hostOf(origin: string): string {
  return /^https?:\/\/(.*)$/i.exec(origin)?.[1] ?? "";
}
