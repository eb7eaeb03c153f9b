/** One problem of the documentation. */
export interface Problem {
  /** The file, relative to the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
