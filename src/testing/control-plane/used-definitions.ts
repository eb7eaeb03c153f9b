import type { AttributeDefinition, KeySchemaElement, SearchSchemaElement } from "@aws-sdk/client-dynamodb";
import type { Wire } from "./wire.js";

interface Index {
  readonly KeySchema?: readonly Wire<KeySchemaElement>[] | undefined;
  readonly SearchSchema?: readonly Wire<SearchSchemaElement>[] | undefined;
}

/** The definitions of the attributes that the key of a table and its indexes use. */
export function usedDefinitions(
  definitions: readonly Wire<AttributeDefinition>[] | undefined,
  users: readonly Index[],
): Wire<AttributeDefinition>[] {
  const elements = users.flatMap(({ KeySchema = [], SearchSchema = [] }) => [...KeySchema, ...SearchSchema]);
  const used = new Set(elements.map(({ AttributeName }) => AttributeName));
  return (definitions ?? []).filter(({ AttributeName }) => used.has(AttributeName));
}
