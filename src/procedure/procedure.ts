import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";

/** A request to send. */
export interface RequestStep {
  readonly kind: "request";
  readonly call: Call;
  /** Milliseconds after which the request is given up; none means the SDK's own limits. */
  readonly timeoutMs: number | undefined;
}

/** A pause to make. */
export interface PauseStep {
  readonly kind: "pause";
  readonly ms: number;
}

/** What a procedure wants next. */
export type Step = RequestStep | PauseStep;

/**
 * A procedure of one or more requests. It yields what it wants, and is given the answer or the error; it sends nothing
 * itself, so that one thread can run hundreds side by side, async or blocking, and a test can answer them itself.
 */
export type Procedure<T> = Generator<Step, T, unknown>;

/** Wants one request sent. */
export function* request<O extends OperationName>(
  operation: O,
  input: OperationInput<O>,
  timeoutMs?: number,
): Procedure<OperationOutput<O>> {
  const call = { operation, input } as unknown as Call; // one pair out of the union, which TypeScript cannot tell here
  return (yield { kind: "request", call, timeoutMs }) as OperationOutput<O>; // whoever sends it answers with that
}

/** Wants time to pass. */
export function* pause(ms: number): Procedure<void> {
  yield { kind: "pause", ms };
}
