import type { ControlPlane, StoreChange } from "./tables.js";
import type { Json } from "./wire.js";

/** A request that was checked, and is not executed yet. */
export interface CheckedRequest {
  /** A change that is made before {@link commit}. */
  readonly store?: StoreChange;
  /** Executes the request, and returns the answer. */
  readonly commit: () => object;
}

/** Checks a request against the state of the tables. Throws DynamoDB's error. */
export type Operation = (controlPlane: ControlPlane, input: Json) => CheckedRequest;
