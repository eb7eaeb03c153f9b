import type { Procedure } from "../procedure/procedure.js";
import type { TableContext } from "./context.js";

/** A call on one table that was checked. */
export interface TableCall<T> {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  readonly signal: AbortSignal | undefined;
  /** Begins the call. Its time starts with that. */
  readonly begin: (context: TableContext) => Procedure<T>;
  /**
   * After a call that does not wait: waits until DynamoDB does not count the table any longer among those that change.
   * `undefined` where the call waits.
   */
  readonly settle?: ((context: TableContext, result: T) => Procedure<unknown>) | undefined;
}
