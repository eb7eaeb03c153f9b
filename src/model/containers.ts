import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { addProblems, type Codec, InvalidValue, wrongStorage, wrongType } from "./codec.js";
import { numberOf, numberText } from "./scalars.js";
import { bytesOfThisRealm, isBytes, isObject, isSet } from "./value-kinds.js";

/** Calls a function for each key, and throws the problems of all keys. */
export function forEachKey<P extends string | number>(keys: Iterable<P>, convertOne: (index: P) => void): void {
  let problems: InvalidValue | undefined;
  for (const index of keys) {
    try {
      convertOne(index);
    } catch (error) {
      problems = addProblems(problems, error, index);
    }
  }
  if (problems !== undefined) throw problems;
}

export function mapList<A, B>(members: readonly A[], convert: (member: A) => B): B[] {
  const converted: B[] = [];
  forEachKey(members.keys(), (index) => converted.push(convert(members[index] as A))); // an index of the array
  return converted;
}

export function mapRecord<A, B>(members: Readonly<Record<string, A>>, convert: (member: A) => B): Record<string, B> {
  const converted: [string, B][] = [];
  forEachKey(Object.keys(members), (name) => {
    const member = members[name];
    if (member !== undefined) converted.push([name, convert(member)]);
  });
  return Object.fromEntries(converted);
}

export function list<V>(of: Codec<V>): Codec<V[]> {
  return {
    storage: "L",
    encode: (value) => {
      if (!Array.isArray(value)) throw wrongType("an array", value);
      return { L: mapList(value, of.encode) };
    },
    decode: (stored) => {
      if (stored.L === undefined) throw wrongStorage("L", stored);
      return mapList(stored.L, of.decode);
    },
  };
}

export function record<V>(of: Codec<V>): Codec<Record<string, V>> {
  return {
    storage: "M",
    encode: (value) => {
      if (!isObject(value)) throw wrongType("an object", value);
      return { M: mapRecord(value, of.encode) };
    },
    decode: (stored) => {
      if (stored.M === undefined) throw wrongStorage("M", stored);
      return mapRecord(stored.M, of.decode);
    },
  };
}

/** Throws if a set is empty: DynamoDB does not store empty sets. */
function membersOf<V>(value: ReadonlySet<V>): V[] {
  if (!isSet(value)) throw wrongType("a Set", value);
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

/** Throws if two byte arrays are equal: a Set compares objects, but for DynamoDB they are the same member. */
function checkDistinct(members: readonly Uint8Array[]): void {
  if (members.length < 2) return;
  const seen = new Set(members.map((bytes) => Buffer.from(bytes).toString("latin1")));
  if (seen.size < members.length) throw new InvalidValue("a member is in the set twice");
}

export const binarySet: Codec<Set<Uint8Array>> = {
  storage: "BS",
  encode: (value) => {
    const members = membersOf(value);
    const wrong = members.findIndex((member) => !isBytes(member));
    if (wrong >= 0) throw wrongType("a set of Uint8Arrays", members[wrong]);
    checkDistinct(members);
    return { BS: members.map(bytesOfThisRealm) };
  },
  decode: (stored) => {
    if (stored.BS === undefined) throw wrongStorage("BS", stored);
    return new Set(stored.BS);
  },
};

/** A value that can also be null, which DynamoDB stores as NULL. */
export function nullable<V>(of: Codec<V>): Codec<V | null> {
  return {
    storage: of.storage,
    encode: (value) => (value === null ? NULL : of.encode(value)),
    decode: (stored) => (stored.NULL ? null : of.decode(stored)),
  };
}

const NULL: AttributeValue = { NULL: true };
