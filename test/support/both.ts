/** Runs an action that must fail, and returns its error. */
export async function rejects(action: () => Promise<unknown>): Promise<Error> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError("the thrown value is not an Error", { cause: error });
  }
  throw new Error("expected an error, but there was none");
}

/** The same for a blocking action. The generated tests call it instead of {@link rejects}. */
export function throws(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError("the thrown value is not an Error", { cause: error });
  }
  throw new Error("expected an error, but there was none");
}
