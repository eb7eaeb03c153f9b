export type { DynamoClientConfig } from "./async/client-config.js";
export { getDefaultClient, setDefaultClient } from "./async/default-client.js";
export type { AsyncItems } from "./async/item-list.js";
export type { ModelClass, ModelInstance } from "./async/model-info.js";
export { type DefinedModel, defineModel, type ModelDefinition, type ModelItem } from "./define-model.js";
export {
  type BlockingFacts,
  type DefinitionIssue,
  DynatwinError,
  ExpressionError,
  type FailedCondition,
  type FailureReason,
  failedConditions,
  type IndexState,
  type ItemFacts,
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
export { attr, type CustomCodec } from "./model/attr.js";
export type {
  AnyAttribute,
  Attribute,
  Attributes,
  KeyableAttribute,
  KeyStorage,
  NumberAttribute,
} from "./model/attribute.js";
export type { BatchGetResults, BatchRead, BatchWrite } from "./model/batches.js";
export type { GlobalIndexDefinition, IndexKey, LocalIndexDefinition } from "./model/definition.js";
export type { Change } from "./model/expressions/change.js";
export type { Condition } from "./model/expressions/clause.js";
export type { ConditionOf } from "./model/expressions/condition.js";
export type { Fields } from "./model/expressions/fields.js";
export type { KeyConditionOf } from "./model/expressions/key-condition.js";
export type { ChangesOf } from "./model/expressions/update.js";
export type {
  InputOf,
  ItemOf,
  KeyableName,
  KeyFault,
  KeyOf,
  PartitionKeyName,
  Simplify,
  SortKeyName,
  ValueOf,
} from "./model/infer.js";
export type {
  BatchGetOptions,
  BatchWriteOptions,
  CountOptions,
  GetOptions,
  ListOptions,
  MisfitOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  TransactWriteOptions,
  UpdateOptions,
  WriteOptions,
} from "./model/options.js";
export type { Page } from "./model/page.js";
export type { RawItem, RawValue } from "./model/raw-item.js";
export type { StandardSchema } from "./model/standard-schema.js";
export type { TransactGet, TransactWrite } from "./model/transactions.js";
export { DynamoClient } from "./sync/client.js";
export type { Items } from "./sync/item-list.js";
export { Model } from "./sync/model.js";
export { ModelIndex } from "./sync/model-index.js";
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
