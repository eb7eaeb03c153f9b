// Never run: enums and literals as keys keep their types in all uses of a key.
import { attr, defineModel, type KeyOf } from "dynatwin";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only for `true`. */
type Holds<Proof extends true> = Proof;

class Job extends defineModel({
  table: "jobs",
  attributes: {
    queue: attr.literal("mail", "print").partitionKey(),
    status: attr.enum(["open", "done"]).sortKey(),
    kind: attr.literal("small", "large").default("small"),
    note: attr.string().optional(),
  },
  globalSecondaryIndexes: { byKind: { partitionKey: "kind", sortKey: ["status", "queue"] } },
  localSecondaryIndexes: { byKindLocally: { sortKey: "kind" } },
}) {}

export type Keys = [
  Holds<Equal<KeyOf<typeof Job>, { queue: "mail" | "print"; status: "open" | "done" }>>,
  Holds<Equal<Job["status"], "open" | "done">>,
];

export const accepted = () => [
  Job.get({ queue: "mail", status: "open" }),
  Job.query({ queue: "mail", status: { beginsWith: "op" } }),
  Job.query({ queue: "print", status: { between: ["done", "open"] } }),
  Job.byKind.query({ kind: "small", status: "open", queue: { gte: "mail" } }),
  Job.byKindLocally.query({ queue: "mail", kind: "large" }),
  Job.scan({ filter: (job) => job.status.in(["open"]).and(job.kind.eq("small")) }),
];

export const refused = [
  // @ts-expect-error: no such queue
  () => Job.get({ queue: "fax", status: "open" }),
  // @ts-expect-error: no such status
  () => Job.query({ queue: "mail", status: "closed" }),
  // @ts-expect-error: nor as a bound
  () => Job.query({ queue: "mail", status: { gt: "closed" } }),
  // @ts-expect-error: no such kind
  () => Job.byKind.query({ kind: "medium" }),
  // @ts-expect-error: no such kind
  () => Job.scan({ filter: (job) => job.kind.eq("medium") }),
  // @ts-expect-error: no such queue
  () => new Job({ queue: "fax", status: "open" }),
  () =>
    defineModel({
      table: "nullable",
      attributes: {
        // @ts-expect-error: a key is never null
        pk: attr.enum(["a"]).nullable().partitionKey(),
      },
    }),
];
