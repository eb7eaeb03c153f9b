/** The members of errors that are read here. Errors of the SDK and of the network have some of them. */
interface ErrorFacts {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: {
    readonly attempts?: number;
    readonly httpStatusCode?: number;
    readonly neverArrived?: boolean;
  };
  readonly $response?: { readonly statusCode?: number };
  /** The status of an answer that is not from DynamoDB. */
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

/** The temporary statuses below 500: a request that was too slow, and too many requests. */
const TEMPORARY_STATUSES = [408, 429];

function factsOf(error: unknown): ErrorFacts {
  return typeof error === "object" && error !== null ? error : {};
}

/** The table does not exist. */
export function isNotFound(error: unknown): boolean {
  return ["ResourceNotFoundException", "TableNotFoundException"].includes(factsOf(error).name ?? "");
}

/** The table exists already, or is being changed. */
export function isInUse(error: unknown): boolean {
  return factsOf(error).name === "ResourceInUseException";
}

/** DynamoDB does not delete the table because it has deletion protection. */
export function isDeletionProtected(error: unknown): boolean {
  const { name, message = "" } = factsOf(error);
  return name === "ValidationException" && /protected against deletion|deletion protection/i.test(message);
}

/** The messages of a LimitExceededException that is temporary, unlike that of a used-up quota. */
const AT_ONCE = /simultaneous|concurrent|too many (\w+ )?(requests|operations)|being (created|updated|deleted)/i;

/** The messages of an error that is about one table, such as its locks: requests on other tables are not affected. */
const OF_ONE_TABLE = /\bfor table\b|\bper[- ]table\b|\bmodified within\b/i;

/** Too many requests, or too many tables that change at the same time. Temporary, unlike a used-up quota. */
export function isTooManyAtOnce(error: unknown): boolean {
  return isThrottling(error) || isTooManyChanges(error);
}

/** The account sends too many requests: its other requests of this kind should be sent later, too. */
export function isOverRequestRate(error: unknown): boolean {
  return isThrottling(error) && !OF_ONE_TABLE.test(factsOf(error).message ?? "");
}

/** Too many tables of the account change at the same time: another one can change when one of them is finished. */
export function isOverTableLimit(error: unknown): boolean {
  return isTooManyChanges(error) && !OF_ONE_TABLE.test(factsOf(error).message ?? "");
}

/** The table, an index or the account gets more requests than its throughput allows. The same request succeeds later. */
export function isOverThroughput(error: unknown): boolean {
  return isThrottling(error) || factsOf(error).name === "ProvisionedThroughputExceededException";
}

function isThrottling(error: unknown): boolean {
  return THROTTLING.includes(factsOf(error).name ?? "");
}

function isTooManyChanges(error: unknown): boolean {
  const { name, message = "" } = factsOf(error);
  return name === "LimitExceededException" && AT_ONCE.test(message);
}

/** A temporary error of the network or the service. */
export function isTransient(error: unknown): boolean {
  const { name = "", code = "", $metadata, $response, status: otherStatus, isBroken } = factsOf(error);
  const status = otherStatus ?? $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
  if (status >= 500 || TEMPORARY_STATUSES.includes(status) || isBroken === true) return true;
  return NETWORK_NAMES.includes(name) || NETWORK_CODES.includes(code);
}

/** The same request may succeed when it is sent again. */
export function isRetryable(error: unknown): boolean {
  return isTransient(error) || isTooManyAtOnce(error);
}

/** The request had no answer within its time limit. */
export function isRequestTimeout(error: unknown): boolean {
  return factsOf(error).name === "RequestTimeoutError";
}

/** The SDK sent the request more than once: an earlier one may have succeeded, with its answer lost. */
export function wasRetried(error: unknown): boolean {
  return (factsOf(error).$metadata?.attempts ?? 1) > 1;
}

/** The failed request may have reached DynamoDB, which may have executed it. */
export function mayHaveArrived(error: unknown): boolean {
  return factsOf(error).$metadata?.neverArrived !== true;
}

/** The table is ACTIVE, but a setting is not accepted yet. */
export function isNotAcceptedYet(error: unknown): boolean {
  return isBackupUnavailable(error) || isInUse(error) || isNotFound(error);
}

/** The backups of a table that is new cannot be used yet. */
export function isBackupUnavailable(error: unknown): boolean {
  return factsOf(error).name === "ContinuousBackupsUnavailableException";
}

/** The backup does not exist. */
export function isBackupNotFound(error: unknown): boolean {
  return factsOf(error).name === "BackupNotFoundException";
}

/** The backup is being created, or a table is being restored from it. */
export function isBackupInUse(error: unknown): boolean {
  return factsOf(error).name === "BackupInUseException";
}

/** The target of a restore exists. */
export function isRestoreTargetInUse(error: unknown): boolean {
  return ["TableAlreadyExistsException", "TableInUseException"].includes(factsOf(error).name ?? "");
}

/** The setting has the value already: by an earlier attempt of this request, or by another caller. */
export function isAlreadySet(error: unknown): boolean {
  const { name, message = "" } = factsOf(error);
  return name === "ValidationException" && /already (enabled|disabled|on)\b/i.test(message);
}

/** The caller has no permission for the request. */
export function isDenied(error: unknown): boolean {
  return ["AccessDeniedException", "AccessDenied"].includes(factsOf(error).name ?? "");
}

/** The vector index is ACTIVE and cannot be searched yet, or is being built. */
export function isNotSearchable(error: unknown): boolean {
  const { message = "" } = factsOf(error);
  return /cannot search backfilling vector index|does not have the specified index/i.test(message);
}

/** The endpoint does not support the operation, such as a local DynamoDB. */
export function isUnsupported(error: unknown): boolean {
  const { name = "", message = "", $metadata } = factsOf(error);
  return (
    name === "UnknownOperationException" ||
    $metadata?.httpStatusCode === 501 ||
    /not (yet )?(implemented|supported)|does not support/i.test(message)
  );
}

/** The table has no resource-based policy. */
export function isPolicyNotFound(error: unknown): boolean {
  return factsOf(error).name === "PolicyNotFoundException";
}

/** Time to live was changed during the last half hour. */
export function isTimeToLiveLocked(error: unknown): boolean {
  return /time to live has been modified multiple times/i.test(factsOf(error).message ?? "");
}
