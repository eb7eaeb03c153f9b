import { accessDenied, invalid, invalidValues } from "./aws-error.js";
import type { ControlPlane } from "./tables.js";

const ARN = /^arn:(?<partition>[^:]+):dynamodb:(?<region>[^:]+):(?<account>\d+):table\/(?<name>[^/]+)(?<rest>\/.*)?$/;

/** The table in an ARN; `isStream` if it is the ARN of the table's stream. */
export interface NamedResource {
  readonly name: string;
  readonly isStream: boolean;
}

/** Parses a ResourceArn. Throws if it is invalid. */
export function readResourceArn({ region, accountId }: ControlPlane, arn: string): NamedResource {
  if (!arn.startsWith("arn:")) throw invalidValues(`ARNs must start with 'arn:': ${arn}`);
  const parts = ARN.exec(arn)?.groups;
  if (!parts?.["name"]) throw invalidValues(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
  const isStream = parts["rest"]?.startsWith("/stream/") ?? false;
  if (parts["rest"] !== undefined && !isStream) {
    throw invalidValues(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    );
  }
  if (parts["account"] !== accountId) throw accessDenied("Access is denied");
  if (parts["region"] !== region || parts["partition"] !== "aws")
    throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  return { name: parts["name"], isStream };
}
