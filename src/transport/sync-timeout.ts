import { SyncTimeoutError } from "../errors.js";
import type { CallTime } from "./call-time.js";
import { type Endpoint, endpointName } from "./endpoint.js";
import { withLongStack } from "./error-transfer.js";

/** The facts about a call whose time is over. */
export interface TimeoutFacts {
  readonly time: CallTime;
  readonly endpoint: Endpoint | undefined;
  readonly engine: "worker" | "deasync";
}

/**
 * The error of a call whose time was over during a request.
 *
 * @param unsent - Why the request was not sent, if it was not.
 */
export function callTimedOut(facts: TimeoutFacts, advice: string, unsent?: string): SyncTimeoutError {
  const { time, endpoint } = facts;
  const within = `within ${time.limitMs / 1000} s`;
  if (unsent !== undefined) return timedOut(facts, advice, `${time.operation} was not sent ${within}: ${unsent}`);
  if (time.requests <= 1) return timedOut(facts, advice);
  const last = `the last, ${time.operation}, had no answer from ${endpointName(endpoint)}`;
  return timedOut(facts, advice, `The blocking call did not end ${within}: of its ${time.requests} requests ${last}`);
}

/** The error of a call whose time was over during a pause. */
export function pauseTimedOut(facts: TimeoutFacts, advice: string): SyncTimeoutError {
  const { time, endpoint } = facts;
  const sent = time.requests === 1 ? "1 request" : `${time.requests} requests`;
  const last = time.operation === undefined ? "" : `, the last of them ${time.operation}`;
  const problem =
    `The blocking call did not end within ${time.limitMs / 1000} s: it had sent ${sent} to ` +
    `${endpointName(endpoint)}${last}, and was pausing before the next`;
  return timedOut(facts, advice, problem);
}

function timedOut({ time, endpoint, engine }: TimeoutFacts, advice: string, problem?: string): SyncTimeoutError {
  const facts = { operation: time.operation ?? "the call", endpoint: endpointName(endpoint), engine };
  return withLongStack(() => new SyncTimeoutError(facts, time.limitMs / 1000, advice, problem));
}
