import { invalid } from "../../control-plane/aws-error.js";
import type { KeyAttributes } from "../expressions/key-range.js";

/** What a plan depends on of a table: its keys, and those of its indexes by name. */
export interface TableKeys {
  readonly key: KeyAttributes;
  readonly indexes: ReadonlyMap<string, IndexKeys>;
  /** The names of the vector indexes, which statements cannot read. @defaultValue none */
  readonly vectorIndexes?: ReadonlySet<string>;
}

export interface IndexKeys {
  readonly key: KeyAttributes;
  readonly isGlobal: boolean;
  /** The names of the attributes in the index, keys included. */
  readonly projected: "ALL" | ReadonlySet<string>;
}

/** The index of a name, or `undefined` for none. Throws if there is no such index. */
export function indexOf(table: TableKeys, indexName: string | undefined): IndexKeys | undefined {
  if (indexName === undefined) return undefined;
  if (table.vectorIndexes?.has(indexName)) throw invalid("Scan operation not supported on this index type");
  const index = table.indexes.get(indexName);
  if (index) return index;
  throw invalid("The table does not have the specified index");
}
