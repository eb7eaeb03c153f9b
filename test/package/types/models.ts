// Compiled, never run: the exact types inferred from a model's definition.
import {
  attr,
  defineModel,
  type InputOf,
  type ItemOf,
  type KeyOf,
  type Model,
  type PartitionKeyName,
  type SortKeyName,
} from "dynatwin";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only for `true`. */
type Holds<Proof extends true> = Proof;
type Resolved<P> = P extends Promise<infer T> ? T : never;
/** The elements of an async list. */
type Listed<I> = I extends AsyncIterable<infer T> ? T : never;

const price = attr.custom<{ cents: number }>({
  storage: "N",
  encode: ({ cents }) => cents,
  decode: (cents) => ({ cents: Number(cents) }),
});

class Everything extends defineModel({
  table: "everything",
  attributes: {
    pk: attr.string().partitionKey(),
    sk: attr.date().sortKey(),
    text: attr.string(),
    count: attr.number(),
    big: attr.bigint(),
    bytes: attr.binary(),
    flag: attr.boolean(),
    seconds: attr.timestamp("s"),
    nanos: attr.timestamp("ns"),
    list: attr.list(attr.number()),
    map: attr.map({ a: attr.string(), b: attr.number().optional(), c: attr.boolean().default(false) }),
    record: attr.record(attr.list(attr.string())),
    strings: attr.stringSet(),
    numbers: attr.numberSet(),
    binaries: attr.binarySet(),
    literal: attr.literal("a", "b"),
    enum: attr.enum(["c", "d"]),
    json: attr.json<{ a: 1 }>(),
    price,
    nullable: attr.string().nullable(),
    optional: attr.number().optional(),
    either: attr.string().nullable().optional(),
    default: attr.string().default("x"),
    revision: attr.number().version(),
  },
  globalSecondaryIndexes: {
    byText: { partitionKey: "text", sortKey: "count" },
    keysOnly: { partitionKey: ["text", "count"], projection: "KEYS_ONLY" },
    some: { partitionKey: "big", projection: ["flag", "optional"] },
  },
  localSecondaryIndexes: { byCount: { sortKey: "count" } },
}) {
  get title(): string {
    return this.text;
  }
}
type A = (typeof Everything)["~attributes"];

interface Always {
  pk: string;
  sk: Date;
  text: string;
  count: number;
  big: bigint;
  bytes: Uint8Array;
  flag: boolean;
  seconds: Date;
  nanos: bigint;
  list: number[];
  map: { a: string; b?: number | undefined; c?: boolean | undefined };
  record: Record<string, string[]>;
  strings: Set<string>;
  numbers: Set<number>;
  binaries: Set<Uint8Array>;
  literal: "a" | "b";
  enum: "c" | "d";
  json: { a: 1 };
  price: { cents: number };
  nullable: string | null;
}
interface Item extends Always {
  default: string;
  revision: number;
  optional?: number | undefined;
  either?: string | null | undefined;
}
interface Input extends Always {
  default?: string | undefined;
  revision?: number | undefined;
  optional?: number | undefined;
  either?: string | null | undefined;
}
type Flat<T> = { [K in keyof T]: T[K] };

export type Values = [
  Holds<Equal<ItemOf<typeof Everything>, Flat<Item>>>,
  Holds<Equal<Flat<InputOf<typeof Everything>>, Flat<Input>>>,
  Holds<Equal<Flat<KeyOf<typeof Everything>>, { pk: string; sk: Date }>>,
  Holds<Equal<PartitionKeyName<A>, "pk">>,
  Holds<Equal<SortKeyName<A>, "sk">>,
  Holds<Equal<ConstructorParameters<typeof Everything>, [input: InputOf<typeof Everything>]>>,
  Holds<Equal<Everything["literal"], "a" | "b">>,
  Holds<Equal<Everything["title"], string>>,
  Holds<Everything extends Model ? true : false>,
];

const key = { pk: "a", sk: new Date() };

export function methods(item: Everything) {
  return {
    get: Everything.get(key),
    batch: Everything.batchGet([key]),
    query: Everything.query({ pk: "a", sk: { gt: new Date() } }),
    scan: Everything.scan(),
    from: Everything.scan({ segments: 1, cursor: "a", filter: (item) => item.flag.eq(true) }),
    side: Everything.scan({ segments: 4, cursor: undefined, filter: (item) => item.flag.eq(true) }),
    whole: Everything.byText.query({ text: "a", count: { between: [1, 2] } }),
    keysOnly: Everything.keysOnly.query({ text: "a", count: 1 }),
    some: Everything.some.query({ big: 1n }),
    local: Everything.byCount.query({ pk: "a", count: 5 }),
    save: item.save(),
    update: item.update({ optional: 5, nullable: null }),
    delete: item.delete(),
    syncGet: Everything.syncGet(key),
    syncSave: item.syncSave(),
    syncList: Everything.some.syncQuery({ big: 1n }).toArray(),
  };
}
type Methods = ReturnType<typeof methods>;

interface Part {
  pk: string;
  sk: Date;
  big: bigint;
  flag: boolean;
  optional?: number | undefined;
}

/** The items of an index are of the extended class, with its own members. */
export const title = (item: Listed<Methods["whole"]>): string | undefined =>
  item instanceof Everything ? item.title : undefined;

export type Results = [
  Holds<Equal<Resolved<Methods["get"]>, Everything | undefined>>,
  Holds<Equal<Resolved<Methods["batch"]>, Everything[]>>,
  Holds<Equal<Listed<Methods["query"]>, Everything>>,
  Holds<Equal<Listed<Methods["scan"] | Methods["from"] | Methods["side"]>, Everything>>,
  Holds<Equal<Flat<Listed<Methods["keysOnly"]>>, { pk: string; sk: Date; text: string; count: number }>>,
  Holds<Equal<Flat<Listed<Methods["some"]>>, Flat<Part>>>,
  Holds<Listed<Methods["whole"]> extends Item & Model ? true : false>,
  Holds<Listed<Methods["local"]> extends Item & Model ? true : false>,
  Holds<Equal<Resolved<Methods["save"]>, Everything>>,
  Holds<Equal<Resolved<Methods["update"]>, Everything>>,
  Holds<Equal<Resolved<Methods["delete"]>, void>>,
  Holds<Equal<Methods["syncGet"], Everything | undefined>>,
  Holds<Equal<Methods["syncSave"], Everything>>,
  Holds<Equal<Flat<Methods["syncList"][number]>, Flat<Part>>>,
];

/** The parameter of a query on an index. */
type QueryOf<I extends { query(key: never): unknown }> = Parameters<I["query"]>[0];

export const queries = {
  texts: [{ text: "a" }, { text: "a", count: 5 }, { text: "a", count: { lt: 5 } }],
  many: [{ text: "a", count: 5 }],
  locals: [{ pk: "a" }, { pk: "a", count: { gte: 5 } }],
} satisfies {
  texts: QueryOf<typeof Everything.byText>[];
  many: QueryOf<typeof Everything.keysOnly>[];
  locals: QueryOf<typeof Everything.byCount>[];
};

// Checks that the assertions above can fail.
export type Proofs = [
  // @ts-expect-error: not the same
  Holds<Equal<{ a?: string }, { a: string }>>,
  // @ts-expect-error: nor is this
  Holds<Equal<ItemOf<typeof Everything>, Flat<Input>>>,
];
