/** What a write expects of the existing item, in addition to the caller's condition. */
export interface Expectation {
  /** Whether an item must exist, or must not. @defaultValue either */
  readonly exists?: boolean | undefined;
  /** The version that the existing item must have; 0 also matches an item without a version. @defaultValue any */
  readonly version?: number | undefined;
}

/** No expectation. */
export const NO_EXPECTATION: Expectation = {};
