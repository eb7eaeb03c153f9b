import type {
  CreateTableCommandInput,
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  Projection,
  TableDescription,
} from "@aws-sdk/client-dynamodb";

/** The maximum difference between the clocks of this machine and of the service. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Whether a table was created by a CreateTable request: its definition is the same, and it is not older than the request.
 *
 * @param table - The table's description.
 * @param input - The request.
 * @param requestedAt - When the request was first sent.
 */
export function isOwnTable(table: TableDescription, input: CreateTableCommandInput, requestedAt: Date): boolean {
  const createdAt = table.CreationDateTime?.getTime() ?? Number.POSITIVE_INFINITY;
  if (table.TableStatus === "DELETING" || createdAt < requestedAt.getTime() - CLOCK_SKEW_MS) return false;
  return JSON.stringify(fingerprint(table)) === JSON.stringify(fingerprint(input));
}

/** What a request and the description of its table have in common, sorted, and without DynamoDB's defaults. */
function fingerprint(table: TableDescription | CreateTableCommandInput) {
  const provisioned = billingMode(table) === "PROVISIONED";
  const capacity = (
    throughput: { ReadCapacityUnits?: number | undefined; WriteCapacityUnits?: number | undefined } | undefined,
  ) => (provisioned ? [throughput?.ReadCapacityUnits, throughput?.WriteCapacityUnits] : []);
  return {
    keys: keys(table.KeySchema),
    attributes: sorted(
      table.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => `${AttributeName} ${AttributeType}`),
    ),
    provisioned,
    capacity: capacity(table.ProvisionedThroughput),
    globals: byName<GlobalSecondaryIndexDescription>(table.GlobalSecondaryIndexes).map((index) => [
      index.IndexName,
      keys(index.KeySchema),
      projected(index.Projection),
      capacity(index.ProvisionedThroughput),
    ]),
    locals: byName<LocalSecondaryIndexDescription>(table.LocalSecondaryIndexes).map((index) => [
      index.IndexName,
      keys(index.KeySchema),
      projected(index.Projection),
    ]),
    stream: table.StreamSpecification?.StreamEnabled ? table.StreamSpecification.StreamViewType : undefined,
  };
}

function billingMode(table: TableDescription | CreateTableCommandInput): string {
  const mode =
    "BillingMode" in table
      ? table.BillingMode
      : "BillingModeSummary" in table
        ? table.BillingModeSummary?.BillingMode
        : undefined;
  return mode ?? "PROVISIONED";
}

function keys(schema: readonly KeySchemaElement[] = []): string[] {
  return schema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`);
}

function projected(projection: Projection | undefined) {
  return [projection?.ProjectionType, sorted(projection?.NonKeyAttributes)];
}

function byName<T extends { IndexName?: string | undefined }>(indexes: readonly T[] = []): T[] {
  return indexes.toSorted((a, b) => ((a.IndexName ?? "") < (b.IndexName ?? "") ? -1 : 1));
}

function sorted(texts: readonly string[] = []): string[] {
  return texts.toSorted();
}
