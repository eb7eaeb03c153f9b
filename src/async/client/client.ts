import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import { type CallOptions, callOptions } from "../../table/call-options.js";
import type { SdkCommand } from "../../transport/sdk-command.js";
import { checkOptions } from "../../validation/check-options.js";
import { ClientItems } from "./items.js";

/**
 * A client for DynamoDB tables.
 *
 * Creating one does no I/O: the AWS SDK is loaded, and credentials are resolved, when the first request is sent.
 *
 * The examples of its methods use the client and the models of the guide "The models of the examples".
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
   * Sends any command of the SDK, such as those without a method in this library.
   *
   * Nothing is added, and only the SDK retries.
   *
   * AWS operation and permissions: those of the command.
   *
   * @param command - A command of `@aws-sdk/client-dynamodb`, also of another copy of it.
   * @param options - A signal to abort the call.
   * @returns The command's output.
   * @throws {@link DynatwinError} if it is not a command, or one of another service or of `@aws-sdk/lib-dynamodb`.
   * @throws The SDK's error if DynamoDB refuses the request, or cannot be reached.
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
