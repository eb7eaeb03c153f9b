import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout } from "./clock.js";

type RetryStrategy = Awaited<ReturnType<DynamoDBClient["config"]["retryStrategy"]>>;
/** The newer form of two. The SDK's client does not export its name. */
type TokenStrategy = Extract<RetryStrategy, { readonly refreshRetryTokenForRetry: unknown }>;

const RETRIED: ReadonlySet<string> = new Set(["THROTTLING", "TRANSIENT"]);
const BASE_MS = 50;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Keeps fake timers of a test runner from stopping the retries of a client. The SDK's own strategy pauses with the global
 * `setTimeout`, and leaves no way to give it another one: while that is not the real one, this one decides and pauses.
 */
export function retryInRealTime(client: DynamoDBClient): void {
  const { config } = client;
  const original = config.retryStrategy;
  let adapted: Promise<RetryStrategy> | undefined;
  config.retryStrategy = () => {
    adapted ??= original().then((strategy) => {
      // What is changed is the SDK's own object, made for this client: there is no strategy of the user's.
      if ("refreshRetryTokenForRetry" in strategy) pauseForReal(strategy, () => config.maxAttempts());
      return strategy;
    });
    return adapted;
  };
}

function pauseForReal(strategy: TokenStrategy, maxAttempts: () => Promise<number>): void {
  const usual = strategy.refreshRetryTokenForRetry.bind(strategy);
  strategy.refreshRetryTokenForRetry = async (token, info) => {
    // eslint-disable-next-line no-restricted-globals -- asks whether it is the real one
    if (globalThis.setTimeout === setTimeout) return usual(token, info);
    const attempts = token.getRetryCount() + 1;
    // The SDK throws the request's own error in place of this one.
    if (!RETRIED.has(info.errorType) || attempts >= (await maxAttempts())) throw new Error("No more attempts");
    await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, BASE_MS * 2 ** attempts));
    return { getRetryCount: () => attempts, getRetryDelay: () => 0, getRetryCost: () => 0 } as typeof token; // with what the SDK's own strategy asks its tokens for
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
