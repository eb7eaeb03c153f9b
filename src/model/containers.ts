import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Codec, InvalidValue, isObject, wrongStorage, wrongType } from "./codec.js";
import { numberOf, numberText } from "./scalars.js";

/** Runs a part of the work, and names the part in what goes wrong there. */
function within<T>(place: string | number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof InvalidValue ? error.under(place) : error;
  }
}

export function list<V>(of: Codec<V>): Codec<V[]> {
  return {
    storage: "L",
    encode: (value) => {
      if (!Array.isArray(value)) throw wrongType("an array", value);
      return { L: value.map((member, index) => within(index, () => of.encode(member))) };
    },
    decode: (stored) => {
      if (stored.L === undefined) throw wrongStorage("L", stored);
      return stored.L.map((member, index) => within(index, () => of.decode(member)));
    },
  };
}

export function record<V>(of: Codec<V>): Codec<Record<string, V>> {
  const each = <A, B>(members: Readonly<Record<string, A>>, turn: (member: A) => B): Record<string, B> => {
    const entries = Object.entries(members).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([name, member]) => [name, within(name, () => turn(member))]));
  };
  return {
    storage: "M",
    encode: (value) => {
      if (!isObject(value)) throw wrongType("an object", value);
      return { M: each(value, of.encode) };
    },
    decode: (stored) => {
      if (stored.M === undefined) throw wrongStorage("M", stored);
      return each(stored.M, of.decode);
    },
  };
}

/** A set needs a member: DynamoDB has no empty ones. */
function membersOf<V>(value: ReadonlySet<V>): V[] {
  if (!(value instanceof Set)) throw wrongType("a Set", value);
  if (value.size === 0) throw new InvalidValue("a set cannot be empty; leave the attribute undefined");
  return [...value];
}

export const stringSet: Codec<Set<string>> = {
  storage: "SS",
  encode: (value) => {
    const members = membersOf(value);
    const wrong = members.findIndex((member) => typeof member !== "string");
    if (wrong >= 0) throw wrongType("a set of strings", members[wrong]);
    return { SS: members };
  },
  decode: (stored) => {
    if (stored.SS === undefined) throw wrongStorage("SS", stored);
    return new Set(stored.SS);
  },
};

export const numberSet: Codec<Set<number>> = {
  storage: "NS",
  encode: (value) => ({ NS: membersOf(value).map(numberText) }),
  decode: (stored) => {
    if (stored.NS === undefined) throw wrongStorage("NS", stored);
    return new Set(stored.NS.map(numberOf));
  },
};

export const binarySet: Codec<Set<Uint8Array>> = {
  storage: "BS",
  encode: (value) => {
    const members = membersOf(value);
    const wrong = members.findIndex((member) => !(member instanceof Uint8Array));
    if (wrong >= 0) throw wrongType("a set of Uint8Arrays", members[wrong]);
    return { BS: members };
  },
  decode: (stored) => {
    if (stored.BS === undefined) throw wrongStorage("BS", stored);
    return new Set(stored.BS);
  },
};

/** A value that may also be null, which DynamoDB stores as NULL. */
export function nullable<V>(of: Codec<V>): Codec<V | null> {
  return {
    storage: of.storage,
    encode: (value) => (value === null ? NULL : of.encode(value)),
    decode: (stored) => (stored.NULL ? null : of.decode(stored)),
  };
}

const NULL: AttributeValue = { NULL: true };
