import type { CreateTableCommandInput, TableDescription } from "@aws-sdk/client-dynamodb";
import type { WarmThroughputOptions } from "../dynamodb/throughput.js";
import { definitionOf } from "../table/copy/definition-of.js";
import type { ObservedTable } from "../table/definition/normalise-description.js";
import type { CreateTableOptions } from "../table/definition/options.js";
import { defined } from "../validation/defined.js";

/** A table as a template declares it: its CreateTable request, and the settings that have requests of their own. */
export interface DeclaredTable extends Pick<CreateTableOptions, "replicas" | "consistency" | "witness"> {
  readonly input: CreateTableCommandInput;
  readonly settings: Omit<ObservedTable, "description" | "replicas" | "resourcePolicy" | "tags">;
}

/** The definition of a table that a template declares. */
export function definitionOfDeclared({ input, settings, ...globals }: DeclaredTable): CreateTableOptions {
  const { SSESpecification, ResourcePolicy, Tags = [], WarmThroughput, ...common } = input;
  const { KMSMasterKeyId } = SSESpecification ?? {};
  const description: TableDescription = {
    ...(common as TableDescription), // members of a request are members of a description too
    BillingModeSummary: { BillingMode: input.BillingMode ?? "PROVISIONED" },
    TableClassSummary: input.TableClass && { TableClass: input.TableClass },
    SSEDescription: SSESpecification?.Enabled
      ? { SSEType: "KMS", ...(KMSMasterKeyId && { KMSMasterKeyArn: KMSMasterKeyId }) }
      : undefined,
  };
  const tags = tagRecord(Tags);
  const definition = definitionOf({ ...settings, description, tags, resourcePolicy: ResourcePolicy });
  const warm = new Map(input.GlobalSecondaryIndexes?.map((index) => [index.IndexName, warmOf(index.WarmThroughput)]));
  return defined({
    ...definition,
    globalSecondaryIndexes: definition.globalSecondaryIndexes?.map((index) =>
      defined({ ...index, warmThroughput: warm.get(index.indexName) }),
    ),
    ...switchedOff(settings),
    warmThroughput: warmOf(WarmThroughput),
    deletionProtection: input.DeletionProtectionEnabled,
    ...globals,
  });
}

/** Tags by their keys. */
export function tagRecord(tags: NonNullable<CreateTableCommandInput["Tags"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The settings that a template says to be off. */
function switchedOff(
  settings: DeclaredTable["settings"],
): Pick<CreateTableOptions, "timeToLive" | "pointInTimeRecovery" | "contributorInsights"> {
  const off = Object.entries(settings).filter(([, value]) => value === false);
  return Object.fromEntries(off);
}

/** The option for continuous backups with a period, or with the usual one. */
export function recoveryOption(
  recovery: DeclaredTable["settings"]["pointInTimeRecovery"],
): CreateTableOptions["pointInTimeRecovery"] {
  if (!recovery) return recovery;
  const { recoveryPeriodInDays } = recovery;
  return recoveryPeriodInDays === undefined ? true : { recoveryPeriodInDays };
}

function warmOf({
  ReadUnitsPerSecond,
  WriteUnitsPerSecond,
}: NonNullable<CreateTableCommandInput["WarmThroughput"]> = {}): WarmThroughputOptions | undefined {
  if (ReadUnitsPerSecond === undefined && WriteUnitsPerSecond === undefined) return undefined;
  return defined({ read: ReadUnitsPerSecond, write: WriteUnitsPerSecond });
}
