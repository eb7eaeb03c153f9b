import { VECTOR_SDK_VERSION } from "../dynamodb/vector-indexes.js";
import { DynatwinError } from "../errors.js";

/** The members of requests that older versions of the SDK leave out without an error, by operation. */
const VECTOR_MEMBERS: Readonly<Record<string, string>> = {
  CreateTable: "VectorIndexes",
  UpdateTable: "VectorIndexUpdates",
  RestoreTableFromBackup: "VectorIndexOverride",
  RestoreTableToPointInTime: "VectorIndexOverride",
};

/** Throws for a request with vector indexes, if the SDK is older than they are and would send it without them. */
export function refuseDroppedMembers(sdk: object, operation: string, input: object): void {
  const member = VECTOR_MEMBERS[operation];
  if (member === undefined || (input as Readonly<Record<string, unknown>>)[member] === undefined) return;
  if ("SearchVectorsCommand" in sdk) return;
  throw new DynatwinError(
    `${operation} would be sent without ${member}: the @aws-sdk/client-dynamodb that dynatwin loads does not know vector ` +
      `indexes. Install version ${VECTOR_SDK_VERSION} or later.`,
  );
}
