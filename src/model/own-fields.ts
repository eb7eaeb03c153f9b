type Values = Readonly<Record<string, unknown>>;

/** The fields that classes give all of their items, as far as they were asked for. */
const KNOWN = new WeakMap<object, Set<string>>();

/**
 * Whether a property of an item is its class's own affair: a field that the class declares or its constructor sets, or
 * a member of the class that the property stands in front of. What else is put on an item is a mistake.
 *
 * A class tells its fields by making an item, as it does for every item that is read. That is done for a name that nobody
 * knows only.
 *
 * @param values - The values of the item's attributes.
 */
export function isOwnField(item: object, name: string, values: () => Values): boolean {
  const model: unknown = item.constructor;
  if (typeof model !== "function" || model === Object) return false;
  if (name in model.prototype) return true;
  const known = KNOWN.get(model) ?? new Set();
  KNOWN.set(model, known);
  if (known.has(name)) return true;
  try {
    const made: object = Reflect.construct(model, [values()]);
    for (const field of Object.keys(made)) known.add(field);
  } catch {
    return true; // a constructor that takes something else: what its fields are is not known
  }
  return known.has(name);
}
