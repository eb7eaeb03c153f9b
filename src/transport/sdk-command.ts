import { types } from "node:util";
import type {
  $Command,
  DynamoDBClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";

/** A command of any copy of `@aws-sdk/client-dynamodb`, with the types of its input and its answer. */
export type SdkCommand<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = $Command<
  Input,
  Output,
  DynamoDBClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** A command of any type, which is sent unchanged. */
export type AnyCommand = SdkCommand<ServiceInputTypes, ServiceOutputTypes>;

/** The operation and input of a command. */
export interface CommandRequest {
  /** `DescribeLimits` */
  readonly operation: string;
  readonly input: object;
  /**
   * The middleware that the program added to this command. It consists of functions, which cannot be copied to another
   * thread.
   */
  readonly middleware: CommandShape["middlewareStack"];
}

const NAMESPACE = "com.amazonaws.dynamodb";
const FIX =
  "Pass a command of @aws-sdk/client-dynamodb: client.send(new DescribeLimitsCommand({})), or its blocking twin.";

/**
 * Reads a command by its members, not by its class: the program can have another copy of the SDK than this library, or
 * the same copy in the other module system.
 *
 * @throws {@link DynatwinError} if the value is not a command of DynamoDB.
 */
export function readCommand(value: unknown): CommandRequest {
  if (!isCommand(value)) throw new DynatwinError(`Expected a command of the SDK, got ${describe(value)}. ${FIX}`);
  const name = classNameOf(value);
  if ("clientCommand" in value) {
    throw new DynatwinError(
      `${name} is a command of @aws-sdk/lib-dynamodb, which only a DynamoDBDocumentClient can send. ${FIX}`,
    );
  }
  const [, namespace, operation] = Array.isArray(value.schema) ? (value.schema as unknown[]) : [];
  if (typeof namespace === "string" && namespace !== NAMESPACE) {
    throw new DynatwinError(`${name} is a command of another service (${namespace}), not of DynamoDB. ${FIX}`);
  }
  return {
    // Commands of an older SDK have no schema. A bundler can shorten the class name.
    operation: typeof operation === "string" ? operation : name.replace(/Command$/, ""),
    input: value.input,
    middleware: value.middlewareStack,
  };
}

interface CommandShape {
  readonly input: object;
  readonly schema?: unknown;
  readonly middlewareStack: { identify(): readonly string[]; applyToStack(stack: unknown): void };
}

function isCommand(value: unknown): value is CommandShape {
  if (typeof value !== "object" || value === null) return false;
  const { input, middlewareStack, resolveMiddleware } = value as Readonly<Record<string, unknown>>;
  const stack = Object(middlewareStack) as Partial<CommandShape["middlewareStack"]>;
  const hasStack = typeof stack.identify === "function" && typeof stack.applyToStack === "function";
  return typeof input === "object" && input !== null && hasStack && typeof resolveMiddleware === "function";
}

/** The name of the SDK's class, also for an instance of a derived class. */
function classNameOf(value: object): string {
  let first: string | undefined;
  for (let each: unknown = Object.getPrototypeOf(value); each; each = Object.getPrototypeOf(each)) {
    const { name } = Object(each).constructor as { readonly name: string };
    if (/.Command$/.test(name)) return name;
    first ??= name;
  }
  return first ?? "It";
}

function describe(value: unknown): string {
  if (typeof value === "function") return `the ${value.name || "nameless"} class or function itself, without new`;
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  if (types.isPromise(value)) return "a promise";
  return Array.isArray(value) ? "an array" : "an object that the SDK did not make";
}
