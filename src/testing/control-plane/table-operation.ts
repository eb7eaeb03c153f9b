import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { ControlPlane } from "./tables.js";
import type { Json, Wire } from "./wire.js";

/** A change in the store of the items. */
export type StoreChange =
  /** Creates a table, only checks its definition, or replaces its indexes. */
  | { readonly kind: "create" | "check" | "rebuild"; readonly input: Wire<CreateTableCommandInput> }
  | { readonly kind: "drop"; readonly tableName: string };

/** A request that was checked, and is not executed yet. */
export interface CheckedRequest {
  /** A change that must succeed before {@link commit}. */
  readonly store?: StoreChange;
  /** Executes the request, and returns the answer. */
  readonly commit: () => object;
}

/** Checks a request against the state of the tables. Throws DynamoDB's error. */
export type Operation = (controlPlane: ControlPlane, input: Json) => CheckedRequest;
