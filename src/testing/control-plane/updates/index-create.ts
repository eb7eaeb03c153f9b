import type { AttributeDefinition } from "@aws-sdk/client-dynamodb";
import { type AwsError, invalid, invalidValues, limitExceeded } from "../aws-error.js";
import { isKept, plainIndex, storeInputOf } from "../dynalite-definition.js";
import { fewGlobalIndexes, fewProjectedAttributes, newIndexRules } from "../rules/indexes.js";
import { definedOnce, indexKeysDefined } from "../rules/keys.js";
import { firstBroken } from "../rules/rule.js";
import { describeAttributes, describeNewIndex, type IndexDescription, isOnDemand } from "../settings.js";
import type { Description } from "../tables.js";
import type { Wire } from "../wire.js";
import { type Change, nextModeOf, type Planner, type UpdateInput, type UpdateRequest } from "./change.js";

type Action = NonNullable<NonNullable<UpdateInput["GlobalSecondaryIndexUpdates"]>[number]["Create"]>;

/**
 * A new global secondary index. The table is UPDATING while room is made for the index, and ACTIVE while it is filled.
 * The items are in it from the start, for writes to be held to its keys, and nobody reads it before it is ACTIVE.
 */
export const planIndexCreation: Planner = (request) =>
  (request.input.GlobalSecondaryIndexUpdates ?? []).flatMap(({ Create }) => (Create ? create(request, Create) : []));

function create(request: UpdateRequest, action: Action): Change {
  const { plane, table } = request;
  const { description } = table;
  const error = problemOf(request, action);
  if (error) throw error;
  const index = describeNewIndex(plane, table.name, nextModeOf(request), action);
  index.Backfilling = false;
  const added: Pick<Description, "AttributeDefinitions" | "GlobalSecondaryIndexes"> = {
    AttributeDefinitions: definitionsWith(request, action),
    GlobalSecondaryIndexes: [...(description.GlobalSecondaryIndexes ?? []), index],
  };
  return {
    ms: plane.durations.allocateIndexMs,
    holdsTable: true,
    store: isKept(index) ? { kind: "rebuild", input: storeInputOf({ ...description, ...added }) } : undefined,
    start: () => void Object.assign(description, added),
    finish: () => {
      index.Backfilling = true;
      plane.timeline.after(plane.durations.backfillIndexMs, () => activate(index));
    },
  };
}

/** An index that was deleted while it was filled stays deleted. */
function activate(index: IndexDescription): void {
  if (index.IndexStatus !== "CREATING") return;
  index.IndexStatus = "ACTIVE";
  delete index.Backfilling;
}

function problemOf(request: UpdateRequest, action: Action): AwsError | undefined {
  const { description } = request.table;
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = description;
  const names = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].map(({ IndexName }) => IndexName);
  if (names.includes(action.IndexName)) return invalid("Attempting to create an index which already exists");
  const all = {
    GlobalSecondaryIndexes: [...GlobalSecondaryIndexes, action].map(plainIndex),
    LocalSecondaryIndexes: LocalSecondaryIndexes.map(plainIndex),
  };
  if (fewGlobalIndexes(all)) {
    return limitExceeded("Number of global secondary indexes exceeds per-table limit of 20");
  }
  return (
    definedKeys(request, action) ??
    throughputFits(request, action) ??
    firstBroken(newIndexRules, { index: action, mode: nextModeOf(request) }) ??
    fewProjectedAttributes(all)
  );
}

/** The attributes of the key are defined in the request, also those that other keys of the table have. */
function definedKeys({ table, input }: UpdateRequest, action: Action): AwsError | undefined {
  const { AttributeDefinitions } = input;
  if (!AttributeDefinitions)
    return invalidValues(`AttributeDefinitions is not specified for index: ${action.IndexName}`);
  return firstBroken([definedOnce, indexKeysDefined], {
    TableName: table.name,
    AttributeDefinitions,
    GlobalSecondaryIndexes: [action],
  });
}

/** UpdateTable has words of its own for what CreateTable asks of an index, too. */
function throughputFits(request: UpdateRequest, { IndexName, ProvisionedThroughput }: Action): AwsError | undefined {
  const isWithout = isOnDemand(nextModeOf(request));
  if (isWithout && ProvisionedThroughput) {
    return invalidValues(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${IndexName} ` +
        "when BillingMode is PAY_PER_REQUEST",
    );
  }
  if (isWithout || ProvisionedThroughput) return undefined;
  return invalidValues(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${IndexName}`);
}

/** Those that the table has, whatever the request says of them, and those that the index adds. */
function definitionsWith({ table, input }: UpdateRequest, { KeySchema = [] }: Action): Wire<AttributeDefinition>[] {
  const { AttributeDefinitions = [] } = table.description;
  const isNew = (name: unknown) => !AttributeDefinitions.some(({ AttributeName }) => AttributeName === name);
  const added = input.AttributeDefinitions?.filter(
    ({ AttributeName }) => isNew(AttributeName) && KeySchema.some((key) => key.AttributeName === AttributeName),
  );
  return describeAttributes([...AttributeDefinitions, ...(added ?? [])]);
}
