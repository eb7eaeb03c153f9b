import type { AttributeDefinition } from "@aws-sdk/client-dynamodb";
import { type AwsError, invalidValues } from "../aws-error.js";
import { describeAttributes } from "../settings.js";
import type { Description } from "../tables.js";
import type { Wire } from "../wire.js";
import type { UpdateRequest } from "./change.js";

/** The names of all indexes of a table. No two of them have the same one. */
export function indexNames(description: Description): (string | undefined)[] {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [], VectorIndexes = [] } = description;
  return [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes, ...VectorIndexes].map(({ IndexName }) => IndexName);
}

/** The table's attribute definitions, and those that a new index adds. */
export function definitionsWith(
  { table, input }: UpdateRequest,
  elements: readonly { readonly AttributeName?: string | undefined }[] = [],
): Wire<AttributeDefinition>[] {
  const { AttributeDefinitions = [] } = table.description;
  const isNew = (name: unknown) => !AttributeDefinitions.some(({ AttributeName }) => AttributeName === name);
  const added = input.AttributeDefinitions?.filter(
    ({ AttributeName }) => isNew(AttributeName) && elements.some((element) => element.AttributeName === AttributeName),
  );
  return describeAttributes([...AttributeDefinitions, ...(added ?? [])]);
}

/** An attribute that is already defined keeps its type. */
export function sameTypes({ table, input }: UpdateRequest): AwsError | undefined {
  const { AttributeDefinitions: existing = [] } = table.description;
  const isRedefined = input.AttributeDefinitions?.some(({ AttributeName, AttributeType }) =>
    existing.some((each) => each.AttributeName === AttributeName && each.AttributeType !== AttributeType),
  );
  return isRedefined ? redefined(shownSchema(existing), shownSchema(input.AttributeDefinitions)) : undefined;
}

/** The error for an attribute that has another type than before. */
export function redefined(existing: string, asked: string): AwsError {
  return invalidValues(
    "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. " +
      `Existing schema: ${existing} New schema: ${asked}`,
  );
}

function shownSchema(definitions: readonly Wire<AttributeDefinition>[] = []): string {
  const elements = definitions.map(
    ({ AttributeName, AttributeType }) => `SchemaElement: key{${AttributeName}:${AttributeType}}`,
  );
  return `Schema:[${elements.join(", ")}]`;
}
