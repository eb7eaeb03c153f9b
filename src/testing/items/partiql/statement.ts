import type { Condition } from "../expressions/condition.js";
import type { Path } from "../expressions/paths.js";
import type { Update } from "../expressions/update.js";
import type { Item } from "../values/attribute-value.js";

/** What a statement returns of the item that it writes. */
export type Returning = "ALL_OLD" | "ALL_NEW" | "UPDATED_OLD" | "UPDATED_NEW";

/** A path that SELECT returns, and its name in the answer. */
export interface Column {
  readonly name: string;
  readonly path: Path;
}

export interface SelectStatement {
  readonly type: "select";
  readonly tableName: string;
  readonly indexName?: string | undefined;
  /** `undefined` for all attributes. */
  readonly columns?: readonly Column[] | undefined;
  readonly where?: Condition | undefined;
  readonly orderBy: readonly { readonly name: string; readonly isDescending: boolean }[];
}

export interface InsertStatement {
  readonly type: "insert";
  readonly tableName: string;
  readonly item: Item;
}

export interface UpdateStatement {
  readonly type: "update";
  readonly tableName: string;
  readonly indexName?: string | undefined;
  readonly update: Update;
  readonly where?: Condition | undefined;
  readonly returning?: Returning | undefined;
}

export interface DeleteStatement {
  readonly type: "delete";
  readonly tableName: string;
  readonly indexName?: string | undefined;
  readonly where?: Condition | undefined;
  readonly returning?: Returning | undefined;
}

/** A check that an item exists and matches a condition. Only in transactions. */
export interface ExistsStatement {
  readonly type: "exists";
  readonly tableName: string;
  readonly select: SelectStatement;
}

export type Statement = SelectStatement | InsertStatement | UpdateStatement | DeleteStatement | ExistsStatement;
