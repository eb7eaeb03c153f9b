/** How the command ends. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Tables differ from their definitions, or are not there. */
  different: 3,
  /** The reader of the output closed it, as `| head` does. */
  outputClosed: 141,
} as const;

/** A code with which a command can end. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
