import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { createOptionsOf, tableNameOf } from "../../table/definition/from-model.js";
import type { TableSettings } from "../../table/definition/options.js";
import type {
  ApplyPlanOptions,
  DestroyOptions,
  EnsureOptions,
  EnsureTableArguments,
  PlanTableOptions,
  RemovalOptions,
  TableChange,
  UpdateTableOptions,
  VerifyTableOptions,
} from "../../table/update/options.js";
import type { TablePlan } from "../../table/update/plan.js";
import type { ModelClass } from "../model/model-info.js";
import * as changes from "../table-changes.js";
import { ClientWaits } from "./waits.js";

/** A client's methods that compare tables with definitions and change them. */
export class ClientChanges extends ClientWaits {
  /**
   * Makes sure that a table is there, as defined and usable. Any number of callers may do so at the same time, in any state of
   * the table; one of them creates it.
   *
   * What the definition does not mention stays as it is. A table that differs is an error, unless `ifDifferent` says
   * otherwise. Settings that DynamoDB accepts only once a table is ACTIVE (time to live, backups, insights) are enabled where
   * an earlier call was cut off.
   *
   * AWS operations: DescribeTable, CreateTable, and as far as the definition mentions them those of {@link DynamoClient.planTable}
   * and {@link DynamoClient.updateTable}; DeleteTable with `ifDifferent: "recreate"`. Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The definition, as `createTable` accepts it, and what to do with a table that differs; with a model,
   * settings over those of the model. The wait's timeout in seconds is 120, and more where changes usually take longer.
   * @returns What was done, the table's description, and the steps that were taken.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws {@link TableMismatchError} with every difference, where it is not to be changed.
   * @throws {@link DestructiveChangeError} when a change would destroy something that is not named in `allowDestroy`.
   * @throws {@link WaitTimeoutError} when the table is not usable in time; the same call goes on from there.
   *
   * @example
   * ```ts
   * const { outcome } = await client.ensureTable("users", { partitionKey: ["pk", "S"], ifDifferent: "update" });
   * console.log(outcome);
   * ```
   */
  ensureTable<T extends string | ModelClass>(table: T, ...[options]: EnsureTableArguments<T>): Promise<TableChange>;
  /**
   * @param options - Settings over those of the model, and what to do with a table that differs. The wait's timeout in seconds is
   * 120, and more where changes usually take longer.
   *
   * @example
   * ```ts
   * const { outcome } = await User.ensureTable({ ifDifferent: "update" });
   * console.log(outcome);
   * ```
   *
   * @internal
   */
  ensureTable(table: ModelClass, options?: TableSettings & EnsureOptions): Promise<TableChange>;
  async ensureTable<T extends string | ModelClass>(
    table: T,
    ...[options = {}]: EnsureTableArguments<T>
  ): Promise<TableChange> {
    return await changes.ensureTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Changes a table, one step after the other, in an order that DynamoDB accepts. What is not mentioned stays as it is, and
   * what is as defined already is not sent. A call that was cut off is resumed by the same call.
   *
   * AWS operations: those of {@link DynamoClient.planTable} as far as the changes mention them; UpdateTable, UpdateTimeToLive,
   * UpdateContinuousBackups, UpdateContributorInsights, TagResource, UntagResource, PutResourcePolicy, DeleteResourcePolicy.
   * Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The changes, as a definition; what to remove, and what may be destroyed. With `wait`, the call returns once
   * the last change is complete; its timeout in seconds is 120, and more where the changes usually take longer.
   * @returns Whether something was changed, the table's description, and the steps that were taken.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws {@link TableMismatchError} when only another table can be like that: keys and local indexes cannot be changed.
   * @throws {@link DestructiveChangeError} when a change would destroy something that is not named in `allowDestroy`.
   * @throws `ResourceNotFoundException` of the SDK when there is no such table.
   *
   * @example
   * ```ts
   * await client.updateTable("users", { billingMode: "PROVISIONED", readCapacity: 5, tags: { team: "a" }, wait: true });
   * ```
   */
  updateTable(table: string | ModelClass, options?: UpdateTableOptions): Promise<TableChange>;
  /**
   * @param options - Settings over those of the model; what to remove, and what may be destroyed. With `wait`, the call returns once
   * the last change is complete; its timeout in seconds is 120, and more where the changes usually take longer.
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
  updateTable(table: ModelClass, options?: TableSettings & RemovalOptions & DestroyOptions): Promise<TableChange>;
  async updateTable(table: string | ModelClass, options: UpdateTableOptions = {}): Promise<TableChange> {
    return await changes.updateTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Makes the plan that turns a table into what a definition says. Only reads; the plan is plain JSON.
   *
   * What may not be read is in `notCompared`, with the permission that it needs.
   *
   * AWS operations: DescribeTable, DescribeTimeToLive, DescribeContinuousBackups, DescribeContributorInsights,
   * ListTagsOfResource, GetResourcePolicy, DescribeKinesisStreamingDestination. Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The definition, which may leave parts out, and what to remove; with a model, settings over those of the model.
   * @returns The plan: its steps, what the table keeps, what was not compared.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws {@link TableMismatchError} when only another table can be like that: keys and local indexes cannot be changed.
   *
   * @example
   * ```ts
   * import { formatPlan } from "dynatwin";
   *
   * console.log(formatPlan(await client.planTable("users", { partitionKey: ["pk", "S"], stream: "NEW_IMAGE" })));
   * ```
   */
  planTable(table: string | ModelClass, options?: PlanTableOptions): Promise<TablePlan>;
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
  planTable(table: ModelClass, options?: TableSettings & RemovalOptions): Promise<TablePlan>;
  async planTable(table: string | ModelClass, options: PlanTableOptions = {}): Promise<TablePlan> {
    return await changes.planTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }

  /**
   * Makes the changes of a plan, and waits between them for what the next one needs. A plan whose table has changed since is
   * refused. After a call that was cut off, make a new plan.
   *
   * AWS operations: those of {@link DynamoClient.planTable}, and as far as the plan's steps name them CreateTable and those of
   * {@link DynamoClient.updateTable}. Permissions: `dynamodb:` with each of these names.
   *
   * @param plan - A plan of `planTable`, also one that was stored as JSON.
   * @param options - What may be destroyed; how to wait: until the last change is complete, by default for twice as long as the
   * changes usually take and at least 120 seconds.
   * @returns Whether the table was created or updated, its description, and the steps that were taken.
   * @throws {@link PlanOutdatedError} when the table is not what the plan was made from.
   * @throws {@link DestructiveChangeError} when a step destroys something that is not named in `allowDestroy`.
   * @throws {@link WaitTimeoutError} when the changes are not complete in time.
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
   * Compares a table with a definition. What the definition does not mention is not compared. A table that is being created or
   * changed is waited for.
   *
   * AWS operations: DescribeTable, and as far as the definition mentions them those of {@link DynamoClient.planTable}.
   * Permissions: `dynamodb:` with each of these names.
   *
   * @param table - The table's name or ARN, or its model.
   * @param options - The definition, which may leave parts out; with a model, settings over those of the model.
   * @returns The table's description, when it is as defined.
   * @throws {@link TableMismatchError} with every difference.
   * @throws `ResourceNotFoundException` of the SDK when there is no such table.
   *
   * @example
   * ```ts
   * await client.createTable("users", { partitionKey: ["pk", "S"], wait: true });
   * await client.verifyTable("users", { partitionKey: ["pk", "S"], billingMode: "PAY_PER_REQUEST" });
   * ```
   */
  verifyTable(table: string | ModelClass, options?: VerifyTableOptions): Promise<TableDescription>;
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
  verifyTable(table: ModelClass, options?: TableSettings & Pick<RemovalOptions, "prune">): Promise<TableDescription>;
  async verifyTable(table: string | ModelClass, options: VerifyTableOptions = {}): Promise<TableDescription> {
    return await changes.verifyTable(this.asyncContext, tableNameOf(table), createOptionsOf(table, options));
  }
}
