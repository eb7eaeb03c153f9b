/** The fields of a configuration that can be copied to another thread, and the first that cannot. */
export interface Portable<T> {
  readonly config: Partial<T>;
  /** What stands in the way, in words: `credentials is a function`. */
  readonly obstacle: string | undefined;
}

/** Sorts out which fields of a configuration another thread can get a faithful copy of. */
export function portableConfig<T extends object>(config: T): Portable<T> {
  const fields: [string, unknown][] = [];
  let obstacle: string | undefined;
  for (const [name, value] of Object.entries(config)) {
    const found = findObstacle(value, name);
    if (found === undefined) fields.push([name, value]);
    obstacle ??= found;
  }
  return { config: Object.fromEntries(fields) as Partial<T>, obstacle };
}

function findObstacle(value: unknown, path: string, around: readonly unknown[] = []): string | undefined {
  if (typeof value === "function") return `${path} is a function`;
  if (typeof value === "symbol") return `${path} is a symbol`;
  if (typeof value !== "object" || value === null || around.includes(value)) return undefined;
  if (value instanceof Date || value instanceof Uint8Array) return undefined;
  if (!Array.isArray(value) && !isPlain(value)) return `${path} is an instance of ${value.constructor.name}`;
  for (const [name, member] of Object.entries(value)) {
    const found = findObstacle(member, `${path}.${name}`, [...around, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Also for objects of another realm, such as a `vm` script's, whose Object is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
