// Compiled, never run: a method without a twin, or with a different one, is a TypeScript error here.
import type { AsyncClient } from "../../src/async/client/client.js";
import type { AsyncItemExport } from "../../src/async/exports.js";
import type { AsyncItems } from "../../src/async/item-list.js";
import type { AsyncModel } from "../../src/async/model/model.js";
import type { AsyncModelIndex } from "../../src/async/model/model-index.js";
import type { AsyncModelVectorIndex } from "../../src/async/model/vector-index.js";
import type { DynamoClient, Model } from "../../src/index.js";
import type { AsyncLines, Lines } from "../../src/items/options.js";
import type { Attributes } from "../../src/model/attribute.js";
import type { ItemExport } from "../../src/sync/exports.js";
import type { Items } from "../../src/sync/item-list.js";
import type { ModelIndex } from "../../src/sync/model/model-index.js";
import type { ModelVectorIndex } from "../../src/sync/model/vector-index.js";
import type { AsyncMock } from "../../src/testing/async/mock.js";
import type { MockDynamoDB } from "../../src/testing/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The return type of a twin for that of the async method. */
type Bare<R> =
  R extends Promise<infer T>
    ? T
    : R extends AsyncItems<infer T>
      ? Items<T>
      : R extends AsyncItemExport
        ? ItemExport
        : R extends AsyncGenerator<infer T, infer End, infer Sent>
          ? Generator<T, End, Sent>
          : R extends AsyncIterable<infer T>
            ? Iterable<T>
            : never;

/** The last four overloads of a method; if it has fewer, the last one is repeated, on both sides. */
type Overloads<F> = F extends {
  (...args: infer A): infer Q;
  (...args: infer B): infer R;
  (...args: infer C): infer S;
  (...args: infer D): infer T;
}
  ? [[A, Q], [B, R], [C, S], [D, T]]
  : never;

type BareOverloads<F> = {
  [I in keyof F]: F[I] extends [infer Parameters, infer Result] ? [BareParameters<Parameters>, Bare<Result>] : never;
};

/** The parameters of a twin for those of the async method. */
type BareParameters<P> = { [I in keyof P]: Equal<P[I], AsyncLines> extends true ? Lines : P[I] };

type Returned<F> = F extends (...args: never) => infer R ? R : never;
type IsAsync<F> = [Returned<F>] extends [never]
  ? false
  : Returned<F> extends Promise<unknown> | AsyncIterable<unknown>
    ? true
    : false;

/** The twins that a class of async methods should have. */
type Expected<Async> = {
  [K in keyof Async & string as IsAsync<Async[K]> extends true ? `sync${Capitalize<K>}` : never]: BareOverloads<
    Overloads<Async[K]>
  >;
};

/** The twins that a class has. The context and the control that they use are internal, and not methods. */
type Found<Both> = {
  [K in Exclude<keyof Both & `sync${Capitalize<string>}`, "syncContext" | "syncControl">]: Overloads<Both[K]>;
};

/** The names of the twins that are missing, have no async method, or differ from it. */
type Differences<Async, Both, E = Expected<Async>, F = Found<Both>> = {
  [K in keyof E | keyof F]: K extends keyof E & keyof F ? (Equal<E[K], F[K]> extends true ? never : K) : K;
}[keyof E | keyof F];

/** Compiles only without a name. */
type None<Names extends never> = Names;

export type ClientParity = None<Differences<AsyncClient, DynamoClient>>;
export type ModelParity = None<Differences<typeof AsyncModel, typeof Model>>;
export type ItemParity = None<Differences<AsyncModel, Model>>;
export type IndexParity = None<
  Differences<AsyncModelIndex<Attributes, "p", "s", object>, ModelIndex<Attributes, "p", "s", object>>
>;
export type VectorIndexParity = None<
  Differences<
    AsyncModelVectorIndex<Attributes, "p", "f", "n", object>,
    ModelVectorIndex<Attributes, "p", "f", "n", object>
  >
>;
export type MockParity = None<Differences<AsyncMock, MockDynamoDB>>;
export type ListParity = None<Differences<AsyncList, List>>;

/** The methods of lists have no renamed twins: the blocking list has the same names, which are listed here. */
type AsyncList = Pick<AsyncItems<object>, "toArray" | "first" | "pages">;
type List = { [K in keyof AsyncList as `sync${Capitalize<K>}`]: Items<object>[K] };

// Checks that the comparisons are not empty.
export type Compared = [
  Held<"syncCreateTable" | "syncGet" | "syncQuery" | "syncBatchWrite", keyof Found<typeof Model>>,
  Held<"syncPut" | "syncReset" | "syncClose", keyof Found<MockDynamoDB>>,
  Held<"syncSave" | "syncUpdate" | "syncDelete", keyof Found<Model>>,
  Held<"syncSearch", keyof Found<ModelVectorIndex<Attributes, "p", "f", "n", object>>>,
  Held<"syncQuery" | "syncScan", keyof Found<ModelIndex<Attributes, "p", "s", object>>>,
  // @ts-expect-error: there is no such twin
  Held<"syncTransactPut", keyof Found<typeof Model>>,
];
/** Compiles only if the names are among the others. */
type Held<Names extends All, All> = Names;

// Checks that the assertions above can fail.
interface Origin {
  read(key: string): Promise<number>;
  list(): AsyncGenerator<string, void, undefined>;
  remove(key: string, sure: true): Promise<string | undefined>;
  remove(key: string): Promise<string>;
  readonly size: number;
  destroy(): void;
}
interface Twins extends Origin {
  syncRead(key: string): number;
  syncList(): Generator<string, void, undefined>;
  syncRemove(key: string, sure: true): string | undefined;
  syncRemove(key: string): string;
}
type Without<T, K extends keyof T> = Omit<T, K>;

export type Proofs = [
  None<Differences<Origin, Twins>>,
  // @ts-expect-error: no twin
  None<Differences<Origin, Without<Twins, "syncRead">>>,
  // @ts-expect-error: no async method
  None<Differences<Without<Origin, "read">, Twins>>,
  // @ts-expect-error: another parameter
  None<Differences<Origin, Without<Twins, "syncRead"> & { syncRead(key: number): number }>>,
  // @ts-expect-error: one parameter less
  None<Differences<Origin, Without<Twins, "syncRead"> & { syncRead(): number }>>,
  // @ts-expect-error: another result
  None<Differences<Origin, Without<Twins, "syncRead"> & { syncRead(key: string): string }>>,
  // @ts-expect-error: a promise
  None<Differences<Origin, Without<Twins, "syncRead"> & { syncRead(key: string): Promise<number> }>>,
  // @ts-expect-error: another iterable
  None<Differences<Origin, Without<Twins, "syncList"> & { syncList(): Generator<number, void, undefined> }>>,
  // @ts-expect-error: an overload less
  None<Differences<Origin, Without<Twins, "syncRemove"> & { syncRemove(key: string): string }>>,
  None<
    // @ts-expect-error: another first overload
    Differences<
      Origin,
      Without<Twins, "syncRemove"> & { syncRemove(key: string, sure: boolean): string; syncRemove(key: string): string }
    >
  >,
];
