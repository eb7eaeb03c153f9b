import type * as Sdk from "@aws-sdk/client-dynamodb";
import type { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import type { OperationInput, OperationName } from "../dynamodb/operations.js";
import { DynatwinError } from "../errors.js";

/** The SDK's module, as loaded at run time. */
export type SdkModule = typeof Sdk;

/** The operations on items, which programs send by the thousand. */
export const itemOperations: ReadonlySet<OperationName> = new Set<OperationName>([
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "Scan",
  "TransactGetItems",
  "TransactWriteItems",
  "UpdateItem",
]);

type Classes = { readonly [O in OperationName as `${O}Command`]: new (input: OperationInput<O>) => object };

/** The class of a command, as far as the seam uses it. Every one has this form, but for the types of input and answer. */
export type CommandClass = new (input: object) => DescribeTableCommand;

/**
 * The SDK's command class of an operation: one of the registry, or any other that a program sends.
 *
 * @param sdk - The SDK's module; as `Classes`, so that the compiler misses an operation of the registry that it has not.
 * @throws {@link DynatwinError} where the SDK has no such command.
 */
export function commandClass(sdk: Classes, operation: string): CommandClass {
  const name = `${operation}Command`;
  const found: unknown = (sdk as Readonly<Record<string, unknown>>)[name];
  if (typeof found === "function") return found as CommandClass; // what the SDK exports under such names
  throw new DynatwinError(
    `The @aws-sdk/client-dynamodb that dynatwin loads has no ${name}. If it is a command of DynamoDB, install a version of ` +
      "the SDK that has it. A command of another service, or a class of your own, cannot be sent.",
  );
}
