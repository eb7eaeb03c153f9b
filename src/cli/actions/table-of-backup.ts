import { parseTableArn } from "../../dynamodb/arns.js";
import { UsageError } from "../usage-error.js";

/** The name of the table of a backup. */
export function tableOfBackup(arn: string): string {
  const parsed = parseTableArn(arn);
  if (parsed?.subresource.startsWith("/backup/")) return parsed.tableName;
  throw new UsageError(`${JSON.stringify(arn)} is not the ARN of a backup. See: dynatwin backup --list`);
}
