/** The members of an object that are not `undefined`. */
export function defined<T extends object>(members: T): T {
  // The members that are left have their types.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
