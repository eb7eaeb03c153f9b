import { types } from "node:util";

/** The fields of a configuration that can be copied to another thread, and those that cannot. */
export interface Portable<T> {
  readonly config: Partial<T>;
  /** What stands in the way, in words, by the name of the field: `credentials is a function`. */
  readonly obstacles: ReadonlyMap<string, string>;
}

/** Sorts out which fields of a configuration another thread can get a faithful copy of. */
export function portableConfig<T extends object>(config: T): Portable<T> {
  const fields: [string, unknown][] = [];
  const obstacles = new Map<string, string>();
  for (const [name, value] of Object.entries(config)) {
    const found = findObstacle(value, name);
    if (found === undefined) fields.push([name, value]);
    else obstacles.set(name, found);
  }
  return { config: Object.fromEntries(fields) as Partial<T>, obstacles };
}

function findObstacle(value: unknown, path: string, around: readonly unknown[] = []): string | undefined {
  if (typeof value === "function") return `${path} is a function`;
  if (typeof value === "symbol") return `${path} is a symbol`;
  if (typeof value !== "object" || value === null || around.includes(value)) return undefined;
  if (types.isDate(value) || types.isUint8Array(value)) return undefined;
  if (types.isProxy(value)) return `${path} is a proxy`;
  if (!Array.isArray(value) && !isPlain(value)) return `${path} is ${describe(value)}`;
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

function describe(value: object): string {
  const { constructor: maker } = value as { readonly constructor?: { readonly name?: unknown } };
  return typeof maker?.name === "string" && maker.name !== "Object"
    ? `an instance of ${maker.name}`
    : "no plain object";
}
