// Never run: the test is that this file compiles, with errors at the marked lines.
import { attr, type ChangesOf, type ConditionOf, type Fields, type KeyConditionOf } from "dynatwin";

const attributes = {
  pk: attr.string().partitionKey(),
  sk: attr.string().sortKey(),
  status: attr.enum(["open", "paid"]).default("open"),
  email: attr.string(),
  age: attr.number().optional(),
  total: attr.bigint(),
  amount: attr.decimal().optional(),
  gift: attr.boolean().optional(),
  note: attr.string().nullable(),
  at: attr.date(),
  seen: attr.timestamp("ms").optional(),
  token: attr.binary(),
  extra: attr.json<string>(),
  price: attr.custom<{ cents: number }>({
    storage: "N",
    encode: ({ cents }) => cents,
    decode: (cents) => ({ cents: Number(cents) }),
  }),
  tags: attr.stringSet().optional(),
  address: attr.map({ city: attr.string(), floor: attr.number().optional() }).nullable().optional(),
  limits: attr.record(attr.number()),
  lines: attr.list(attr.map({ product: attr.string(), amounts: attr.list(attr.number()) })).default([]),
};
type A = typeof attributes;

export function whatIsAccepted(item: Fields<A>): void {
  const conditions: ConditionOf<A>[] = [
    ({ pk }) => pk.notExists(),
    ({ pk, sk }) => pk.eq("a").and(sk.beginsWith("b").or(sk.between("c", "d")).not()),
    ({ status }) => status.in(["open", "paid"]).or(status.beginsWith("o")),
    ({ age, total }) => age.gt(1).and(total.lte(5n)),
    ({ amount }) =>
      amount
        .gt("1.5")
        .and(amount.in(["2", "2.5"]))
        .and(amount.between("1", "1.23e40")),
    ({ at, seen }) => at.gt(new Date()).and(seen.between(new Date(0), new Date())),
    ({ token }) => token.beginsWith(new Uint8Array()).and(token.size().gt(3)),
    ({ note }) => note.eq(null).or(note.contains("a")).or(note.hasType("NULL")),
    ({ price }) => price.gt({ cents: 5 }),
    ({ extra }) => extra.ne("text"),
    ({ tags }) => tags.contains("a").and(tags.size().in([1, 2])),
    ({ address }) => address.key("city").beginsWith("O").and(address.key("floor").gt(1)).and(address.size().gt(1)),
    ({ limits }) => limits.key("any").lt(5),
    ({ lines }) => lines.at(0).key("amounts").at(1).gt(5),
    ({ lines }) => lines.contains({ product: "a", amounts: [] }),
  ];
  const changes: ChangesOf<A>[] = [
    { email: "a", age: 5, note: null, seen: undefined },
    {},
    ({ age, total, amount }) => [age.add(1), total.add(-1n), amount.add("-0.1")],
    ({ age, address, status, limits, lines }) => [
      age.remove(),
      address.key("floor").remove(),
      status.remove(),
      limits.key("a").remove(),
      lines.at(0).remove(),
    ],
    ({ tags }) => [tags.add(new Set(["a"])), tags.delete(new Set(["b"]))],
    ({ lines }) => [lines.append([{ product: "a", amounts: [1] }]), lines.at(0).key("amounts").prepend([1])],
    ({ note, address }) => [note.set(null), address.set(null), address.key("city").setIfMissing("Oslo")],
  ];
  const keys: KeyConditionOf<A, "pk", "sk">[] = [
    { pk: "a" },
    { pk: "a", sk: "b" },
    { pk: "a", sk: { beginsWith: "b" } },
    { pk: "a", sk: { between: ["b", "c"] } },
    { pk: "a", sk: undefined },
  ];
  const index: KeyConditionOf<A, "email" | "total", "at" | "age">[] = [
    { email: "a", total: 5n },
    { email: "a", total: 5n, at: new Date(), age: { gte: 5 } },
    { email: "a", total: 5n, at: { between: [new Date(0), new Date()] } },
  ];
  const amounts: KeyConditionOf<A, "email", "amount"> = { email: "a", amount: { gt: "1.5" } };
  const unsorted: KeyConditionOf<A, "email", never> = { email: "a" };
  void [item, conditions, changes, keys, index, amounts, unsorted];
}

