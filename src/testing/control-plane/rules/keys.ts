import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { invalid, invalidValues } from "../aws-error.js";
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

/** Every attribute of an index's key is defined. dynalite checks the table's key. */
export const checkIndexKeysDefined: Rule<Input> = (input) => {
  const defined = namesOf(input.AttributeDefinitions);
  for (const { KeySchema } of indexesOf(input)) {
    const names = namesOf(KeySchema);
    if (names.some((name) => !defined.includes(name)))
      return invalidValues(
        "Some index key attributes are not defined in AttributeDefinitions. " +
          `Keys: [${names.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`,
      );
  }
  return undefined;
};

/** Every defined attribute is in a key. dynalite checks tables without indexes. */
const checkDefinitionsUsed: Rule<Input> = (input) => {
  const indexes = indexesOf(input);
  const defined = namesOf(input.AttributeDefinitions);
  const used = new Set([input.KeySchema, ...indexes.map(({ KeySchema }) => KeySchema)].flatMap(namesOf));
  if (indexes.length === 0 || defined.every((name) => used.has(name))) return undefined;
  return invalidValues(
    `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], ` +
      `keys used: [${[...used].join(", ")}]`,
  );
};

/** The rules of attribute definitions, which DynamoDB checks first. */
export const definitionRules: readonly Rule<Input>[] = [
  checkUniqueDefinitions,
  checkIndexKeysDefined,
  checkDefinitionsUsed,
];
