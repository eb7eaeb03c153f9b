/** A page of items, as one request brought it. */
export interface Page<T> {
  /** The items. */
  readonly items: T[];
  /** Where to go on: the `cursor` option of a later call. `undefined` on the last page. */
  readonly cursor: string | undefined;
}
