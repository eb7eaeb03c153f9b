import { type DefinitionIssue, TableDefinitionError } from "../errors.js";

/** Reports one issue. */
export type Report = (path: string, message: string, fix?: string) => void;

/** Makes an issue. Without a fix, it has no such member. */
export function issueOf(path: string, message: string, fix?: string): DefinitionIssue {
  return fix === undefined ? { path, message } : { path, message, fix };
}

/** Collects the issues of one call. */
export class Issues {
  readonly list: DefinitionIssue[] = [];

  readonly report: Report = (path, message, fix) => {
    this.list.push(issueOf(path, message, fix));
  };

  /** Whether an issue was reported for this path or a part that contains it, so that its consequences need no report. */
  covers(path: string): boolean {
    return this.list.some(
      (issue) => path === issue.path || path.startsWith(`${issue.path}.`) || path.startsWith(`${issue.path}[`),
    );
  }

  /**
   * Throws a {@link TableDefinitionError} if an issue was reported.
   *
   * @param subject - The subject of the call, the start of the message: `Table "users"`.
   */
  throwIfAny(subject: string, outcome?: string): void {
    if (this.list.length > 0) throw new TableDefinitionError(subject, this.list, outcome);
  }
}
