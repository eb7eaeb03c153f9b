import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { MAX_LOCAL_SECONDARY_INDEXES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, invalidValues } from "../aws-error.js";
import type { Wire } from "../wire.js";
import { firstRepeated, type Rule } from "./rule.js";

type Input = Wire<CreateTableCommandInput>;

const namesOf = (elements: readonly { AttributeName?: string | undefined }[] | undefined) =>
  (elements ?? []).map(({ AttributeName }) => String(AttributeName));

const indexesOf = ({ GlobalSecondaryIndexes, LocalSecondaryIndexes }: Input) => [
  ...(LocalSecondaryIndexes ?? []),
  ...(GlobalSecondaryIndexes ?? []),
];

/** An attribute is defined only once. */
export const checkUniqueDefinitions: Rule<Input> = ({ AttributeDefinitions }) => {
  const repeated = firstRepeated(namesOf(AttributeDefinitions));
  return repeated === undefined ? undefined : invalid(`Attribute Name is duplicated: ${repeated}`);
};

/** The names of the attributes that vector indexes find their items by. */
const searchedNames = ({ VectorIndexes = [] }: Input) =>
  VectorIndexes.flatMap(({ SearchSchema }) => namesOf(SearchSchema));

/** Every attribute of an index's key is defined. The rules of the table's key come later. */
export const checkIndexKeysDefined: Rule<Input> = (input) => {
  const defined = namesOf(input.AttributeDefinitions);
  for (const { KeySchema } of indexesOf(input)) {
    const names = namesOf(KeySchema);
    if (names.some((name) => !defined.includes(name)))
      return invalidValues(
        `${NOT_DEFINED} ` + `Keys: [${names.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`,
      );
  }
  return undefined;
};

/** Every defined attribute is in a key. Tables without indexes have another error text. */
const checkDefinitionsUsed: Rule<Input> = (input) => {
  const indexes = indexesOf(input);
  const defined = namesOf(input.AttributeDefinitions);
  const keys = [input.KeySchema, ...indexes.map(({ KeySchema }) => KeySchema)].flatMap(namesOf);
  const used = new Set([...keys, ...searchedNames(input)]);
  const hasIndexes = indexes.length > 0 || (input.VectorIndexes ?? []).length > 0;
  if (!hasIndexes || defined.every((name) => used.has(name))) return undefined;
  return invalidValues(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], ` +
      `keys used: [${[...used].join(", ")}]`,
  );
};

/** An attribute of a search schema is defined, and a vector attribute is not. */
export const checkVectorDefinitions: Rule<Input> = (input) => {
  const defined = namesOf(input.AttributeDefinitions);
  const conflict = (input.VectorIndexes ?? [])
    .map(({ VectorAttribute }) => String(VectorAttribute?.AttributeName))
    .find((name) => defined.includes(name));
  if (conflict !== undefined) {
    return invalidValues(
      `Conflicting attribute definition for '${conflict}'. ` +
        "An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.",
    );
  }
  return searchedNames(input).every((name) => defined.includes(name))
    ? undefined
    : invalidValues("One element in SearchSchema is not defined in attribute definitions");
};

/** The rules of attribute definitions, which DynamoDB checks first. */
export const definitionRules: readonly Rule<Input>[] = [
  checkUniqueDefinitions,
  checkIndexKeysDefined,
  checkVectorDefinitions,
  checkDefinitionsUsed,
];

type Schema = Input["KeySchema"];

const NOT_DEFINED = "Some index key attributes are not defined in AttributeDefinitions.";

/** The attributes of the table's key are defined. */
const checkTableKeyDefined: Rule<Input> = ({ KeySchema, AttributeDefinitions }) => {
  const [keys, defined] = [namesOf(KeySchema), namesOf(AttributeDefinitions)];
  if (keys.length > defined.length) return invalid("Invalid KeySchema: Some index key attribute have no definition");
  if (keys.every((name) => defined.includes(name))) return undefined;
  return invalidValues(`${NOT_DEFINED} Keys: [${keys.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`);
};

/** A key is a partition attribute, and perhaps another sort attribute. */
function checkPlainKey(schema: Schema = []): AwsError | undefined {
  const [first, second] = schema;
  if (second && first?.AttributeName === second.AttributeName)
    return invalid("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  if (first?.KeyType !== "HASH") return invalid("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (second && second.KeyType !== "RANGE")
    return invalid("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  return undefined;
}

/** A table without indexes defines the attributes of its key only. */
const checkDefinitionCount: Rule<Input> = (input) => {
  const { KeySchema, AttributeDefinitions, LocalSecondaryIndexes, GlobalSecondaryIndexes, VectorIndexes } = input;
  if (LocalSecondaryIndexes || GlobalSecondaryIndexes || VectorIndexes) return undefined;
  if (namesOf(KeySchema).length === namesOf(AttributeDefinitions).length) return undefined;
  return invalidValues(
    "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
  );
};

/** A local index has the partition key of its table, and a sort key. */
const checkLocalIndexKeys: Rule<Input> = ({ KeySchema, LocalSecondaryIndexes: indexes }) => {
  if (!indexes) return undefined;
  if (indexes.length === 0) return invalidValues("List of LocalSecondaryIndexes is empty");
  const [tableHash, ...rest] = namesOf(KeySchema);
  if (rest.length === 0) {
    return invalidValues(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  }
  for (const { IndexName, KeySchema: schema } of indexes) {
    const broken = checkPlainKey(schema);
    if (broken) return broken;
    const [indexHash, ...sort] = namesOf(schema);
    if (sort.length === 0) return invalidValues(`Index KeySchema does not have a range key for index: ${IndexName}`);
    if (indexHash !== tableHash) {
      return invalidValues(
        `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. ` +
          `index hash key: ${indexHash}, table hash key: ${tableHash}`,
      );
    }
  }
  if (indexes.length <= MAX_LOCAL_SECONDARY_INDEXES) return undefined;
  return invalidValues(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MAX_LOCAL_SECONDARY_INDEXES}`);
};

/** A list of global indexes is not empty. */
const checkGlobalIndexList: Rule<Input> = ({ GlobalSecondaryIndexes }) =>
  GlobalSecondaryIndexes?.length === 0 ? invalidValues("List of GlobalSecondaryIndexes is empty") : undefined;

/** Nor is a list of vector indexes. */
const checkVectorIndexList: Rule<Input> = ({ VectorIndexes }) =>
  VectorIndexes?.length === 0 ? invalidValues("List of VectorIndexes is empty") : undefined;

/** The rules of the keys of a new table and of its local indexes. */
export const keyRules: readonly Rule<Input>[] = [
  checkTableKeyDefined,
  ({ KeySchema }) => checkPlainKey(KeySchema),
  checkDefinitionCount,
  checkLocalIndexKeys,
  checkGlobalIndexList,
  checkVectorIndexList,
];
