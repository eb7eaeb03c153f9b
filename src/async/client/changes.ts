import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { createOptionsOf, tableNameOf } from "../../table/definition/from-model.js";
import type { TableSettings } from "../../table/definition/options.js";
import type {
  ApplyPlanOptions,
  DestroyOptions,
  EnsureOptions,
  EnsureTableArguments,
  PlanTableArguments,
  RemovalOptions,
  TableChange,
  UpdateTableArguments,
  VerifyTableArguments,
} from "../../table/update/options.js";
import type { TablePlan } from "../../table/update/plan.js";
import type { AnyTable } from "../model/model-info.js";
import * as changes from "../table-changes.js";
import { ClientWaits } from "./waits.js";

/** The methods of a client that compare tables with definitions and change them. */
export class ClientChanges extends ClientWaits {
  /**
   * Ensures that a table exists, as defined and usable. Any number of callers can do so at the same time, in any state
   * of the table; one of them creates it.
   *
   * Settings that the definition does not mention are not changed. A table that differs is an error, unless
   * `ifDifferent` is set. Settings that DynamoDB accepts only for an ACTIVE table (time to live, backups, insights) are
   * enabled if an earlier call was interrupted.
   *
   * AWS operations: DescribeTable, CreateTable, and as far as the definition mentions them those of
   * {@link DynamoClient.planTable} and {@link DynamoClient.updateTable}; DeleteTable with `ifDifferent: "recreate"`.
   * Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The definition, as `createTable` accepts it, and what to do with a table that differs; with a
   * model, settings over those of the model. The wait's timeout in seconds is 120, and more if changes usually take
   * longer.
   * @returns What was done, the table's description, and the steps that were performed.
   * @throws {@link TableDefinitionError} with all issues of the arguments.
   * @throws {@link TableMismatchError} with every difference, unless they are to be changed.
   * @throws {@link DestructiveChangeError} if a change would destroy something that is not named in `allowDestroy`.
   * @throws {@link WaitTimeoutError} if the table is not usable in time; the same call continues from there.
   *
   * @example
   * ```ts
   * const { outcome } = await client.ensureTable("users", { partitionKey: ["pk", "S"], ifDifferent: "update" });
   * console.log(outcome);
   * ```
   */
  ensureTable<T extends string | AnyTable>(table: T, ...[options]: EnsureTableArguments<T>): Promise<TableChange>;
  /**
   * @param options - Settings over those of the model, and what to do with a table that differs. The wait's timeout in
   * seconds is 120, and more if changes usually take longer.
   *
   * @example
   * ```ts
   * const { outcome } = await User.ensureTable({ ifDifferent: "update" });
   * console.log(outcome);
   * ```
   *
   * @internal
   */
  ensureTable(table: AnyTable, options?: TableSettings & EnsureOptions): Promise<TableChange>;
  async ensureTable<T extends string | AnyTable>(
    table: T,
    ...[options = {}]: EnsureTableArguments<T>
  ): Promise<TableChange> {
    return await changes.ensureTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Changes a table, one step after the other, in an order that DynamoDB accepts. Settings that are not mentioned are
   * not changed, and settings that are as defined already are not sent. An interrupted call is resumed by the same
   * call.
   *
   * AWS operations: those of {@link DynamoClient.planTable} as far as the changes mention them; UpdateTable,
   * UpdateTimeToLive, UpdateContinuousBackups, UpdateContributorInsights, TagResource, UntagResource,
   * PutResourcePolicy, DeleteResourcePolicy; Scan before a table becomes a strongly consistent global table; SearchVectors
   * for vector indexes that have to be settled. Permissions:
   * `dynamodb:` with each of these names, and for replicas those of {@link DynamoClient.createGlobalTable}.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The changes, as a definition; what to remove, and what may be destroyed. With `wait`, the call
   * returns when the last change is complete; its timeout in seconds is 120, and more if the changes usually take
   * longer.
   * @returns Whether something was changed, the table's description, and the steps that were performed.
   * @throws {@link TableDefinitionError} with all issues of the arguments.
   * @throws {@link TableMismatchError} if the change needs a new table: keys and local secondary indexes cannot be
   * changed.
   * @throws {@link DestructiveChangeError} if a change would destroy something that is not named in `allowDestroy`.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * await client.updateTable("users", { billingMode: "PROVISIONED", readCapacity: 5, tags: { team: "a" }, wait: true });
   * ```
   */
  updateTable<T extends string | AnyTable>(table: T, ...[options]: UpdateTableArguments<T>): Promise<TableChange>;
  /**
   * @param options - Settings over those of the model; what to remove, and what may be destroyed. With `wait`, the call
   * returns when the last change is complete; its timeout in seconds is 120, and more if the changes usually take
   * longer.
   *
   * @example
   * ```ts
   * await User.createTable({ wait: true });
   * await User.updateTable({ deletionProtection: true, tags: { team: "a" }, wait: true });
   * await User.deleteTable({ disableProtection: true });
   * ```
   *
   * @internal
   */
  updateTable(table: AnyTable, options?: TableSettings & RemovalOptions & DestroyOptions): Promise<TableChange>;
  async updateTable<T extends string | AnyTable>(
    table: T,
    ...[options = {}]: UpdateTableArguments<T>
  ): Promise<TableChange> {
    return await changes.updateTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Creates the plan that changes a table to its definition. Sends only requests that read; the plan is plain JSON.
   *
   * Settings without the permission to read them are in `notCompared`, with that permission.
   *
   * AWS operations: DescribeTable, DescribeTimeToLive, DescribeContinuousBackups, DescribeContributorInsights,
   * ListTagsOfResource, GetResourcePolicy, DescribeKinesisStreamingDestination. Permissions: `dynamodb:` with each of
   * these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The definition, which may leave parts out, and what to remove; with a model, settings over those
   * of the model.
   * @returns The plan: its steps, the settings that are kept, the settings that were not compared.
   * @throws {@link TableDefinitionError} with all issues of the arguments.
   * @throws {@link TableMismatchError} if the change needs a new table: keys and local secondary indexes cannot be
   * changed.
   *
   * @example
   * ```ts
   * import { formatPlan } from "dynatwin";
   *
   * console.log(formatPlan(await client.planTable("users", { partitionKey: ["pk", "S"], stream: "NEW_IMAGE" })));
   * ```
   */
  planTable<T extends string | AnyTable>(table: T, ...[options]: PlanTableArguments<T>): Promise<TablePlan>;
  /**
   * @param options - Settings over those of the model, and what to remove.
   *
   * @example
   * ```ts
   * import { formatPlan } from "dynatwin";
   *
   * console.log(formatPlan(await User.planTable({ stream: "NEW_IMAGE" })));
   * ```
   *
   * @internal
   */
  planTable(table: AnyTable, options?: TableSettings & RemovalOptions): Promise<TablePlan>;
  async planTable<T extends string | AnyTable>(table: T, ...[options = {}]: PlanTableArguments<T>): Promise<TablePlan> {
    return await changes.planTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Makes the changes of a plan, and waits between them until the next one is possible. A plan is refused if its table
   * has changed since. After an interrupted call, create a new plan.
   *
   * AWS operations: those of {@link DynamoClient.planTable}, and as far as the plan's steps name them CreateTable and
   * those of {@link DynamoClient.updateTable}. Permissions: `dynamodb:` with each of these names.
   *
   * @param plan - A plan of `planTable`, also one that was stored as JSON.
   * @param options - What may be destroyed; how to wait: until the last change is complete, by default for twice as
   * long as the changes usually take and at least 120 seconds; a signal; a callback for the start and the end of each
   * step.
   * @returns Whether the table was created or updated, its description, and the steps that were performed.
   * @throws {@link PlanOutdatedError} if the table has changed since the plan was created.
   * @throws {@link DestructiveChangeError} if a step destroys something that is not named in `allowDestroy`.
   * @throws {@link WaitTimeoutError} if the changes are not complete in time.
   *
   * @example
   * ```ts
   * const plan = await client.planTable("users", { partitionKey: ["pk", "S"], deletionProtection: false });
   * await client.applyPlan(plan);
   * ```
   */
  async applyPlan(plan: TablePlan, options: ApplyPlanOptions = {}): Promise<TableChange> {
    return await changes.applyPlan(this.asyncContext, plan, options);
  }

  /**
   * Compares a table with a definition. Settings that the definition does not mention are not compared. The call waits
   * while the table is being created or changed.
   *
   * AWS operations: DescribeTable, and as far as the definition mentions them those of {@link DynamoClient.planTable}, and
   * SearchVectors for vector indexes that have to be settled.
   * Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The definition, which may leave parts out; with a model, settings over those of the model.
   * @returns The table's description, if it is as defined.
   * @throws {@link TableMismatchError} with every difference.
   * @throws `ResourceNotFoundException` of the SDK if the table does not exist.
   *
   * @example
   * ```ts
   * await client.createTable("users", { partitionKey: ["pk", "S"], wait: true });
   * await client.verifyTable("users", { partitionKey: ["pk", "S"], billingMode: "PAY_PER_REQUEST" });
   * ```
   */
  verifyTable<T extends string | AnyTable>(table: T, ...[options]: VerifyTableArguments<T>): Promise<TableDescription>;
  /**
   * @param options - Settings over those of the model.
   *
   * @example
   * ```ts
   * await User.createTable({ wait: true });
   * await User.verifyTable({ billingMode: "PAY_PER_REQUEST" });
   * ```
   *
   * @internal
   */
  verifyTable(table: AnyTable, options?: TableSettings & Pick<RemovalOptions, "prune">): Promise<TableDescription>;
  async verifyTable<T extends string | AnyTable>(
    table: T,
    ...[options = {}]: VerifyTableArguments<T>
  ): Promise<TableDescription> {
    return await changes.verifyTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }
}
