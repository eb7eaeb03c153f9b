import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { Issues } from "../../validation/issues.js";
import { requestOf } from "../../validation/object-readers.js";
import { type AnyReader, boolean, listOf, type Reader, string, wholeNumber } from "../../validation/readers.js";

type Members = Readonly<Record<string, AnyReader>>;

const list = (member: Reader<object>): AnyReader => listOf(member, () => ({}));
const anything: AnyReader = (value) => value;

const keySchema = list(requestOf({ AttributeName: string, KeyType: string }, ["AttributeName", "KeyType"]));
const projection = requestOf({ ProjectionType: string, NonKeyAttributes: listOf(string, (path) => path) });
const throughput: Members = {
  ProvisionedThroughput: requestOf({ ReadCapacityUnits: wholeNumber, WriteCapacityUnits: wholeNumber }),
  OnDemandThroughput: requestOf({ MaxReadRequestUnits: wholeNumber, MaxWriteRequestUnits: wholeNumber }),
  WarmThroughput: requestOf({ ReadUnitsPerSecond: wholeNumber, WriteUnitsPerSecond: wholeNumber }),
};
const index: Members = { IndexName: string, KeySchema: keySchema, Projection: projection };
const vectorIndex: Members = {
  IndexName: string,
  VectorAttribute: requestOf({ AttributeName: string }, ["AttributeName"]),
  SearchSchema: list(
    requestOf({ AttributeName: string, SearchSchemaElementType: string }, ["AttributeName", "SearchSchemaElementType"]),
  ),
  Projection: projection,
  Dimensions: wholeNumber,
  DistanceFunction: string,
};

const createTable = requestOf({
  TableName: string,
  AttributeDefinitions: list(
    requestOf({ AttributeName: string, AttributeType: string }, ["AttributeName", "AttributeType"]),
  ),
  KeySchema: keySchema,
  LocalSecondaryIndexes: list(requestOf(index, ["IndexName", "KeySchema"])),
  GlobalSecondaryIndexes: list(requestOf({ ...index, ...throughput }, ["IndexName", "KeySchema"])),
  BillingMode: string,
  ...throughput,
  StreamSpecification: requestOf({ StreamEnabled: boolean, StreamViewType: string }),
  SSESpecification: requestOf({ Enabled: boolean, SSEType: string, KMSMasterKeyId: string }),
  Tags: list(requestOf({ Key: string, Value: string }, ["Key", "Value"])),
  TableClass: string,
  DeletionProtectionEnabled: boolean,
  ResourcePolicy: string,
  VectorIndexes: list(requestOf(vectorIndex, ["IndexName", "VectorAttribute", "Dimensions", "DistanceFunction"])),
  GlobalTableSourceArn: anything,
  GlobalTableSettingsReplicationMode: anything,
});

/** The members of a CreateTable request. Taken only when all of them can be read, as the rules look at them together. */
export const requestMembers: Reader<Partial<CreateTableCommandInput>> = (value, path, report) => {
  const issues = new Issues();
  const given = createTable(value, path, issues.report);
  for (const issue of issues.list) report(issue.path, issue.message, issue.fix);
  // What was not reported has the types of the request, as far as the rules read it.
  return issues.list.length === 0 ? (given as Partial<CreateTableCommandInput>) : undefined;
};
