type Values = Readonly<Record<string, unknown>>;

/** The known fields of each class. */
const KNOWN_FIELDS = new WeakMap<object, Set<string>>();

/**
 * Whether a property of an item belongs to its class: a field that the class declares or its constructor sets, or a
 * property that overrides a member of the class. Any other unknown property is an error.
 *
 * The fields are found by creating an item, as for every item that is read. This is done only for an unknown name.
 *
 * @param values - The values of the item's attributes.
 */
export function isClassField(item: object, name: string, values: () => Values): boolean {
  const model: unknown = item.constructor;
  if (typeof model !== "function" || model === Object) return false;
  if (name in model.prototype) return true;
  const known = KNOWN_FIELDS.get(model) ?? new Set();
  KNOWN_FIELDS.set(model, known);
  if (known.has(name)) return true;
  try {
    const made: object = Reflect.construct(model, [values()]);
    for (const field of Object.keys(made)) known.add(field);
  } catch {
    return true; // the constructor has other parameters, so its fields are unknown
  }
  return known.has(name);
}
