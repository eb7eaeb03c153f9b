import { MAX_GLOBAL_SECONDARY_INDEXES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, invalidValues, limitExceeded } from "../aws-error.js";
import { checkGlobalIndexCount, checkProjectedAttributeCount, newIndexRules } from "../rules/indexes.js";
import { checkIndexKeysDefined, checkUniqueDefinitions } from "../rules/keys.js";
import { firstBroken } from "../rules/rule.js";
import { describeNewIndex, type IndexDescription, isOnDemand, plainIndex } from "../settings.js";
import type { Description } from "../tables.js";
import { plainVectorIndex } from "../vector-indexes.js";
import { type Change, nextModeOf, type Planner, type UpdateInput, type UpdateRequest } from "./change.js";
import { definitionsWith, indexNames, redefined, sameTypes } from "./index-definitions.js";

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
    AttributeDefinitions: definitionsWith(request, action.KeySchema),
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
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [], VectorIndexes = [] } = description;
  if (indexNames(description).includes(action.IndexName))
    return invalid("Attempting to create an index which already exists");
  const all = {
    GlobalSecondaryIndexes: [...GlobalSecondaryIndexes, action].map(plainIndex),
    LocalSecondaryIndexes: LocalSecondaryIndexes.map(plainIndex),
    VectorIndexes: VectorIndexes.map(plainVectorIndex),
  };
  if (checkGlobalIndexCount(all)) {
    return limitExceeded(
      `Number of global secondary indexes exceeds per-table limit of ${MAX_GLOBAL_SECONDARY_INDEXES}`,
    );
  }
  return (
    vectorAsKey(request, action) ??
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

/** A vector of the table is not in a key. */
function vectorAsKey({ table, input }: UpdateRequest, { KeySchema = [] }: Action): AwsError | undefined {
  const vectors = table.description.VectorIndexes ?? [];
  for (const { AttributeName: name, KeyType } of KeySchema) {
    const vector = vectors.find(({ VectorAttribute }) => VectorAttribute?.AttributeName === name);
    const type = input.AttributeDefinitions?.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
    if (!vector || type === undefined) continue;
    return redefined(
      `VectorIndexSchema:[VectorAttribute: key{${name}:L:${vector.Dimensions}}]`,
      `Schema:[SchemaElement: key{${name}:${type}:${KeyType}}]`,
    );
  }
  return undefined;
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
