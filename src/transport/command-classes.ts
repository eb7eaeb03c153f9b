import type * as Sdk from "@aws-sdk/client-dynamodb";
import type { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import type { OperationInput, OperationName } from "../dynamodb/operations.js";
import { VECTOR_SDK_VERSION } from "../dynamodb/vector-indexes.js";
import { DynatwinError } from "../errors.js";

/** The SDK's module, as loaded at run time. */
export type SdkModule = typeof Sdk;

/** The operations on items, which programs send often. */
export const itemOperations: ReadonlySet<OperationName> = new Set<OperationName>([
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "Scan",
  "SearchVectors",
  "TransactGetItems",
  "TransactWriteItems",
  "UpdateItem",
]);

type Classes = { readonly [O in OperationName as `${O}Command`]: new (input: OperationInput<O>) => object };

/** The class of a command, as the transport uses it. All have this form, apart from the types of input and answer. */
export type CommandClass = new (input: object) => DescribeTableCommand;

/**
 * The SDK's command class of an operation, of the registry or not.
 *
 * @param sdk - The SDK's module. Its type lets the compiler report an operation of the registry that the SDK does not
 * have.
 * @throws {@link DynatwinError} if the SDK has no such command.
 */
export function commandClass(sdk: Classes, operation: string): CommandClass {
  const name = `${operation}Command`;
  const found: unknown = (sdk as Readonly<Record<string, unknown>>)[name];
  if (typeof found === "function") return found as CommandClass; // exports with such names are command classes
  if (operation === "SearchVectors")
    throw new DynatwinError(
      `The @aws-sdk/client-dynamodb that dynatwin loads has no ${name}. Install version ${VECTOR_SDK_VERSION} or later.`,
    );
  throw new DynatwinError(
    `The @aws-sdk/client-dynamodb that dynatwin loads has no ${name}. If it is a command of DynamoDB, install a ` +
      "version of the SDK that has it. Commands of other services and your own classes cannot be sent.",
  );
}
