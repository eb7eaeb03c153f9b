import fc from "fast-check";
import { attr } from "../../src/model/attr.js";
import type { AnyAttribute, Attributes } from "../../src/model/attribute.js";

/** A value that a program writes, and the one that it then reads: the same, or the default. */
interface Sample {
  readonly given: unknown;
  readonly expected: unknown;
}

/** An attribute type, and values of it. */
interface Typed {
  readonly attribute: AnyAttribute;
  readonly samples: fc.Arbitrary<Sample>;
}

/** A schema's attributes, and an item of it. */
export interface TypedItem {
  readonly attributes: Attributes;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const plain = (attribute: AnyAttribute, values: fc.Arbitrary<unknown>): Typed => ({
  attribute,
  samples: values.map((value) => ({ given: value, expected: value })),
});
const setOf = <V>(values: fc.Arbitrary<V>, selector: (value: V) => unknown = (value) => value) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 5, selector }).map((members) => new Set(members));

// DynamoDB stores no sign of zero and no numbers below 1e-130, and the attribute type no numbers beyond 2^53.
const numbers = fc
  .oneof(fc.double({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1, noNaN: true }), fc.maxSafeInteger())
  .map((value) => (Math.abs(value) < 1e-130 ? 0 : value));
const bigints = fc.bigInt({ min: 1n - 10n ** 38n, max: 10n ** 38n - 1n });
const bytes = fc.uint8Array({ maxLength: 20 });
const strings = fc.string({ unit: "binary" });
const times = { noInvalidDate: true, min: new Date("0000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z") };
const dates = fc.date(times);
const seconds = dates.map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
/** Vectors of 32-bit numbers, of which DynamoDB stores no sign of zero. */
export const vectors = (dimensions: number): fc.Arbitrary<Float32Array> =>
  fc
    .float32Array({ minLength: dimensions, maxLength: dimensions, noNaN: true, noDefaultInfinity: true })
    .map((vector) => vector.map((each) => each + 0));
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

/** Types that the SDK's own marshalling has too, so that both can be compared. */
export const SHARED_TYPES: readonly Typed[] = [
  plain(attr.string(), strings),
  plain(attr.number(), numbers),
  plain(attr.binary(), bytes),
  plain(attr.boolean(), fc.boolean()),
  plain(attr.stringSet(), setOf(strings)),
  plain(attr.numberSet(), setOf(numbers)),
  plain(attr.binarySet(), setOf(bytes, String)),
  plain(attr.literal("a", "b"), fc.constantFrom("a", "b")),
  plain(attr.enum(["", "c"]), fc.constantFrom("", "c")),
];
const shift = (value: Uint8Array, by: number) => value.map((each) => each + by);

/** The types that only models have. */
export const ALL_TYPES: readonly Typed[] = [
  ...SHARED_TYPES,
  plain(attr.bigint(), bigints),
  plain(attr.date(), dates),
  plain(attr.timestamp("s"), seconds),
  plain(attr.timestamp("ms"), dates),
  plain(attr.timestamp("us"), bigints),
  plain(attr.timestamp("ns"), bigints),
  plain(attr.json(), json),
  plain(attr.vector(3), vectors(3)),
  plain(
    attr.custom<string>({ storage: "S", encode: (value) => `<${value}>`, decode: (found) => found.slice(1, -1) }),
    strings,
  ),
  plain(attr.custom<string>({ storage: "N", encode: Number, decode: String }), fc.nat().map(String)),
  plain(
    attr.custom<Uint8Array>({ storage: "B", encode: (value) => shift(value, 1), decode: (found) => shift(found, -1) }),
    bytes,
  ),
];

/** An object with required members, and with some of the optional ones and those with defaults. */
interface Member extends Typed {
  readonly need: "required" | "optional" | "default";
  readonly fallback: Sample;
}

const attributeOf = ({ attribute, need, fallback }: Member): AnyAttribute => {
  if (need === "optional") return attribute.optional();
  return need === "default" ? attribute.default(fallback.given) : attribute;
};

