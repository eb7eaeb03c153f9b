import { types } from "node:util";

/** The fields of a configuration that can be copied to another thread, and those that cannot. */
export interface CopyableConfig<T> {
  readonly config: Partial<T>;
  /** The reason for each field that cannot be copied: `credentials is a function`. */
  readonly obstacles: ReadonlyMap<string, string>;
}

/** Separates the fields of a configuration that can be copied exactly to another thread from those that cannot. */
export function copyableConfig<T extends object>(config: T): CopyableConfig<T> {
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

/** Works for objects of another realm too, such as those of a `vm` script, whose Object is another one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: object): string {
  const { constructor: maker } = value as { readonly constructor?: { readonly name?: unknown } };
  return typeof maker?.name === "string" && maker.name !== "Object"
    ? `an instance of ${maker.name}`
    : "not a plain object";
}
