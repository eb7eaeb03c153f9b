/** What a part of the benchmark of vectors found. */
export interface Part {
  /** A table in Markdown, with a sentence that says what it compares. */
  readonly text: string;
  /** The targets that were missed. */
  readonly missed: readonly string[];
}
