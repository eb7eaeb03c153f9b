import { DynatwinError, isError, RequestTimeoutError, SyncUnavailableError, UnexpectedAnswerError } from "../errors.js";
import { loadSdkNow } from "./sdk.js";
import { classIdsOf, errorOfClasses } from "./sdk-error-classes.js";

/** An error in a form that can be sent to another thread: structured cloning would lose its class and its fields. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The SDK's names of its classes, if it is an error of the SDK. */
  readonly classIds?: readonly string[];
  readonly cause: PackedError | undefined;
  /** The errors of an AggregateError: one for every address of a host name. */
  readonly errors: readonly PackedError[] | undefined;
}

/**
 * How many errors are sent with one, as causes and as members of an AggregateError. Circular references are removed.
 */
const MAX_ERRORS = 100;

/** Packs an error with the fields that can be cloned. It accepts any value and never throws. */
export function packError(error: unknown): PackedError {
  return pack(error, [], { left: MAX_ERRORS });
}

/** @param path - The errors that contain this one, to detect circular references. */
function pack(error: unknown, path: readonly unknown[], budget: { left: number }): PackedError {
  if (!isError(error)) {
    return { name: "Error", message: textOf(error), fields: {}, cause: undefined, errors: undefined };
  }
  const inside = [...path, error];
  const packInner = (inner: unknown): PackedError[] =>
    inside.includes(inner) || budget.left-- <= 0 ? [] : [pack(inner, inside, budget)];
  const cause = read(error, "cause");
  const errors = read(error, "name") === "AggregateError" ? read(error, "errors") : undefined;
  return {
    name: textOf(read(error, "name") ?? "Error"),
    message: textOf(read(error, "message") ?? ""),
    fields: fieldsOf(error),
    classIds: classIdsOf(error),
    cause: isError(cause) ? packInner(cause)[0] : undefined,
    errors: Array.isArray(errors) ? errors.flatMap(packInner) : undefined,
  };
}

function fieldsOf(error: Error): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const name of namesOf(error)) {
    // The SDK makes even the message a field, which JSON.stringify shows.
    if (name !== "cause") copyInto(fields, name, read(error, name));
  }
  const cause = read(error, "cause");
  if (cause !== undefined && !isError(cause)) copyInto(fields, "cause", cause);
  const status = statusOf(error);
  if (status !== undefined) fields["$response"] = { statusCode: status };
  return fields;
}

function namesOf(error: Error): string[] {
  try {
    return Object.keys(error);
  } catch {
    return [];
  }
}

/** Reads a member whose getter can throw. */
function read(error: Error, name: string): unknown {
  try {
    return (error as unknown as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** The thrown value as text, even if it cannot be converted to a string. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `a value of type ${typeof value} that has no text`;
  }
}

/** Recreates the error on this thread, of the SDK's class if it has one. Its stack is the caller's. */
export function unpackError({ name, message, fields, classIds = [], cause, errors }: PackedError): Error {
  const error = withLongStack(() =>
    errors ? new AggregateError(errors.map(unpackError), message) : construct(name, message, fields, classIds),
  );
  for (const [field, value] of Object.entries(fields)) {
    define(error, field, value, field !== "$response" && field !== "cause");
  }
  if (error.name !== name) error.name = name;
  if (cause !== undefined) define(error, "cause", unpackError(cause));
  nameInStack(error);
  return error;
}

/** Writes the error's name into the stack, whose first line was made before the name was set. */
function nameInStack(error: Error): void {
  const frames = error.stack?.indexOf("\n    at ") ?? -1;
  if (frames >= 0) define(error, "stack", `${error.name}: ${error.message}${error.stack?.slice(frames)}`);
}

function define(error: Error, field: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, field, { value, enumerable, writable: true, configurable: true });
}

/** Enough frames to include the caller's line below our own. */
const STACK_FRAMES = 30;

/** Creates an error whose stack includes the code that made the blocking call. */
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
  UnexpectedAnswerError,
};

function construct(
  name: string,
  message: string,
  fields: Readonly<Record<string, unknown>>,
  classIds: readonly string[],
): Error {
  if ("$metadata" in fields) {
    const sdk = sdkClasses();
    const own = Object.hasOwn(sdk, name) ? sdk[name] : undefined;
    if (typeof own === "function" && own.prototype instanceof Error)
      return new (own as ServiceError)({ ...fields, message });
    const general = sdk["DynamoDBServiceException"];
    if (typeof general === "function" && "$fault" in fields)
      return new (general as ServiceError)({ ...fields, name, message });
    if (classIds.length > 0) return errorOfClasses(message, classIds);
  }
  return new (KNOWN[name] ?? Error)(message);
}

/** The SDK's module; empty if only the worker can load it, as in a bundle. The error then imitates the SDK's class. */
function sdkClasses(): Readonly<Record<string, unknown>> {
  try {
    return { ...loadSdkNow() };
  } catch {
    return {};
  }
}

function statusOf(error: Error): number | undefined {
  const response = read(error, "$response");
  const status = typeof response === "object" && response !== null ? read(response as Error, "statusCode") : undefined;
  return typeof status === "number" ? status : undefined;
}

/** Copies a member if it can be cloned. */
function copyInto(fields: Record<string, unknown>, name: string, value: unknown): void {
  try {
    // Cloned here, so that a getter in the value runs once, and not again when the error is sent.
    fields[name] = structuredClone(value);
  } catch {
    // It cannot be cloned.
  }
}
