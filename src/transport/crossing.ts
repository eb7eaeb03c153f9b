import { DynatwinError, RequestTimeoutError } from "../errors.js";
import { loadSdkNow } from "./sdk.js";

/** An error on its way from one thread to another: structured cloning would lose its class and its fields. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause: PackedError | undefined;
}

/** Packs an error with the fields that can cross. */
export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), fields: {}, cause: undefined };
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(error)) {
    if (name !== "name" && name !== "message" && name !== "cause" && isCloneable(value)) fields[name] = value;
  }
  const status = statusOf(error);
  if (status !== undefined) fields["$response"] = { statusCode: status };
  return {
    name: error.name,
    message: error.message,
    fields,
    cause: error.cause instanceof Error ? packError(error.cause) : undefined,
  };
}

/** Makes the error anew on this thread, of the SDK's own class where it has one. Its stack is the caller's. */
export function unpackError({ name, message, fields, cause }: PackedError): Error {
  const error = withLongStack(() => construct(name, message, fields));
  for (const [field, value] of Object.entries(fields)) {
    const enumerable = field !== "$response";
    Object.defineProperty(error, field, { value, enumerable, writable: true, configurable: true });
  }
  if (error.name !== name) error.name = name;
  if (cause !== undefined) error.cause = unpackError(cause);
  return error;
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
};

function construct(name: string, message: string, fields: Readonly<Record<string, unknown>>): Error {
  if ("$metadata" in fields) {
    const sdk = loadSdkNow() as unknown as Readonly<Record<string, unknown>>;
    const own = Object.hasOwn(sdk, name) ? sdk[name] : undefined;
    if (typeof own === "function" && own.prototype instanceof Error)
      return new (own as ServiceError)({ ...fields, message });
    if (fields["$service"] ?? fields["$fault"]) {
      return new (sdk["DynamoDBServiceException"] as ServiceError)({ ...fields, name, message });
    }
  }
  return new (KNOWN[name] ?? Error)(message);
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
