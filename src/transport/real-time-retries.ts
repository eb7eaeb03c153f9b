import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { setTimeout } from "./clock.js";

type RetryStrategy = Awaited<ReturnType<DynamoDBClient["config"]["retryStrategy"]>>;
/** The newer of two forms. The SDK's client does not export its name. */
type TokenStrategy = Extract<RetryStrategy, { readonly refreshRetryTokenForRetry: unknown }>;

const RETRIED: ReadonlySet<string> = new Set(["THROTTLING", "TRANSIENT"]);
const BASE_MS = 50;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Prevents fake timers of a test runner from stopping the retries of a client. The SDK's own strategy pauses with the
 * global `setTimeout`, which cannot be configured: while that is a fake, this strategy decides and pauses.
 */
export function retryInRealTime(client: DynamoDBClient): void {
  const { config } = client;
  const original = config.retryStrategy;
  let adapted: Promise<RetryStrategy> | undefined;
  config.retryStrategy = () => {
    adapted ??= original().then((strategy) => {
      // The object is the SDK's own, created for this client: the user has not configured a strategy.
      if ("refreshRetryTokenForRetry" in strategy) pauseInRealTime(strategy, () => config.maxAttempts());
      return strategy;
    });
    return adapted;
  };
}

function pauseInRealTime(strategy: TokenStrategy, maxAttempts: () => Promise<number>): void {
  const usual = strategy.refreshRetryTokenForRetry.bind(strategy);
  strategy.refreshRetryTokenForRetry = async (token, info) => {
    // eslint-disable-next-line no-restricted-globals -- compared with the real one
    if (globalThis.setTimeout === setTimeout) return usual(token, info);
    const attempts = token.getRetryCount() + 1;
    // The SDK throws the request's error instead of this one.
    if (!RETRIED.has(info.errorType) || attempts >= (await maxAttempts())) throw new Error("No more attempts");
    await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, BASE_MS * 2 ** attempts));
    return { getRetryCount: () => attempts, getRetryDelay: () => 0, getRetryCost: () => 0 } as typeof token; // with the members that the SDK's own strategy uses
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
