/** Runs an action that must fail, and returns its error. */
export async function rejects(action: () => Promise<unknown>): Promise<Error> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError("what was thrown is not an Error", { cause: error });
  }
  throw new Error("expected an error, and there was none");
}

/** The same for an action that blocks. The mirrored tests call it where the async ones call {@link rejects}. */
export function throws(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new TypeError("what was thrown is not an Error", { cause: error });
  }
  throw new Error("expected an error, and there was none");
}
