import { DynatwinError, isError, RequestTimeoutError, SyncUnavailableError, UnexpectedAnswerError } from "../errors.js";
import { loadSdkNow } from "./sdk.js";
import { errorOfShapes, shapesOf } from "./shapes.js";

/** An error on its way from one thread to another: structured cloning would lose its class and its fields. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The SDK's names of its classes, where it has such. */
  readonly shapes?: readonly string[];
  readonly cause: PackedError | undefined;
  /** Those of an AggregateError: one for every address that a host name stands for. */
  readonly errors: readonly PackedError[] | undefined;
}

/** How many errors cross with one, as causes and as the errors of an AggregateError. Circles are cut before. */
const MOST_ERRORS = 100;

/** Packs an error with the fields that can cross. It never throws, whatever was thrown. */
export function packError(error: unknown): PackedError {
  return pack(error, [], { left: MOST_ERRORS });
}

/** @param path - The errors that lead to this one. One that is in its own path closes a circle. */
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
    shapes: shapesOf(error),
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

/** A member, whose getter may throw. */
function read(error: Error, name: string): unknown {
  try {
    return (error as unknown as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** What was thrown, in words: also of what cannot be made a text. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `a value of type ${typeof value} that has no text`;
  }
}

/** Makes the error anew on this thread, of the SDK's own class where it has one. Its stack is the caller's. */
export function unpackError({ name, message, fields, shapes = [], cause, errors }: PackedError): Error {
  const error = withLongStack(() =>
    errors ? new AggregateError(errors.map(unpackError), message) : construct(name, message, fields, shapes),
  );
  for (const [field, value] of Object.entries(fields)) {
    define(error, field, value, field !== "$response" && field !== "cause");
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
  UnexpectedAnswerError,
};

function construct(
  name: string,
  message: string,
  fields: Readonly<Record<string, unknown>>,
  shapes: readonly string[],
): Error {
  if ("$metadata" in fields) {
    const sdk = sdkClasses();
    const own = Object.hasOwn(sdk, name) ? sdk[name] : undefined;
    if (typeof own === "function" && own.prototype instanceof Error)
      return new (own as ServiceError)({ ...fields, message });
    const general = sdk["DynamoDBServiceException"];
    if (typeof general === "function" && "$fault" in fields)
      return new (general as ServiceError)({ ...fields, name, message });
    if (shapes.length > 0) return errorOfShapes(message, shapes);
  }
  return new (KNOWN[name] ?? Error)(message);
}

/** The SDK's module. Where only the worker can load it, as in a bundle, an error that is like its own has to do. */
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

/** Takes a member along, if it can cross. */
function copyInto(fields: Record<string, unknown>, name: string, value: unknown): void {
  try {
    // A copy, and not the value: a getter in it runs once, here, and not again when the copy is sent.
    fields[name] = structuredClone(value);
  } catch {
    // It cannot cross.
  }
}
