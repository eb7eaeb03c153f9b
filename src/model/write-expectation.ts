import type { Schema } from "./schema.js";

/** What a write expects of the existing item, in addition to the caller's condition. */
export interface Expectation {
  /** Whether an item must exist, or must not. @defaultValue either */
  readonly exists?: boolean | undefined;
  /** The version that the existing item must have; 0 also matches an item without a version. @defaultValue any */
  readonly version?: number | undefined;
  /** The version of its entity that the existing item must have. @defaultValue any */
  readonly entityVersion?: number | undefined;
}

/** No expectation. */
export const NO_EXPECTATION: Expectation = {};

/** What an update expects of the existing item. */
export function updateExpectation({ entity }: Schema, version: number | undefined): Expectation {
  return { exists: true, version, entityVersion: entity?.version };
}
