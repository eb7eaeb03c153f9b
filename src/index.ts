export { AsyncClient as DynamoClient, type DynamoClientConfig } from "./async/client.js";
export { getDefaultClient, setDefaultClient } from "./async/default-client.js";
export {
  type DefinitionIssue,
  DynatwinError,
  type IndexState,
  isDynatwinError,
  TableDefinitionError,
  type WaitFacts,
  WaitFailedError,
  WaitTimeoutError,
} from "./errors.js";
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
