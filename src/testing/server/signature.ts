import type { IncomingHttpHeaders } from "node:http";
import { AwsError, CORAL } from "../control-plane/aws-error.js";

const IN_HEADER = ["Credential", "Signature", "SignedHeaders"].map((name) => ({
  name,
  pattern: new RegExp(`[ ,]${name}=[^, ]`),
}));
const IN_QUERY = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

const NO_QUERY = new URLSearchParams();
/** The header of nearly all clients, which one expression accepts faster than one for each parameter. */
const USUAL = /^AWS4-[^ ,]+ Credential=[^, ]+, ?SignedHeaders=[^, ]+, ?Signature=[^, ]/;

/**
 * Throws DynamoDB's error for a request that is not signed, or whose signature is incomplete. The signature is not verified:
 * any credentials are accepted.
 */
export function requireSignature(headers: IncomingHttpHeaders, url = "/"): void {
  const { authorization, date } = headers;
  const query = url.includes("?") ? new URL(url, "http://localhost").searchParams : NO_QUERY;
  const isInQuery = query.has("X-Amz-Algorithm");
  if (authorization !== undefined && isInQuery) {
    throw signatureError(
      "InvalidSignatureException",
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  }
  if (isInQuery) {
    checkQuery(query);
    return;
  }
  if (!authorization?.trim().startsWith("AWS4-"))
    throw signatureError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  checkHeader(authorization, headers["x-amz-date"] !== undefined || date !== undefined);
}

function checkHeader(authorization: string, hasDate: boolean): void {
  if (hasDate && USUAL.test(authorization)) return;
  const missing = IN_HEADER.filter(({ pattern }) => !pattern.test(authorization));
  const problems = missing.map(({ name }) => `Authorization header requires '${name}' parameter. `);
  if (!hasDate) problems.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  // AWS repeats the header here. It could sign another request, so it is left out.
  if (problems.length > 0) throw signatureError("IncompleteSignatureException", problems.join("").trim());
}

function checkQuery(query: URLSearchParams): void {
  const problems = IN_QUERY.filter((name) => !query.get(name)).map(
    (name) => `AWS query-string parameters must include '${name}'. `,
  );
  if (problems.length > 0)
    throw signatureError("IncompleteSignatureException", `${problems.join("")}Re-examine the query-string parameters.`);
}

function signatureError(name: string, message: string): AwsError {
  return new AwsError(name, message, 400, CORAL);
}
