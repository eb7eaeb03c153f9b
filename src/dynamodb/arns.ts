/** The parts of the ARN of a table, or of something that belongs to a table. */
export interface TableArn {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly tableName: string;
  /** What follows the table's name: `"/index/by-email"`, `"/stream/2026-01-01T00:00:00.000"`; empty for the table itself. */
  readonly subresource: string;
}

const TABLE_ARN = /^arn:([^:]+):dynamodb:([^:]*):([^:]*):table\/([^/]+)(\/.*)?$/;

/** Whether a text is meant as an ARN. No name of a table has a colon. */
export function isArn(text: string): boolean {
  return text.startsWith("arn:");
}

/** Reads the ARN of a table, an index, a stream or a backup; `undefined` if it is another one, or none. */
export function parseTableArn(text: string): TableArn | undefined {
  const [, partition, region, accountId, tableName, subresource = ""] = TABLE_ARN.exec(text) ?? [];
  if (partition === undefined || region === undefined || accountId === undefined || tableName === undefined)
    return undefined;
  return { partition, region, accountId, tableName, subresource };
}

/** The ARN of a table, in the partition of the public regions. */
export function tableArn(region: string, accountId: string, tableName: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`;
}

/** The name of a table that is given by its name or by an ARN. */
export function tableNameIn(nameOrArn: string): string {
  return parseTableArn(nameOrArn)?.tableName ?? nameOrArn;
}

/** The region of a table that is given by its ARN; `undefined` for another text. */
export function regionIn(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : parseTableArn(arn)?.region;
}

/** The table of the same name and account in another region, given by its name or its ARN as the first one is. */
export function inOtherRegion(nameOrArn: string, region: string): string {
  const arn = parseTableArn(nameOrArn);
  if (arn === undefined) return nameOrArn;
  return `arn:${arn.partition}:dynamodb:${region}:${arn.accountId}:table/${arn.tableName}${arn.subresource}`;
}
