import type { IncomingHttpHeaders } from "node:http";
import { AwsError, CORAL } from "../control-plane/aws-error.js";

const IN_HEADER = ["Credential", "Signature", "SignedHeaders"].map((name) => ({
  name,
  pattern: new RegExp(`[ ,]${name}=[^, ]`),
}));
const IN_QUERY = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

const NO_QUERY = new URLSearchParams();
/** The header of nearly all clients, which one expression accepts faster than one for each parameter. Finds the region. */
const USUAL =
  /^AWS4-[^ ,]+ Credential=[^, /]+\/\d+\/([\w-]+)\/\w+\/aws4_request, ?SignedHeaders=[^, ]+, ?Signature=[^, ]/;
/** A credential with its scope. A signature for several regions has no region there. */
const SCOPE = /^[^/]+\/\d+\/([\w-]+)\/\w+\/aws4_request$/;

/**
 * Throws DynamoDB's error for a request that is not signed, or whose signature is incomplete. The signature is not verified:
 * any credentials are accepted.
 *
 * @returns The region that the request is signed for; `undefined` if the signature names none.
 */
export function requireSignature(headers: IncomingHttpHeaders, url = "/"): string | undefined {
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
    return checkQuery(query);
  }
  if (!authorization?.trim().startsWith("AWS4-"))
    throw signatureError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  return checkHeader(authorization, headers["x-amz-date"] !== undefined || date !== undefined);
}

function checkHeader(authorization: string, hasDate: boolean): string | undefined {
  const usual = hasDate ? USUAL.exec(authorization) : null;
  if (usual) return usual[1];
  const missing = IN_HEADER.filter(({ pattern }) => !pattern.test(authorization));
  const problems = missing.map(({ name }) => `Authorization header requires '${name}' parameter. `);
  if (!hasDate) problems.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  // AWS repeats the header here. It could sign another request, so it is left out.
  if (problems.length > 0) throw signatureError("IncompleteSignatureException", problems.join("").trim());
  return regionIn(/[ ,]Credential=([^, ]+)/.exec(authorization)?.[1]);
}

function checkQuery(query: URLSearchParams): string | undefined {
  const problems = IN_QUERY.filter((name) => !query.get(name)).map(
    (name) => `AWS query-string parameters must include '${name}'. `,
  );
  if (problems.length > 0)
    throw signatureError("IncompleteSignatureException", `${problems.join("")}Re-examine the query-string parameters.`);
  return regionIn(query.get("X-Amz-Credential") ?? undefined);
}

function regionIn(credential = ""): string | undefined {
  return SCOPE.exec(credential)?.[1];
}

function signatureError(name: string, message: string): AwsError {
  return new AwsError(name, message, 400, CORAL);
}