export function conditionsThatAreRefused(item: Fields<A>): void {
  // @ts-expect-error there is no such attribute
  item.emial.eq("a");
  // @ts-expect-error the value is a string
  item.email.eq(5);
  // @ts-expect-error it is never null
  item.email.eq(null);
  // @ts-expect-error null has no order
  item.note.gt(null);
  // @ts-expect-error it is not one of the enum's values
  item.status.eq("closed");
  // @ts-expect-error one of them is not one of the enum's values
  item.status.in(["open", "closed"]);
  // @ts-expect-error a number has no prefixes
  item.age.beginsWith(1);
  // @ts-expect-error a decimal has no prefixes
  item.amount.beginsWith("1");
  // @ts-expect-error a decimal has no size
  item.amount.size();
  // @ts-expect-error a decimal is text
  item.amount.gt(1.5);
  // @ts-expect-error a range of a decimal has no prefixes
  void ({ email: "a", amount: { beginsWith: "1" } } satisfies KeyConditionOf<A, "email", "amount">);
  // @ts-expect-error a date is not text
  item.at.beginsWith("2024");
  // @ts-expect-error a number contains nothing
  item.age.contains(1);
  // @ts-expect-error a number has no size
  item.age.size();
  // @ts-expect-error a boolean has no order
  item.gift.gt(true);
  // @ts-expect-error JSON has no order
  item.extra.gt("text");
  // @ts-expect-error JSON is not searched
  item.extra.contains("text");
  // @ts-expect-error a bigint is not a number
  item.total.gt(5);
  // @ts-expect-error a date is not text
  item.at.lt("2024-05-01");
  // @ts-expect-error the members are strings
  item.tags.contains(5);
  // @ts-expect-error a set has no order
  item.tags.gt(new Set(["a"]));
  // @ts-expect-error the map has no such member
  item.address.key("street");
  // @ts-expect-error the member is text
  item.address.key("city").eq(5);
  // @ts-expect-error the members are numbers
  item.limits.key("any").beginsWith("a");
  // @ts-expect-error a list has no named members
  item.lines.key("product");
  // @ts-expect-error a map has no indexes
  item.address.at(0);
  // @ts-expect-error there is no such type
  item.note.hasType("string");
  // @ts-expect-error a size is a number
  item.email.size().gt("5");
  // @ts-expect-error a value is not a condition
  item.email.eq("a").and(true);
  // @ts-expect-error a condition is created by fields only
  const handmade: ConditionOf<A> = () => ({ and: () => {}, or: () => {}, not: () => {} });
  // @ts-expect-error a change is not a condition
  const change: ConditionOf<A> = ({ email }) => email.set("a");
  void [handmade, change];
}

export function changesThatAreRefused(item: Fields<A>): void {
  // @ts-expect-error the key never changes
  item.pk.set("a");
  // @ts-expect-error nor can its sort key be removed
  item.sk.remove();
  // @ts-expect-error an item must have it
  item.email.remove();
  // @ts-expect-error and a map must have this member
  item.address.key("city").remove();
  // @ts-expect-error the value is a number
  item.age.set("5");
  // @ts-expect-error it is never null
  item.age.set(null);
  // @ts-expect-error text cannot be added
  item.email.add("a");
  // @ts-expect-error a Date cannot be added
  item.seen.add(5);
  // @ts-expect-error an amount is a number
  item.age.add("1");
  // @ts-expect-error add on a set needs a set
  item.tags.add("a");
  // @ts-expect-error a number has no members
  item.age.delete(new Set([1]));
  // @ts-expect-error a set has no append
  item.tags.append(["a"]);
  // @ts-expect-error the elements have other members
  item.lines.append([{ product: 5, amounts: [] }]);
  // @ts-expect-error the key never changes
  const key: ChangesOf<A> = { pk: "a" };
  // @ts-expect-error there is no such attribute
  const unknown: ChangesOf<A> = { emial: "a" };
  // @ts-expect-error the value is a number
  const wrong: ChangesOf<A> = { age: "5" };
  // @ts-expect-error it is never null
  const nothing: ChangesOf<A> = { email: null };
  // @ts-expect-error changes are an array
  const single: ChangesOf<A> = ({ age }) => age.add(1);
  // @ts-expect-error a condition is not a change
  const condition: ChangesOf<A> = ({ age }) => [age.gt(1)];
  void [key, unknown, wrong, nothing, single, condition];
}

type Key = KeyConditionOf<A, "pk", "sk">;
type IndexKey = KeyConditionOf<A, "email", "age" | "at" | "token">;

export const keysThatAreRefused = [
  // @ts-expect-error the partition key is required
  { sk: "a" } satisfies Key,
  // @ts-expect-error the partition key has no ranges
  { pk: { beginsWith: "a" } } satisfies Key,
  // @ts-expect-error it is not in the key
  { pk: "a", email: "a" } satisfies Key,
  // @ts-expect-error the value is a string
  { pk: 5 } satisfies Key,
  // @ts-expect-error the bound is a string
  { pk: "a", sk: { gt: 5 } } satisfies Key,
  // @ts-expect-error one operator, not two
  { pk: "a", sk: { gt: "a", lt: "b" } } satisfies Key,
  // @ts-expect-error there is no such operator
  { pk: "a", sk: { contains: "a" } } satisfies Key,
  // @ts-expect-error between needs two values
  { pk: "a", sk: { between: ["a"] } } satisfies Key,
  // @ts-expect-error a number has no prefixes
  { email: "a", age: { beginsWith: 5 } } satisfies IndexKey,
  // @ts-expect-error a date is not text
  { email: "a", at: { beginsWith: "2024" } } satisfies IndexKey,
  // @ts-expect-error bytes are not text
  { email: "a", token: { beginsWith: "a" } } satisfies IndexKey,
];
