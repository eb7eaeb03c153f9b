/** What dynatwin reads of an error; the SDK's classes, and faults of the network, all have some of it. */
interface Fault {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: {
    readonly attempts?: number;
    readonly httpStatusCode?: number;
    readonly neverArrived?: boolean;
  };
  readonly $response?: { readonly statusCode?: number };
  /** Of an answer that is none of DynamoDB's. */
  readonly status?: number;
  readonly isBroken?: boolean;
}

const THROTTLING = ["ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException"];
const NETWORK_NAMES = ["TimeoutError", "RequestTimeout", "RequestTimeoutError"];
const NETWORK_CODES = [
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
];

/** Of statuses below 500: a request that took too long to arrive, and too many of them. */
const PASSING = [408, 429];

function fault(error: unknown): Fault {
  return typeof error === "object" && error !== null ? error : {};
}

/** DynamoDB says that the table is not there. */
export function isNotFound(error: unknown): boolean {
  return ["ResourceNotFoundException", "TableNotFoundException"].includes(fault(error).name ?? "");
}

/** DynamoDB says that the table is there, or busy. */
export function isInUse(error: unknown): boolean {
  return fault(error).name === "ResourceInUseException";
}

/** DynamoDB will not delete the table because its deletion protection is on. */
export function isProtected(error: unknown): boolean {
  const { name, message = "" } = fault(error);
  return name === "ValidationException" && /protected against deletion|deletion protection/i.test(message);
}

/** What a LimitExceededException says when it is about the moment, not about a quota that is used up. */
const AT_ONCE = /simultaneous|concurrent|too many (\w+ )?(requests|operations)|being (created|updated|deleted)/i;

/** Too many requests, or too many tables changing at once: passes by itself, unlike a quota that is used up. */
export function isTooManyAtOnce(error: unknown): boolean {
  const { name = "", message = "" } = fault(error);
  if (THROTTLING.includes(name)) return true;
  return name === "LimitExceededException" && AT_ONCE.test(message);
}

/** The network or the service failed in a way that passes by itself. */
export function isTransient(error: unknown): boolean {
  const { name = "", code = "", $metadata, $response, status: strange, isBroken } = fault(error);
  const status = strange ?? $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
  if (status >= 500 || PASSING.includes(status) || isBroken === true) return true;
  return NETWORK_NAMES.includes(name) || NETWORK_CODES.includes(code);
}

/** The same request may do better when it is sent again. */
export function mayPass(error: unknown): boolean {
  return isTransient(error) || isTooManyAtOnce(error);
}

/** The request was given up because of its time, and by no fault that anybody has seen. */
export function isSilence(error: unknown): boolean {
  return fault(error).name === "RequestTimeoutError";
}

/** The SDK sent the request more than once: an earlier one may have done its work, with the answer lost. */
export function wasRetried(error: unknown): boolean {
  return (fault(error).$metadata?.attempts ?? 1) > 1;
}

/** DynamoDB may have carried the request out, although it failed: it reached somebody. */
export function mayHaveArrived(error: unknown): boolean {
  return fault(error).$metadata?.neverArrived !== true;
}

/** The table is ACTIVE, but a setting is not taken yet. */
export function isNotYet(error: unknown): boolean {
  const { name = "" } = fault(error);
  return name === "ContinuousBackupsUnavailableException" || isInUse(error) || isNotFound(error);
}

/** The setting is on already: by this call, sent twice by the SDK, or by somebody else. */
export function isAlreadyOn(error: unknown): boolean {
  const { name, message = "" } = fault(error);
  return name === "ValidationException" && /already (enabled|disabled|on)\b/i.test(message);
}

/** The caller may not do what it asked for. */
export function isDenied(error: unknown): boolean {
  return ["AccessDeniedException", "AccessDenied"].includes(fault(error).name ?? "");
}

/** The endpoint does not know the operation: a local DynamoDB, or one of another kind. */
export function isUnsupported(error: unknown): boolean {
  const { name = "", message = "", $metadata } = fault(error);
  return (
    name === "UnknownOperationException" ||
    $metadata?.httpStatusCode === 501 ||
    /not (yet )?(implemented|supported)|does not support/i.test(message)
  );
}

/** The table has no resource-based policy. */
export function isPolicyNotFound(error: unknown): boolean {
  return fault(error).name === "PolicyNotFoundException";
}

/** Time to live was changed less than about half an hour ago. */
export function isTimeToLiveLocked(error: unknown): boolean {
  return /time to live has been modified multiple times/i.test(fault(error).message ?? "");
}
