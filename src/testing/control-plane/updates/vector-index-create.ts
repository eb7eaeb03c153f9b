import { MAX_VECTOR_INDEXES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, limitExceeded } from "../aws-error.js";
import { checkProjectedAttributeCount } from "../rules/indexes.js";
import { checkUniqueDefinitions, checkVectorDefinitions } from "../rules/keys.js";
import { firstBroken } from "../rules/rule.js";
import {
  checkEqualDimensions,
  checkVectorBilling,
  checkVectorIndexCount,
  newVectorIndexRules,
} from "../rules/vector-indexes.js";
import { plainIndex } from "../settings.js";
import type { Description } from "../tables.js";
import {
  activateVectorIndex,
  describeNewVectorIndex,
  plainVectorIndex,
  type VectorIndexRequest,
} from "../vector-indexes.js";
import { type Change, nextModeOf, type Planner, type UpdateRequest } from "./change.js";
import { definitionsWith, indexNames, redefined, sameTypes } from "./index-definitions.js";

/** Creation of a vector index, in the phases of a global secondary index: it is allocated, and then filled. */
export const planVectorIndexCreation: Planner = (request) =>
  (request.input.VectorIndexUpdates ?? []).flatMap(({ Create }) => (Create ? create(request, Create) : []));

function create(request: UpdateRequest, action: VectorIndexRequest): Change {
  const { controlPlane, table } = request;
  const { description } = table;
  const error = problemOf(request, action);
  if (error) throw error;
  const index = describeNewVectorIndex(controlPlane, table.name, action);
  index.Backfilling = false;
  const added: Pick<Description, "AttributeDefinitions" | "VectorIndexes"> = {
    AttributeDefinitions: definitionsWith(request, action.SearchSchema),
    VectorIndexes: [...(description.VectorIndexes ?? []), index],
  };
  return {
    ms: controlPlane.durations.allocateVectorIndexMs,
    tableChange: "index",
    store: { kind: "define", keys: { ...description, ...added } },
    start: () => void Object.assign(description, added),
    finish: () => {
      index.Backfilling = true;
      controlPlane.timeline.after(controlPlane.durations.backfillVectorIndexMs, () => {
        // Unless it was deleted meanwhile.
        if (index.IndexStatus === "CREATING") activateVectorIndex(controlPlane, table, index);
      });
    },
  };
}

function problemOf(request: UpdateRequest, action: VectorIndexRequest): AwsError | undefined {
  const { table, input } = request;
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [], VectorIndexes = [] } = table.description;
  const billing = checkVectorBilling(nextModeOf(request), [action]);
  if (billing) return billing;
  if (indexNames(table.description).includes(action.IndexName))
    return invalid("Attempting to create an index which already exists");
  const all = { VectorIndexes: [...VectorIndexes.map(plainVectorIndex), action] };
  if (checkVectorIndexCount(all))
    return limitExceeded(`Number of vector secondary indexes exceeds per-table limit of ${MAX_VECTOR_INDEXES}`);
  const { AttributeDefinitions } = input;
  return (
    firstBroken([checkUniqueDefinitions, checkVectorDefinitions], {
      TableName: table.name,
      AttributeDefinitions,
      VectorIndexes: [action],
    }) ??
    keyAsVector(table.description, action) ??
    sameTypes(request) ??
    firstBroken(newVectorIndexRules, action) ??
    checkEqualDimensions(all) ??
    checkProjectedAttributeCount({
      ...all,
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(plainIndex),
      LocalSecondaryIndexes: LocalSecondaryIndexes.map(plainIndex),
    })
  );
}

/** An attribute that is in a key, or that another vector index filters by, is no vector. */
function keyAsVector(description: Description, { VectorAttribute, Dimensions }: VectorIndexRequest) {
  const { AttributeDefinitions = [], GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = description;
  const name = VectorAttribute?.AttributeName;
  const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (type === undefined) return undefined;
  const keys = [description, ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].flatMap(
    ({ KeySchema = [] }) => KeySchema,
  );
  const elements = (description.VectorIndexes ?? []).flatMap(({ SearchSchema = [] }) => SearchSchema);
  const kind =
    keys.find(({ AttributeName }) => AttributeName === name)?.KeyType ??
    elements.find(({ AttributeName }) => AttributeName === name)?.SearchSchemaElementType;
  return redefined(
    `Schema:[SchemaElement: key{${name}:${type}:${kind}}]`,
    `VectorIndexSchema:[VectorAttribute: key{${name}:L:${Math.trunc(Dimensions ?? 0)}}]`,
  );
}
