import type { DefinitionIssue } from "../errors.js";

/** Notes one mistake. */
export type Report = (path: string, message: string, fix?: string) => void;

/** Collects the mistakes of one call. */
export class Issues {
  readonly list: DefinitionIssue[] = [];

  readonly report: Report = (path, message, fix) => {
    this.list.push(fix === undefined ? { path, message } : { path, message, fix });
  };

  /** Whether a mistake was noted at this path or around it, so that its consequences need no mention. */
  covers(path: string): boolean {
    return this.list.some(
      (issue) => path === issue.path || path.startsWith(`${issue.path}.`) || path.startsWith(`${issue.path}[`),
    );
  }
}
