import type { ControlPlane, Description, KeptItems } from "./tables.js";
import type { Json } from "./wire.js";

/** The keys of a table and of its indexes, and what the indexes hold. */
export type TableKeys = Pick<
  Description,
  "TableName" | "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes" | "LocalSecondaryIndexes"
>;

/** A change in the store of the items. */
export type StoreChange =
  /** Creates a table, empty or with items. */
  | { readonly kind: "create"; readonly keys: TableKeys; readonly kept?: KeptItems | undefined }
  /** Changes the indexes of a table. */
  | { readonly kind: "define"; readonly keys: TableKeys }
  | { readonly kind: "drop"; readonly tableName: string };

/** A request that was checked, and is not executed yet. */
export interface CheckedRequest {
  /** A change that is made before {@link commit}. */
  readonly store?: StoreChange;
  /** Executes the request, and returns the answer. */
  readonly commit: () => object;
}

/** Checks a request against the state of the tables. Throws DynamoDB's error. */
export type Operation = (controlPlane: ControlPlane, input: Json) => CheckedRequest;
