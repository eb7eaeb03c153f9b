import type { DescribeTableCommand, DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { SdkModule } from "./command-classes.js";
import type { Exchange, HttpRequest } from "./exchange.js";
import { hideRefusal, REFUSALS } from "./refusals.js";
import { makeClient } from "./sdk.js";

/** An SDK client, and the function that sends a command with it. */
export interface CommandSender {
  readonly client: DynamoDBClient;
  /**
   * Sends a command. All commands have the form of DescribeTableCommand, apart from the types of input and output. A
   * frequent one can be sent in a faster way that observes the signal later.
   */
  readonly send: (command: DescribeTableCommand, exchange: Exchange, isFrequent: boolean) => Promise<unknown>;
}

/**
 * An SDK client that caches its resolved middleware, which is a tenth of a small call's time (bench/blocking.ts). The
 * SDK caches it only for requests without options, so the signal of a frequent request is not passed as an option: the
 * innermost middleware finds the exchange by the command's input. A pause before a retry is not ended by the signal;
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
  const exchanges = new WeakMap<object, Exchange>();
  client.middlewareStack.add(
    (_next) => (args) => {
      onRequest(args.request as HttpRequest);
      const exchange = exchanges.get(args.input);
      // The client package of the SDK does not export the type of a request.
      const { requestHandler, streamCollector } = client.config;
      if (exchange === undefined) return requestHandler.handle(args.request as never);
      const { abortSignal } = exchange;
      return exchange.send(() => requestHandler.handle(args.request as never, { abortSignal }), streamCollector);
    },
    { step: "deserialize", priority: "low", name: "dynatwinSend" },
  );
  client.middlewareStack.add((next) => (args) => hideRefusal(exchanges.get(args.input), () => next(args)), REFUSALS);
  const send: CommandSender["send"] = (command, exchange, isFrequent) => {
    exchanges.set(command.input, exchange);
    return isFrequent ? client.send(command) : client.send(command, { abortSignal: exchange.abortSignal });
  };
  return { client, send };
}
