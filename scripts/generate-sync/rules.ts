/**
 * The names that differ in the mirror. A rule that no file uses fails the run, so that the table does not become
 * outdated.
 */
export interface Rules {
  /** Exported names of this repository: types, classes, functions. The new name must be declared in the same file. */
  readonly names: Readonly<Record<string, string>>;
  /** Members of any class or interface of this repository. */
  readonly members: Readonly<Record<string, string>>;
}

/** For the `async` folders of `src`, and for the tests that use their code. */
export const sourceRules: Rules = {
  names: {
    AsyncClient: "DynamoClient",
    AsyncContext: "SyncContext",
    AsyncItemExport: "ItemExport",
    AsyncItems: "Items",
    AsyncLines: "Lines",
    AsyncMock: "MockDynamoDB",
    Control: "BlockingControl",
    AsyncModel: "Model",
    AsyncModelIndex: "ModelIndex",
    AsyncModelVectorIndex: "ModelVectorIndex",
    AsyncSharedItems: "SharedItems",
    AsyncSharedTable: "SharedTable",
    ClientBackups: "SyncClientBackups",
    ClientBulkItems: "SyncClientBulkItems",
    ClientItems: "SyncClientItems",
    ClientTables: "SyncClientTables",
    ClientChanges: "SyncClientChanges",
    ClientGlobalTables: "SyncClientGlobalTables",
    ClientManyTables: "SyncClientManyTables",
    ClientWaits: "SyncClientWaits",
    ModelBatches: "SyncModelBatches",
    ModelReads: "SyncModelReads",
    ModelTables: "SyncModelTables",
    ModelWrites: "SyncModelWrites",
    RequestQueue: "BlockingRequestQueue",
    ValueSource: "BlockingValueSource",
    Transport: "BlockingTransport",
    mockDynamoDB: "syncMockDynamoDB",
  },
  members: {
    asyncContext: "syncContext",
    asyncControl: "syncControl",
  },
};

/** For `test/async` only: the functions that `test/support` has in two forms. */
export const testRules: Rules = {
  names: {
    rejects: "throws",
    startDynamoDB: "syncStartDynamoDB",
  },
  members: {},
};

/** The pairs of the language. They are complete, and not checked for use. */
export const language = {
  /** Types of a later value, which are replaced by their argument. */
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
