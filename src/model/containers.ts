import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type Codec, gather, InvalidValue, wrongStorage, wrongType } from "./codec.js";
import { isBytes, isObject, isSet, ownBytes } from "./kinds.js";
import { numberOf, numberText } from "./scalars.js";

/** Does the work of each place, and names all places where something does not fit. */
export function atEach<P extends string | number>(places: Iterable<P>, work: (place: P) => void): void {
  let misfits: InvalidValue | undefined;
  for (const place of places) {
    try {
      work(place);
    } catch (error) {
      misfits = gather(misfits, error, place);
    }
  }
  if (misfits !== undefined) throw misfits;
}

export function turnList<A, B>(members: readonly A[], turn: (member: A) => B): B[] {
  const turned: B[] = [];
  atEach(members.keys(), (place) => turned.push(turn(members[place] as A))); // one of its own places
  return turned;
}

export function turnRecord<A, B>(members: Readonly<Record<string, A>>, turn: (member: A) => B): Record<string, B> {
  const turned: [string, B][] = [];
  atEach(Object.keys(members), (name) => {
    const member = members[name];
    if (member !== undefined) turned.push([name, turn(member)]);
  });
  return Object.fromEntries(turned);
}

export function list<V>(of: Codec<V>): Codec<V[]> {
  return {
    storage: "L",
    encode: (value) => {
      if (!Array.isArray(value)) throw wrongType("an array", value);
      return { L: turnList(value, of.encode) };
    },
    decode: (stored) => {
      if (stored.L === undefined) throw wrongStorage("L", stored);
      return turnList(stored.L, of.decode);
    },
  };
}

export function record<V>(of: Codec<V>): Codec<Record<string, V>> {
  return {
    storage: "M",
    encode: (value) => {
      if (!isObject(value)) throw wrongType("an object", value);
      return { M: turnRecord(value, of.encode) };
    },
    decode: (stored) => {
      if (stored.M === undefined) throw wrongStorage("M", stored);
      return turnRecord(stored.M, of.decode);
    },
  };
}

/** A set needs a member: DynamoDB has no empty ones. */
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

/** Byte arrays are other objects to a Set though their bytes are the same. To DynamoDB they are one member, given twice. */
function refuseEqual(members: readonly Uint8Array[]): void {
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
    refuseEqual(members);
    return { BS: members.map(ownBytes) };
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
