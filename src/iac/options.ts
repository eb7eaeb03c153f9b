import type { TableInList } from "../async/client/many-tables.js";

/** A table to export: a model, a table of `defineTable`, or `[name, definition]`. */
export type ExportedTable = TableInList;

/** Something in a definition that a target cannot say. It is not in the export, or not as it is defined. */
export interface Unsupported {
  /** The name of the table. */
  readonly tableName: string;
  /** Where it is in the definition: `"replicas[0].tags"`. */
  readonly path: string;
  /** Why it is not exported, or what is exported instead, and what to do. */
  readonly reason: string;
}

/** The options of all exports. */
export interface ExportOptions {
  /**
   * The region of the tables themselves, for global tables: a template lists it among the replicas.
   * @defaultValue the region that the template is deployed to
   */
  readonly region?: string | undefined;
}

/** The options of all imports. */
export interface ImportOptions {
  /** Is called for each part of a table that a definition cannot say. @defaultValue such parts are left out */
  readonly onUnsupported?: ((part: Unsupported) => void) | undefined;
}
