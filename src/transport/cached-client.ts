import type { DescribeTableCommand, DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { Exchange, HttpRequest } from "./exchange.js";
import type { SdkModule } from "./operations.js";
import { makeClient } from "./sdk.js";

/** An SDK client, and how a command goes out over it. */
export interface Outlet {
  readonly client: DynamoDBClient;
  /**
   * Every command has the same form, but for the types of its input and output. One that is frequent may take a way that
   * is faster and hears the signal later.
   */
  readonly send: (command: DescribeTableCommand, exchange: Exchange, isFrequent: boolean) => Promise<unknown>;
}

/**
 * An SDK client that keeps what it makes of its middleware, which is a tenth of a small call's time (bench/blocking.ts).
 * It does so for requests without options only, so with frequent ones the signal goes round: the innermost middleware
 * finds its exchange by the command's input, and hands it to the one who needs it. A pause before a retry does not hear it; what
 * would go out after the pause does.
 */
export function cachedClient(
  sdk: SdkModule,
  config: DynamoDBClientConfig,
  onRequest: (request: HttpRequest) => void,
): Outlet {
  // With a strategy of the user's own, the SDK adds to what it keeps with every request: a header would grow and grow.
  const cacheMiddleware = config.retryStrategy === undefined;
  const client = makeClient(sdk, { cacheMiddleware, ...config });
  const exchanges = new WeakMap<object, Exchange>();
  client.middlewareStack.add(
    (_next) => (args) => {
      onRequest(args.request as HttpRequest);
      const exchange = exchanges.get(args.input);
      // The SDK's own type for a request is not exported by its client.
      const { requestHandler, streamCollector } = client.config;
      if (exchange === undefined) return requestHandler.handle(args.request as never);
      const { abortSignal } = exchange;
      return exchange.send(() => requestHandler.handle(args.request as never, { abortSignal }), streamCollector);
    },
    { step: "deserialize", priority: "low", name: "dynatwinSend" },
  );
  const send: Outlet["send"] = (command, exchange, isFrequent) => {
    exchanges.set(command.input, exchange);
    return isFrequent ? client.send(command) : client.send(command, { abortSignal: exchange.abortSignal });
  };
  return { client, send };
}
