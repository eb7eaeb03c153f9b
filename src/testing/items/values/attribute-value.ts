/** An attribute value as it is on the wire: an object with exactly one member, named after the type. Binary values are base64 text. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** Attribute values by name: an item, a key, or the content of a map. */
export type Item = Readonly<Record<string, AttributeValue>>;

export type AttributeType = AttributeValue extends infer V ? (V extends V ? keyof V & string : never) : never;

export type SetType = "SS" | "NS" | "BS";

/** The type of an attribute value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType; // the one member that a value has
  throw new TypeError("an attribute value has one member");
}

/** The attribute of a name, or `undefined`. An attribute may be named like a member of `Object.prototype`. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** Sets a member of an object under construction. The name may be `__proto__`, to which an assignment would not add a member. */
export function setMember<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  else object[name] = value;
}

/** A copy of an item with some attributes changed; `undefined` removes one. */
export function withAttributes(item: Item, changes: Iterable<readonly [string, AttributeValue | undefined]>): Item {
  const copy: Record<string, AttributeValue> = { ...item };
  for (const [name, value] of changes) {
    if (value === undefined) delete copy[name];
    else setMember(copy, name, value);
  }
  return copy;
}

/** The attributes of an item that have one of the given names. */
export function pickAttributes(item: Item, names: readonly string[]): Item {
  const picked: Record<string, AttributeValue> = {};
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) setMember(picked, name, value);
  }
  return picked;
}
