import { MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from "../../../dynamodb/limits.js";
import { type AwsError, invalid, invalidValues } from "../../control-plane/aws-error.js";
import type { KeyAttribute, KeyDefinition } from "../store/definition.js";
import { type AttributeValue, attributeOf, type Item, typeOf } from "../values/attribute-value.js";
import { valueSize } from "../values/size.js";
import { attributesOf, type IndexKey, type IndexSchema, type TableSchema } from "./table-schema.js";
import { checkVectorIndex } from "./vector-checks.js";

// DynamoDB rejects empty key values before the others: in a transaction, the former reject the request, the latter cancel it.

/** The error of a key that does not match the schema of its table. */
function wrongKey(): AwsError {
  return invalid("The provided key element does not match the schema");
}

/** Throws if the value of a key attribute is empty. */
export function checkEmptyKey(schema: KeyDefinition, key: Item): void {
  for (const { name } of attributesOf(schema)) {
    const kind = emptyKind(attributeOf(key, name));
    if (kind !== undefined) throw emptyKeyValue(kind, `Key: ${name}`);
  }
}

/** Throws if a key has other attributes or types than its table, or is too long. */
export function checkKey(schema: KeyDefinition, key: Item): void {
  const attributes = attributesOf(schema);
  if (Object.keys(key).length !== attributes.length) throw wrongKey();
  for (const attribute of attributes) {
    const value = attributeOf(key, attribute.name);
    if (value === undefined || typeOf(value) !== attribute.type) throw wrongKey();
    checkKeySize(schema, attribute, value);
  }
}

/** Throws if an item has an empty value in a key attribute of its table or of an index. */
export function checkEmptyItemKeys(schema: TableSchema, item: Item): void {
  checkEmptyKey(schema, item);
  for (const index of schema.indexKeys) {
    for (const { name } of attributesOf(index)) {
      const kind = emptyKind(attributeOf(item, name));
      if (kind !== undefined) throw emptyIndexKey(kind, index, name);
    }
  }
}

/** Throws if an item lacks an attribute of its table's key, has another type in one, or too long a value. */
export function checkItemKey(schema: KeyDefinition, item: Item): void {
  for (const attribute of attributesOf(schema)) {
    const { name, type } = attribute;
    const value = attributeOf(item, name);
    if (value === undefined) throw invalidValues(`Missing the key ${name} in the item`);
    if (typeOf(value) !== type)
      throw invalidValues(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    checkKeySize(schema, attribute, value);
  }
}

/** Throws if an item has a value in a key attribute of an index, or a vector, that the index cannot hold. */
export function checkIndexKeys({ indexes, vectorIndexes }: TableSchema, item: Item): void {
  for (const index of indexes) {
    for (const attribute of attributesOf(index)) {
      const value = attributeOf(item, attribute.name);
      if (value === undefined) continue;
      checkIndexKeyType(index, attribute, value);
      checkIndexKey(index, attribute, value);
    }
  }
  for (const index of vectorIndexes) {
    checkVectorIndex(index, item);
    const { name, partition } = index;
    const value = partition && attributeOf(item, partition.name);
    if (partition && value) checkIndexKey({ name, partition: [partition], sort: [] }, partition, value);
  }
}

/** Throws if an update writes an empty value to a key attribute of an index. */
export function checkUpdatedIndexKeys({ indexKeys }: TableSchema, updated: Item): void {
  for (const index of indexKeys) {
    for (const { name } of attributesOf(index)) {
      const kind = emptyKind(attributeOf(updated, name));
      if (kind === undefined) continue;
      throw invalid(
        "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a " +
          `value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value.`,
      );
    }
  }
}

function checkIndexKeyType(index: IndexSchema, { name, type }: KeyAttribute, value: AttributeValue): void {
  const actual = typeOf(value);
  if (actual === type) return;
  throw invalidValues(
    `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${actual} IndexName: ${index.name}`,
  );
}

function checkIndexKey(index: IndexKey, { name, type }: KeyAttribute, value: AttributeValue): void {
  const kind = emptyKind(value);
  if (kind !== undefined) throw emptyIndexKey(kind, index, name);
  const max = isPartition(index, name) ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
  const size = type === "N" ? 0 : valueSize(value);
  if (size <= max) return;
  throw invalidValues(
    `Size limit exceeded for Index Key ${name} Actual Size: ${size} bytes Max Size: ${max} bytes IndexName: ${index.name}`,
  );
}

function checkKeySize(schema: KeyDefinition, { name, type }: KeyAttribute, value: AttributeValue): void {
  if (type === "N") return;
  // The missing space is DynamoDB's.
  if (isPartition(schema, name)) {
    if (valueSize(value) > MAX_PARTITION_KEY_BYTES)
      throw invalidValues(`Size of hashkey has exceeded the maximum size limit of${MAX_PARTITION_KEY_BYTES} bytes`);
  } else if (valueSize(value) > MAX_SORT_KEY_BYTES) {
    throw invalidValues(`Aggregated size of all range keys has exceeded the size limit of ${MAX_SORT_KEY_BYTES} bytes`);
  }
}

function isPartition({ partition }: KeyDefinition, attributeName: string): boolean {
  return partition.some(({ name }) => name === attributeName);
}

function emptyKind(value: AttributeValue | undefined): "string" | "binary" | undefined {
  if (value === undefined) return undefined;
  if ("S" in value) return value.S === "" ? "string" : undefined;
  return "B" in value && value.B === "" ? "binary" : undefined;
}

function emptyIndexKey(kind: string, { name: indexName }: IndexKey, name: string): AwsError {
  return emptyKeyValue(
    kind,
    `IndexName: ${indexName}, IndexKey: ${name}`,
    "A value specified for a secondary index key is not supported. ",
  );
}

function emptyKeyValue(kind: string, where: string, more = ""): AwsError {
  return invalid(
    `One or more parameter values are not valid. ${more}The AttributeValue for a key attribute cannot contain an empty ` +
      `${kind} value. ${where}`,
  );
}
