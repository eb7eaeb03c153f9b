/** What the mirror calls by another name. A rule that no file needs fails the run, so that the table cannot rot. */
export interface Rules {
  /** Exported names of ours: types, classes, functions. Must be declared where the new name is, too. */
  readonly names: Readonly<Record<string, string>>;
  /** Members of any class or interface of ours. */
  readonly members: Readonly<Record<string, string>>;
}

/** For the `async` folders of `src`, and for the tests that use what is in there. */
export const sourceRules: Rules = {
  names: {
    AsyncClient: "DynamoClient",
    AsyncContext: "SyncContext",
    AsyncItems: "Items",
    AsyncMock: "MockDynamoDB",
    Control: "BlockingControl",
    AsyncModel: "Model",
    AsyncModelIndex: "ModelIndex",
    ClientItems: "SyncClientItems",
    ClientTables: "SyncClientTables",
    ClientChanges: "SyncClientChanges",
    ClientWaits: "SyncClientWaits",
    ModelBatches: "SyncModelBatches",
    ModelReads: "SyncModelReads",
    ModelTables: "SyncModelTables",
    ModelWrites: "SyncModelWrites",
    RequestQueue: "BlockingRequestQueue",
    Transport: "BlockingTransport",
    mockDynamoDB: "syncMockDynamoDB",
  },
  members: {
    asyncContext: "syncContext",
    asyncControl: "syncControl",
  },
};

/** For `test/async` alone: what `test/support/both.ts` has in two forms. */
export const testRules: Rules = {
  names: {
    rejects: "throws",
  },
  members: {},
};

/** The language's own pairs. They are complete on purpose, so nobody asks whether each of them is used today. */
export const language = {
  /** Types that stand for a later value, and turn into their argument. */
  unwrapped: new Set(["Promise", "PromiseLike", "Awaited"]),
  types: new Map([
    ["AsyncGenerator", "Generator"],
    ["AsyncIterable", "Iterable"],
    ["AsyncIterableIterator", "IterableIterator"],
    ["AsyncIterator", "Iterator"],
    ["AsyncIteratorObject", "IteratorObject"],
    ["AsyncDisposable", "Disposable"],
    ["AsyncDisposableStack", "DisposableStack"],
  ]),
  /** Members of `Symbol`. */
  symbols: new Map([
    ["asyncIterator", "iterator"],
    ["asyncDispose", "dispose"],
  ]),
};

/** The name of a method's blocking twin. */
export function twinNameOf(name: string): string {
  return `sync${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
