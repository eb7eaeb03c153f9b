import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Plane } from "./tables.js";
import type { Json, Wire } from "./wire.js";

/** What has to be done where the items are. */
export type StoreChange =
  /** A new table; one that is only checked, and not made; or the same table with other indexes. */
  | { readonly kind: "create" | "check" | "rebuild"; readonly input: Wire<CreateTableCommandInput> }
  | { readonly kind: "drop"; readonly tableName: string };

/** A request that was checked, and not carried out yet. */
export interface Played {
  /** What has to succeed before {@link commit}. */
  readonly store?: StoreChange;
  /** Carries the request out, and gives the answer. */
  readonly commit: () => object;
}

/** Checks a request against the state of the tables. Throws what DynamoDB would answer with. */
export type Operation = (plane: Plane, input: Json) => Played;
