/** A page of items, the result of one request. */
export interface Page<T> {
  /** The items. */
  readonly items: T[];
  /** Where to continue: the `cursor` option of a later call. `undefined` on the last page. */
  readonly cursor: string | undefined;
}
