export { DynatwinError, isDynatwinError } from "./errors/base.js";
export { type BlockingFacts, SyncTimeoutError, SyncUnavailableError } from "./errors/blocking.js";
export {
  BulkTimeoutError,
  type BulkTimeoutFacts,
  ImportLineError,
  type ImportLineFacts,
  linesWritten,
  noteLinesWritten,
  TableNotRecreatedError,
  type TableNotRecreatedFacts,
} from "./errors/bulk.js";
export { type FailedCondition, type FailureReason, failedConditions, noteFailures } from "./errors/conditions.js";
export { isError } from "./errors/is-error.js";
export {
  type DefinitionIssue,
  ExpressionError,
  type ItemFacts,
  ItemValidationError,
  TableDefinitionError,
} from "./errors/issues.js";
export {
  clientDestroyed,
  RequestTimeoutError,
  UnexpectedAnswerError,
  type UnexpectedAnswerFacts,
  UnprocessedItemsError,
} from "./errors/requests.js";
export {
  type ChangeTarget,
  type Destruction,
  DestructiveChangeError,
  PlanOutdatedError,
  type TableDifference,
  TableMismatchError,
  type TableResult,
  TablesError,
} from "./errors/tables.js";
export {
  type IndexState,
  type ReplicaState,
  type WaitFacts,
  WaitFailedError,
  WaitTimeoutError,
} from "./errors/waits.js";
