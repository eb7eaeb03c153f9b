/** A mistake in the command line or in the configuration file: nothing was sent, and the command ends with code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
