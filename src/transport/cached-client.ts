import type { DescribeTableCommand, DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { SdkModule } from "./command-classes.js";
import { makeClient } from "./sdk.js";
import type { HttpRequest, SdkCall } from "./sdk-call.js";

/** An SDK client, and the function that sends a command with it. */
export interface CommandSender {
  readonly client: DynamoDBClient;
  /**
   * Sends a command. All commands have the form of DescribeTableCommand, apart from the types of input and output. A
   * frequent one can be sent in a faster way that observes the signal later.
   */
  readonly send: (command: DescribeTableCommand, sdkCall: SdkCall, isFrequent: boolean) => Promise<unknown>;
}

/**
 * An SDK client that caches its resolved middleware, which is a tenth of a small call's time (bench/blocking.ts). The
 * SDK caches it only for requests without options, so the signal of a frequent request is not passed as an option: the
 * innermost middleware finds the sdkCall by the command's input. A pause before a retry is not ended by the signal;
 * the retry after it is not sent.
 */
export function cachedClient(
  sdk: SdkModule,
  config: DynamoDBClientConfig,
  onRequest: (request: HttpRequest) => void,
): CommandSender {
  // With a retry strategy of the user, the SDK would append to a header of the cached middleware with every request.
  const cacheMiddleware = config.retryStrategy === undefined;
  const client = makeClient(sdk, { cacheMiddleware, ...config });
  const sdkCalls = new WeakMap<object, SdkCall>();
  client.middlewareStack.add(
    (_next) => (args) => {
      onRequest(args.request as HttpRequest);
      const sdkCall = sdkCalls.get(args.input);
      // The client package of the SDK does not export the type of a request.
      const { requestHandler, streamCollector } = client.config;
      if (sdkCall === undefined) return requestHandler.handle(args.request as never);
      const { abortSignal } = sdkCall;
      return sdkCall.send(() => requestHandler.handle(args.request as never, { abortSignal }), streamCollector);
    },
    { step: "deserialize", priority: "low", name: "dynatwinSend" },
  );
  const send: CommandSender["send"] = (command, sdkCall, isFrequent) => {
    sdkCalls.set(command.input, sdkCall);
    return isFrequent ? client.send(command) : client.send(command, { abortSignal: sdkCall.abortSignal });
  };
  return { client, send };
}
