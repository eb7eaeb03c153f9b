/** What a write expects of the item that is there, on top of the caller's own condition. */
export interface Expectation {
  /** Whether an item must be there, or must not. @defaultValue either */
  readonly exists?: boolean | undefined;
  /** The version that the item there must have; 0 is also that of one without. @defaultValue any */
  readonly version?: number | undefined;
}

/** What is expected of any item, or of none. */
export const NOTHING: Expectation = {};
