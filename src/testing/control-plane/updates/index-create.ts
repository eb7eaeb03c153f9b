import type { AttributeDefinition } from "@aws-sdk/client-dynamodb";
import { MAX_GLOBAL_SECONDARY_INDEXES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, invalidValues, limitExceeded } from "../aws-error.js";
import { checkGlobalIndexCount, checkProjectedAttributeCount, newIndexRules } from "../rules/indexes.js";
import { checkIndexKeysDefined, checkUniqueDefinitions } from "../rules/keys.js";
import { firstBroken } from "../rules/rule.js";
import { describeAttributes, describeNewIndex, type IndexDescription, isOnDemand, plainIndex } from "../settings.js";
import type { Description } from "../tables.js";
import type { Wire } from "../wire.js";
import { type Change, nextModeOf, type Planner, type UpdateInput, type UpdateRequest } from "./change.js";

type Action = NonNullable<NonNullable<UpdateInput["GlobalSecondaryIndexUpdates"]>[number]["Create"]>;

/**
 * Creation of a global secondary index. The table is UPDATING while the index is allocated, and ACTIVE during its backfill.
 * The store has the index from the start, so that writes are checked against its keys; reads are rejected until it is ACTIVE.
 */
export const planIndexCreation: Planner = (request) =>
  (request.input.GlobalSecondaryIndexUpdates ?? []).flatMap(({ Create }) => (Create ? create(request, Create) : []));

function create(request: UpdateRequest, action: Action): Change {
  const { controlPlane, table } = request;
  const { description } = table;
  const error = problemOf(request, action);
  if (error) throw error;
  const index = describeNewIndex(controlPlane, table.name, nextModeOf(request), action);
  index.Backfilling = false;
  const added: Pick<Description, "AttributeDefinitions" | "GlobalSecondaryIndexes"> = {
    AttributeDefinitions: definitionsWith(request, action),
    GlobalSecondaryIndexes: [...(description.GlobalSecondaryIndexes ?? []), index],
  };
  return {
    ms: controlPlane.durations.allocateIndexMs,
    tableChange: "index",
    store: { kind: "define", keys: { ...description, ...added } },
    start: () => void Object.assign(description, added),
    finish: () => {
      index.Backfilling = true;
      const { backfillIndexMs, backfillIndexWithReplicasMs } = controlPlane.durations;
      controlPlane.timeline.after(description.Replicas ? backfillIndexWithReplicasMs : backfillIndexMs, () =>
        activate(index),
      );
    },
  };
}

/** Completes the backfill, unless the index was deleted meanwhile. */
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
  if (checkGlobalIndexCount(all)) {
    return limitExceeded(
      `Number of global secondary indexes exceeds per-table limit of ${MAX_GLOBAL_SECONDARY_INDEXES}`,
    );
  }
  return (
    definedKeys(request, action) ??
    sameTypes(request) ??
    throughputFits(request, action) ??
    firstBroken(newIndexRules, { index: action, mode: nextModeOf(request) }) ??
    checkProjectedAttributeCount(all)
  );
}

/** The request must define all key attributes of the index, also those defined in the table. */
function definedKeys({ table, input }: UpdateRequest, action: Action): AwsError | undefined {
  const { AttributeDefinitions } = input;
  if (!AttributeDefinitions)
    return invalidValues(`AttributeDefinitions is not specified for index: ${action.IndexName}`);
  return firstBroken([checkUniqueDefinitions, checkIndexKeysDefined], {
    TableName: table.name,
    AttributeDefinitions,
    GlobalSecondaryIndexes: [action],
  });
}

/** An attribute that is already defined keeps its type. */
function sameTypes({ table, input }: UpdateRequest): AwsError | undefined {
  const { AttributeDefinitions: existing = [] } = table.description;
  const isRedefined = input.AttributeDefinitions?.some(({ AttributeName, AttributeType }) =>
    existing.some((each) => each.AttributeName === AttributeName && each.AttributeType !== AttributeType),
  );
  if (!isRedefined) return undefined;
  return invalidValues(
    "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. " +
      `Existing schema: ${shownSchema(existing)} New schema: ${shownSchema(input.AttributeDefinitions)}`,
  );
}

function shownSchema(definitions: readonly Wire<AttributeDefinition>[] = []): string {
  const elements = definitions.map(
    ({ AttributeName, AttributeType }) => `SchemaElement: key{${AttributeName}:${AttributeType}}`,
  );
  return `Schema:[${elements.join(", ")}]`;
}

/** UpdateTable's error texts for rules that CreateTable has too. */
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

/** The table's attribute definitions, and those that the index adds. */
function definitionsWith({ table, input }: UpdateRequest, { KeySchema = [] }: Action): Wire<AttributeDefinition>[] {
  const { AttributeDefinitions = [] } = table.description;
  const isNew = (name: unknown) => !AttributeDefinitions.some(({ AttributeName }) => AttributeName === name);
  const added = input.AttributeDefinitions?.filter(
    ({ AttributeName }) => isNew(AttributeName) && KeySchema.some((key) => key.AttributeName === AttributeName),
  );
  return describeAttributes([...AttributeDefinitions, ...(added ?? [])]);
}
