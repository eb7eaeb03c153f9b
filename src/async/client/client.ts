import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import { type CallOptions, callOptions } from "../../table/call-options.js";
import type { SdkCommand } from "../../transport/sdk-command.js";
import { checkOptions } from "../../validation/check-options.js";
import { ClientItems } from "./items.js";

/**
 * A client for DynamoDB tables.
 *
 * Making one costs nothing: the AWS SDK is loaded, and credentials are looked for, when the first request is sent.
 *
 * The examples of its methods leave out the client and the models of the guide "The models of the examples".
 *
 * @example
 * ```ts
 * import { DynamoClient } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1" });
 * const { table } = await client.ensureTable("users", { partitionKey: ["pk", "S"] });
 * console.log(table.TableStatus); // ACTIVE
 * client.destroy();
 * ```
 */
export class AsyncClient extends ClientItems {
  /**
   * Sends any command of the SDK, such as those that this library has no method for.
   *
   * Nothing is added and nothing retried, beside what the SDK does by itself.
   *
   * AWS operation and permissions: those of the command.
   *
   * @param command - A command of `@aws-sdk/client-dynamodb`, also from another copy of it.
   * @param options - A signal to end the call.
   * @returns What the command answers.
   * @throws {@link DynatwinError} when it is no command, or one of another service or of `@aws-sdk/lib-dynamodb`.
   * @throws The SDK's error when DynamoDB refuses, or cannot be reached.
   *
   * @example
   * ```ts
   * import { DescribeLimitsCommand } from "@aws-sdk/client-dynamodb";
   *
   * const { TableMaxReadCapacityUnits } = await client.send(new DescribeLimitsCommand({}));
   * console.log(TableMaxReadCapacityUnits);
   * ```
   */
  async send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: SdkCommand<Input, Output>,
    options?: CallOptions,
  ): Promise<Output> {
    const { signal } = checkOptions("send", options, callOptions);
    return await this.asyncContext.transport.sendCommand(command, { signal });
  }
}