function objects(members: Readonly<Record<string, Member>>): Typed["samples"] {
  const each = Object.entries(members).map(([name, { samples, need, fallback }]) =>
    fc.tuple(samples, fc.boolean()).map(([sample, isGiven]) => {
      if (need === "required" || isGiven) return { name, ...sample };
      return need === "default" ? { name, given: undefined, expected: fallback.expected } : undefined;
    }),
  );
  return fc.tuple(...each).map((found) => {
    const present = found.filter((member) => member !== undefined);
    return {
      given: Object.fromEntries(present.map(({ name, given }) => [name, given])),
      expected: Object.fromEntries(present.map(({ name, expected }) => [name, expected])),
    };
  });
}

const withDefault = (types: fc.Arbitrary<Typed>): fc.Arbitrary<Member> =>
  types.chain((typed) =>
    fc
      .tuple(fc.constantFrom("required", "optional", "default"), typed.samples)
      .map(([need, fallback]) => ({ ...typed, need, fallback })),
  );

const arraysOf = ({ attribute, samples }: Typed): Typed => ({
  attribute: attr.list(attribute),
  samples: fc.array(samples, { maxLength: 4 }).map((elements) => ({
    given: elements.map(({ given }) => given),
    expected: elements.map(({ expected }) => expected),
  })),
});

const recordsOf = ({ attribute, samples }: Typed): Typed => ({
  attribute: attr.record(attribute),
  samples: fc.array(fc.tuple(memberNames, samples), { maxLength: 4 }).map((members) => ({
    given: Object.fromEntries(members.map(([name, { given }]) => [name, given])),
    expected: Object.fromEntries(members.map(([name, { expected }]) => [name, expected])),
  })),
});

const orNull = ({ attribute, samples }: Typed): Typed => ({
  attribute: attribute.nullable(),
  samples: fc.oneof(samples, fc.constant({ given: null, expected: null })),
});

// `__proto__` cannot be the name of a member: a map with it is refused.
const memberNames = fc
  .oneof(fc.string({ minLength: 1, maxLength: 10 }), fc.constantFrom("constructor", "toString", "valueOf"))
  .filter((name) => name !== "__proto__");
const mapsOf = (types: fc.Arbitrary<Typed>): fc.Arbitrary<Typed> =>
  fc.dictionary(memberNames, withDefault(types), { maxKeys: 4, noNullPrototype: true }).map((members) => ({
    attribute: attr.map(
      Object.fromEntries(Object.entries(members).map(([name, member]) => [name, attributeOf(member)])),
    ),
    samples: objects(members),
  }));

/** Items of random schemas, with lists, maps and records. */
export function typedItems(types: readonly Typed[]): fc.Arbitrary<TypedItem> {
  const { type } = fc.letrec<{ type: Typed }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: fc.constantFrom(...types) },
      { weight: 1, arbitrary: tie("type").map(orNull) },
      { weight: 1, arbitrary: tie("type").map(arraysOf) },
      { weight: 1, arbitrary: tie("type").map(recordsOf) },
      { weight: 1, arbitrary: mapsOf(tie("type")) },
    ),
  }));
  const names = fc.string({ minLength: 1, maxLength: 10 }).map((name) => `a ${name}`);
  const id: Member = {
    ...plain(attr.string().partitionKey(), fc.uuid()),
    need: "required",
    fallback: { given: "", expected: "" },
  };
  return fc
    .dictionary(names, withDefault(type), { maxKeys: 8, noNullPrototype: true })
    .map((members) => ({ id, ...members }))
    .chain((members) => {
      const attributes = Object.fromEntries(
        Object.entries<Member>(members).map(([name, member]) => [name, attributeOf(member)]),
      );
      // The samples of an object are objects.
      return objects(members).map((sample) => ({ attributes, ...sample }) as TypedItem);
    });
}
