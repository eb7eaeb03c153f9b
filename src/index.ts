export type { DynamoClientConfig } from "./async/client-config.js";
export { getDefaultClient, setDefaultClient } from "./async/default-client.js";
export {
  type BlockingFacts,
  type DefinitionIssue,
  DynatwinError,
  type IndexState,
  isDynatwinError,
  SyncTimeoutError,
  SyncUnavailableError,
  TableDefinitionError,
  type WaitFacts,
  WaitFailedError,
  WaitTimeoutError,
} from "./errors.js";
export { DynamoClient } from "./sync/client.js";
export type {
  CallOptions,
  CreateTableOptions,
  DeleteTableOptions,
  EncryptionOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  KeyType,
  ListTablesOptions,
  LocalSecondaryIndexOptions,
  OnDemandThroughputOptions,
  Projection,
  TableSettings,
  WarmThroughputOptions,
} from "./table/options.js";
export type { WaitOptions, WaitProgress, WaitUntil } from "./table/wait-options.js";
export type { SyncEngine, SyncOptions } from "./transport/sync-options.js";
