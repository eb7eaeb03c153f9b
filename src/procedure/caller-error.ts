/** Carries what a function of the caller threw past the code that handles the errors of requests. */
export class CallerError extends Error {
  /** What the function threw. */
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    super("a function of the caller threw");
    this.thrown = thrown;
  }
}

/** Calls a function of the caller within a procedure. */
export function callCaller<A extends readonly unknown[]>(call: ((...args: A) => void) | undefined, ...args: A): void {
  try {
    call?.(...args);
  } catch (error) {
    throw error instanceof CallerError ? error : new CallerError(error);
  }
}
