import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { Issues } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import { simplify } from "../../validation/nearest.js";
import {
  type AnyReader,
  boolean,
  listOf,
  plainObject,
  type Reader,
  string,
  wholeNumber,
} from "../../validation/readers.js";

type Members = Readonly<Record<string, AnyReader>>;

/**
 * An object of a DynamoDB request. Unknown members pass, as the service may be newer than this library; only one that
 * is a known one in other letters does not, because the SDK would drop it without a word.
 */
function request(members: Members, required: readonly string[] = []): Reader<object> {
  const names = Object.keys(members);
  return (value, path, report) => {
    const given = plainObject(value, path, report);
    if (given === undefined) return undefined;
    const entries = Object.entries(given);
    for (const [name, member] of entries) {
      const place = memberPath(path, name);
      const meant = names.find((known) => known !== name && simplify(known) === simplify(name));
      if (meant !== undefined) report(place, "there is no such member in the request.", `did you mean ${meant}?`);
      else if (member !== undefined) members[name]?.(member, place, report);
    }
    for (const name of required) {
      const isThere = entries.some(([key, member]) => member !== undefined && simplify(key) === simplify(name));
      if (!isThere) report(memberPath(path, name), "is required.");
    }
    return given;
  };
}

const list = (member: Reader<object>): AnyReader => listOf(member, () => ({}));
const anything: AnyReader = (value) => value;

const keySchema = list(request({ AttributeName: string, KeyType: string }, ["AttributeName", "KeyType"]));
const projection = request({ ProjectionType: string, NonKeyAttributes: listOf(string, (path) => path) });
const throughput: Members = {
  ProvisionedThroughput: request({ ReadCapacityUnits: wholeNumber, WriteCapacityUnits: wholeNumber }),
  OnDemandThroughput: request({ MaxReadRequestUnits: wholeNumber, MaxWriteRequestUnits: wholeNumber }),
  WarmThroughput: request({ ReadUnitsPerSecond: wholeNumber, WriteUnitsPerSecond: wholeNumber }),
};
const index: Members = { IndexName: string, KeySchema: keySchema, Projection: projection };

const createTable = request({
  TableName: string,
  AttributeDefinitions: list(
    request({ AttributeName: string, AttributeType: string }, ["AttributeName", "AttributeType"]),
  ),
  KeySchema: keySchema,
  LocalSecondaryIndexes: list(request(index, ["IndexName", "KeySchema"])),
  GlobalSecondaryIndexes: list(request({ ...index, ...throughput }, ["IndexName", "KeySchema"])),
  BillingMode: string,
  ...throughput,
  StreamSpecification: request({ StreamEnabled: boolean, StreamViewType: string }),
  SSESpecification: request({ Enabled: boolean, SSEType: string, KMSMasterKeyId: string }),
  Tags: list(request({ Key: string, Value: string }, ["Key", "Value"])),
  TableClass: string,
  DeletionProtectionEnabled: boolean,
  ResourcePolicy: string,
  VectorIndexes: anything,
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
