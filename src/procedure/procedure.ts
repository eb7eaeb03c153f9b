import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import { CallerError } from "./caller-error.js";

/** A request to send. */
export interface RequestStep {
  readonly kind: "request";
  readonly call: Call;
  /** Milliseconds after which the request is aborted. @defaultValue the SDK's own limits */
  readonly timeoutMs: number | undefined;
}

/** A pause to make. */
export interface PauseStep {
  readonly kind: "pause";
  readonly ms: number;
}

/** The next action of a procedure. */
export type Step = RequestStep | PauseStep;

/** The result of one of many procedures. What the procedure does after that holds its place among them. */
export interface ResultStep {
  readonly kind: "result";
  readonly value: unknown;
}

/**
 * A procedure of one or more requests. It yields steps, and receives the answer or the error of each. It sends nothing
 * itself, so one thread can run hundreds concurrently, async or blocking, and a test can supply the answers.
 */
export type Procedure<T> = Generator<Step, T, unknown>;

/**
 * One of many procedures. One that ends before DynamoDB has finished with its table can yield its result before its end: what
 * follows is performed only where others wait until fewer tables change.
 */
export type ConcurrentProcedure<T> = Generator<Step | ResultStep, T, unknown>;

/**
 * Continues a procedure until its next step. What a function of the caller has thrown in it leaves it unchanged.
 *
 * @param answer - The result of its last step; none at the start, and after a pause.
 */
export function resume<S, T>(
  procedure: Generator<S, T, unknown>,
  answer?: PromiseSettledResult<unknown>,
): IteratorResult<S, T> {
  try {
    return answer?.status === "rejected" ? procedure.throw(answer.reason) : procedure.next(answer?.value);
  } catch (error) {
    throw error instanceof CallerError ? error.thrown : error;
  }
}

/** Yields one request, and returns its answer. */
export function* request<O extends OperationName>(
  operation: O,
  input: OperationInput<O>,
  timeoutMs?: number,
): Procedure<OperationOutput<O>> {
  const call = { operation, input } as unknown as Call; // a member of the union, which TypeScript cannot infer here
  return (yield { kind: "request", call, timeoutMs }) as OperationOutput<O>; // the runner resumes with this type
}

/**
 * The same procedure in another region: its requests are sent there.
 *
 * @param region - `undefined` for the client's region.
 */
export function* inRegion<T>(region: string | undefined, procedure: Procedure<T>): Procedure<T> {
  let turn = procedure.next();
  while (turn.done !== true) {
    const step = turn.value;
    const isElsewhere = region !== undefined && step.kind === "request";
    let answer: unknown;
    try {
      answer = yield isElsewhere ? { ...step, call: { ...step.call, region } } : step;
    } catch (error) {
      turn = procedure.throw(error);
      continue;
    }
    turn = procedure.next(answer);
  }
  return turn.value;
}

/** Yields a pause. */
export function* pause(ms: number): Procedure<void> {
  yield { kind: "pause", ms };
}
