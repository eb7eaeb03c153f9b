import { isArn, parseTableArn } from "../../dynamodb/arns.js";
import { accessDenied, invalid, invalidValues } from "./aws-error.js";
import type { ControlPlane } from "./tables.js";

/** The table in an ARN; `isStream` if it is the ARN of the table's stream. */
export interface NamedResource {
  readonly name: string;
  readonly isStream: boolean;
}

/** Parses a ResourceArn. Throws if it is invalid. */
export function readResourceArn({ region, accountId }: ControlPlane, arn: string): NamedResource {
  if (!isArn(arn)) throw invalidValues(`ARNs must start with 'arn:': ${arn}`);
  const parts = parseTableArn(arn);
  if (!parts || parts.region === "" || !/^\d+$/.test(parts.accountId))
    throw invalidValues(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
  const isStream = parts.subresource.startsWith("/stream/");
  if (parts.subresource !== "" && !isStream) {
    throw invalidValues(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    );
  }
  if (parts.accountId !== accountId) throw accessDenied("Access is denied");
  if (parts.region !== region || parts.partition !== "aws")
    throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  return { name: parts.tableName, isStream };
}
