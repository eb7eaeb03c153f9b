/**
 * DynamoDB tables and typed models, async and blocking.
 *
 * @module dynatwin
 */

export type { DynamoClientConfig } from "./async/client/client-config.js";
export { getDefaultClient, setDefaultClient } from "./async/client/default-client.js";
export type { TableInList } from "./async/client/many-tables.js";
export type { AsyncItemExport } from "./async/exports.js";
export type { AsyncItems } from "./async/item-list.js";
export type { BatchWrites } from "./async/model/batches.js";
export type {
  MixedGetOptions,
  MixedItem,
  MixedOptions,
  MixedQueryOptions,
  MixedScanOptions,
} from "./async/model/mixed-items.js";
export type { AnyTable, ModelClass, ModelInstance } from "./async/model/model-info.js";
export type { HasStoredKeys, StoredKeys } from "./async/model/shared-items.js";
export type { Validation } from "./async/model/values.js";
export type { TransactGetResults } from "./async/transactions.js";
export type { DynatwinConfig, StageConfig } from "./config.js";
export { defineModel, type EntityDefinition, type ModelDefinition, type SharedTableType } from "./define-model.js";
export {
  type DefinedTable,
  defineTable,
  type SharedGlobalIndex,
  type SharedIndex,
  type SharedLocalIndex,
  type SharedTableDefinition,
  type SharedVectorIndex,
} from "./define-table.js";
export type { DefinedModel, DefinedSharedModel, ModelItem } from "./defined-model.js";
export type { OnDemandThroughputOptions, WarmThroughputOptions } from "./dynamodb/throughput.js";
export type { VectorDistance } from "./dynamodb/vector-indexes.js";
export {
  type BlockingFacts,
  BulkTimeoutError,
  type BulkTimeoutFacts,
  type ChangeTarget,
  type DefinitionIssue,
  type Destruction,
  DestructiveChangeError,
  DynatwinError,
  ExpressionError,
  type FailedCondition,
  type FailureReason,
  failedConditions,
  ImportLineError,
  type ImportLineFacts,
  type IndexState,
  type ItemFacts,
  ItemValidationError,
  isDynatwinError,
  linesWritten,
  PlanOutdatedError,
  type ReplicaState,
  RequestTimeoutError,
  SyncTimeoutError,
  SyncUnavailableError,
  TableDefinitionError,
  type TableDifference,
  TableMismatchError,
  TableNotRecreatedError,
  type TableNotRecreatedFacts,
  type TableResult,
  TablesError,
  UnexpectedAnswerError,
  type UnexpectedAnswerFacts,
  UnprocessedItemsError,
  type WaitFacts,
  WaitFailedError,
  WaitTimeoutError,
} from "./errors.js";
export type {
  AsyncLines,
  BulkOptions,
  BulkProgress,
  BulkReadOptions,
  BulkWriteOptions,
  ClonedTable,
  CloneTableOptions,
  ExportItemsOptions,
  ImportedItems,
  ImportItemsOptions,
  Lines,
  MigratedItems,
  MigrateItemsOptions,
  TruncatedTable,
  TruncateTableOptions,
} from "./items/options.js";
export { attr, type CodecAs, type CustomCodec } from "./model/attr.js";
export type {
  AnyAttribute,
  Attribute,
  Attributes,
  KeyableAttribute,
  KeyRole,
  KeyStorage,
  Need,
  NumberAttribute,
  VectorAttribute,
} from "./model/attribute.js";
export type { AttributeMap, AttributeMapValue } from "./model/attribute-map.js";
export type { BatchGetResults, BatchPart, BatchRead, BatchWrite } from "./model/batches.js";
export type { StorageType } from "./model/codec.js";
export type {
  GlobalIndexDefinition,
  GlobalIndexDefinitions,
  IndexKey,
  LocalIndexDefinition,
  LocalIndexDefinitions,
  VectorIndexDefinition,
  VectorIndexDefinitions,
} from "./model/definition.js";
export type { Upgrade } from "./model/entity.js";
export type { Change } from "./model/expressions/change.js";
export type { ConditionOf } from "./model/expressions/compile-condition.js";
export type { Condition } from "./model/expressions/condition.js";
export type { Fields } from "./model/expressions/field-types.js";
export type { KeyConditionOf, QueryKeyOf } from "./model/expressions/key-condition.js";
export type { ChangesOf, NewValuesOf } from "./model/expressions/update.js";
export type {
  AttributesOf,
  ChangeableName,
  GivenOf,
  HasAttributes,
  InputOf,
  InputValues,
  ItemOf,
  ItemValues,
  KeyableName,
  KeyOf,
  KeyProblem,
  KeyValues,
  MemberValues,
  PartitionKeyName,
  Simplify,
  SortKeyName,
  ValueOf,
  VectorName,
} from "./model/infer.js";
export type {
  BatchGetOptions,
  BatchWriteOptions,
  CountOptions,
  GetOptions,
  ItemCallOptions,
  ListOptions,
  MisfitOptions,
  ModelSearchOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  SearchOptions,
  Selected,
  TransactWriteOptions,
  UpdateOptions,
  WriteOptions,
} from "./model/item-options.js";
export type { Page } from "./model/page.js";
export type { SearchValue, SearchVectorsOptions } from "./model/plain-search.js";
export type { StoredItem } from "./model/schema.js";
export type { OmittedKey, SearchKeyOf, SearchResult } from "./model/search.js";
export type { TableIndexKey, TableKey } from "./model/shared-table-schema.js";
export type {
  SchemaIssue,
  SchemaPathStep,
  SchemaResult,
  SchemaTypes,
  StandardSchema,
} from "./model/standard-schema.js";
export type { Templates } from "./model/templates/template-types.js";
export type {
  TransactCheckOptions,
  TransactGet,
  TransactOptions,
  TransactUpdateOptions,
  TransactWrite,
} from "./model/transactions.js";
export type { Vector } from "./model/vectors.js";
export { DynamoClient } from "./sync/client/client.js";
export type { ItemExport } from "./sync/exports.js";
export type { Items } from "./sync/item-list.js";
export { Model } from "./sync/model/model.js";
export { ModelIndex } from "./sync/model/model-index.js";
export { SharedTable } from "./sync/model/shared-table.js";
export { ModelVectorIndex } from "./sync/model/vector-index.js";
export type {
  BackupProgress,
  BackupWaitOptions,
  CreateBackupOptions,
  ListBackupsOptions,
  RestoreFromBackup,
  RestoreSettings,
  RestoreSource,
  RestoreTableArguments,
  RestoreToTime,
} from "./table/backup/options.js";
export type { CallOptions, ListTablesOptions } from "./table/call-options.js";
export type { PointInTimeRecoveryOptions } from "./table/definition/backup-options.js";
export type { NotCompared } from "./table/definition/differences.js";
export type {
  AwsEncryption,
  CommonSettings,
  CreateTableArguments,
  CreateTableOptions,
  CustomerManagedEncryption,
  EncryptionOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  KeyType,
  LocalSecondaryIndexOptions,
  Projection,
  TableKeys,
  TableSettings,
  VectorIndexOptions,
} from "./table/definition/options.js";
export type {
  GlobalTableSettings,
  MultiRegionConsistency,
  ReplicaIndexOptions,
  ReplicaOnDemandThroughput,
  ReplicaOptions,
  ReplicaSettings,
} from "./table/definition/replica-options.js";
export type { DeletedTable, DeleteTableOptions } from "./table/delete/options.js";
export type { AddReplicaOptions, GlobalTableOptions, RemoveReplicaOptions } from "./table/global/options.js";
export type {
  CreateTablesSettings,
  DeleteTablesOptions,
  EnsureTablesSettings,
  ManyTablesOptions,
  NamedDefinition,
  PlanTablesSettings,
  VerifyTablesSettings,
} from "./table/many/options.js";
export { formatPlan } from "./table/update/format-plan.js";
export type {
  ApplyPlanOptions,
  DestroyOptions,
  EnsureOptions,
  EnsureTableArguments,
  EnsureTableOptions,
  PlanTableArguments,
  PlanTableOptions,
  RemovalOptions,
  StepProgress,
  TableChange,
  UpdateTableArguments,
  UpdateTableOptions,
  VerifyTableArguments,
  VerifyTableOptions,
} from "./table/update/options.js";
export type { PlanAction, PlannedRequest, PlanStep, TablePlan } from "./table/update/plan.js";
export type { WaitOptions, WaitProgress, WaitUntil } from "./table/wait/options.js";
export type { SdkCommand } from "./transport/sdk-command.js";
export type { SyncEngine, SyncOptions } from "./transport/sync-options.js";
