import { DynatwinError, isError, RequestTimeoutError, SyncUnavailableError } from "../errors.js";
import { loadSdkNow } from "./sdk.js";

/** An error on its way from one thread to another: structured cloning would lose its class and its fields. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause: PackedError | undefined;
  /** Those of an AggregateError: one for every address that a host name stands for. */
  readonly errors: readonly PackedError[] | undefined;
}

/** Packs an error with the fields that can cross. */
export function packError(error: unknown): PackedError {
  if (!isError(error)) {
    return { name: "Error", message: String(error), fields: {}, cause: undefined, errors: undefined };
  }
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(error)) {
    // The SDK makes even the message a field, which JSON.stringify shows.
    if (name !== "cause" && isCloneable(value)) fields[name] = value;
  }
  const status = statusOf(error);
  if (status !== undefined) fields["$response"] = { statusCode: status };
  return {
    name: error.name,
    message: error.message,
    fields,
    cause: isError(error.cause) ? packError(error.cause) : undefined,
    errors: hasErrors(error) ? error.errors.map(packError) : undefined,
  };
}

/** Whether it is an AggregateError, of any realm. */
function hasErrors(error: Error): error is AggregateError {
  return error.name === "AggregateError" && "errors" in error && Array.isArray(error.errors);
}

/** Makes the error anew on this thread, of the SDK's own class where it has one. Its stack is the caller's. */
export function unpackError({ name, message, fields, cause, errors }: PackedError): Error {
  const error = withLongStack(() =>
    errors ? new AggregateError(errors.map(unpackError), message) : construct(name, message, fields),
  );
  for (const [field, value] of Object.entries(fields)) {
    define(error, field, value, field !== "$response");
  }
  if (error.name !== name) error.name = name;
  if (cause !== undefined) define(error, "cause", unpackError(cause));
  nameInStack(error);
  return error;
}

/** The engine wrote the stack's first line before the error had its name. */
function nameInStack(error: Error): void {
  const frames = error.stack?.indexOf("\n    at ") ?? -1;
  if (frames >= 0) define(error, "stack", `${error.name}: ${error.message}${error.stack?.slice(frames)}`);
}

function define(error: Error, field: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, field, { value, enumerable, writable: true, configurable: true });
}

/** Enough frames for the caller's line to be among them, below our own. */
const STACK_FRAMES = 30;

/** Makes an error whose stack reaches the code that made the blocking call. */
export function withLongStack<T extends Error>(make: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Math.max(STACK_FRAMES, stackTraceLimit);
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

type ServiceError = new (options: object) => Error;
type PlainError = new (message: string) => Error;

const KNOWN: Readonly<Record<string, PlainError>> = {
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  DynatwinError,
  RequestTimeoutError,
  SyncUnavailableError,
};

function construct(name: string, message: string, fields: Readonly<Record<string, unknown>>): Error {
  if ("$metadata" in fields) {
    const sdk = sdkClasses();
    const own = Object.hasOwn(sdk, name) ? sdk[name] : undefined;
    if (typeof own === "function" && own.prototype instanceof Error)
      return new (own as ServiceError)({ ...fields, message });
    const general = sdk["DynamoDBServiceException"];
    if (typeof general === "function" && "$fault" in fields)
      return new (general as ServiceError)({ ...fields, name, message });
  }
  return new (KNOWN[name] ?? Error)(message);
}

/** The SDK's module. Where only the worker can load it, an error with the right name and fields is better than none. */
function sdkClasses(): Readonly<Record<string, unknown>> {
  try {
    return { ...loadSdkNow() };
  } catch {
    return {};
  }
}

function statusOf(error: Error): number | undefined {
  const { $response } = error as { readonly $response?: { readonly statusCode?: unknown } };
  return typeof $response?.statusCode === "number" ? $response.statusCode : undefined;
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
