import type { KeySchemaElement, TableDescription } from "@aws-sdk/client-dynamodb";
import { isRetryable } from "../dynamodb/error-predicates.js";
import type { Deadline } from "../procedure/deadline.js";
import type { Procedure } from "../procedure/procedure.js";
import { retry } from "../procedure/retry.js";
import type { TableContext } from "../table/context.js";
import { describeTable } from "../table/describe.js";

/** A key attribute, and its type: `"S"`, `"N"` or `"B"`. */
export interface KeyFact {
  readonly name: string;
  readonly type: string;
}

/** What a call on all items has to know of its table. */
export interface TableFacts {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  readonly tableId: string | undefined;
  /** The key of the table: the partition key first. */
  readonly key: readonly KeyFact[];
  readonly keyNames: readonly string[];
  /** The keys of its indexes that are not in the key of the table. An item can lack them. */
  readonly indexKeys: readonly KeyFact[];
}

/** Reads what a call has to know of a table. */
export function* readTableFacts(context: TableContext, tableName: string, deadline: Deadline): Procedure<TableFacts> {
  const description = yield* retry(() => describeTable(context, tableName, deadline.readTimeoutMs), {
    mayRetry: isRetryable,
    deadline,
  });
  return tableFacts(tableName, description);
}

/** What a call has to know of a table, from its description. */
export function tableFacts(tableName: string, description: TableDescription): TableFacts {
  const types = new Map(
    (description.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const factsOf = (schema: readonly KeySchemaElement[] = []) =>
    [...schema.filter(({ KeyType }) => KeyType === "HASH"), ...schema.filter(({ KeyType }) => KeyType !== "HASH")].map(
      ({ AttributeName = "" }): KeyFact => ({ name: AttributeName, type: types.get(AttributeName) ?? "" }),
    );
  const key = factsOf(description.KeySchema);
  const keyNames = key.map(({ name }) => name);
  const indexes = [...(description.GlobalSecondaryIndexes ?? []), ...(description.LocalSecondaryIndexes ?? [])];
  const ofIndexes = new Map(
    indexes.flatMap(({ KeySchema }) => factsOf(KeySchema)).map((fact) => [fact.name, fact] as const),
  );
  const indexKeys = [...ofIndexes.values()].filter(({ name }) => !keyNames.includes(name));
  return { tableName, tableId: description.TableId, key, keyNames, indexKeys };
}
