export type { DynamoClientConfig } from "./async/client-config.js";
export { getDefaultClient, setDefaultClient } from "./async/default-client.js";
export { type DefinedModel, defineModel, type ModelDefinition, type ModelItem } from "./define-model.js";
export {
  type BlockingFacts,
  type DefinitionIssue,
  DynatwinError,
  type IndexState,
  type ItemFault,
  ItemValidationError,
  isDynatwinError,
  SyncTimeoutError,
  SyncUnavailableError,
  TableDefinitionError,
  UnprocessedItemsError,
  type WaitFacts,
  WaitFailedError,
  WaitTimeoutError,
} from "./errors.js";
export { attr } from "./model/attr.js";
export { DynamoClient } from "./sync/client.js";
export { Model } from "./sync/model.js";
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
