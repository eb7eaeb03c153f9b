import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { policyText } from "../../table/definition/canonical-policy.js";
import { defined } from "../../validation/defined.js";
import type { DeclaredTable } from "../declared-table.js";
import type { Properties } from "./template.js";

/** Reads the properties of `AWS::DynamoDB::Table`, whose functions were computed. */
export function readTableResource(properties: Properties): DeclaredTable {
  return {
    input: { ...commonInput(properties), ...ownInput(properties), ...throughputOf(properties) },
    settings: { ...ownSettings(properties), timeToLive: timeToLiveOf(properties) },
  };
}

/** What both types of resources have for the table itself. */
export function commonInput(properties: Properties): CreateTableCommandInput {
  const { StreamSpecification } = properties as { StreamSpecification?: { StreamViewType: "KEYS_ONLY" } };
  return {
    // CloudFormation has the members of the request, with its spelling.
    ...(pick(properties, [
      "TableName",
      "KeySchema",
      "AttributeDefinitions",
      "BillingMode",
      "LocalSecondaryIndexes",
      "GlobalSecondaryIndexes",
      "VectorIndexes",
      "WarmThroughput",
    ]) as unknown as CreateTableCommandInput),
    StreamSpecification: StreamSpecification && { StreamEnabled: true, ...StreamSpecification },
  };
}

/** What is in a table's own properties, and in the replica of a global table. */
export function ownInput(properties: Properties): Partial<CreateTableCommandInput> {
  const { SSEEnabled, ...encryption } = Object(properties["SSESpecification"]) as Properties;
  const { PolicyDocument } = Object(properties["ResourcePolicy"]) as Properties;
  return {
    ...(pick(properties, ["TableClass", "DeletionProtectionEnabled", "Tags"]) as Partial<CreateTableCommandInput>),
    ...(SSEEnabled === true && { SSESpecification: { Enabled: true, ...encryption } }),
    // A document, or its text.
    ...(PolicyDocument !== undefined && { ResourcePolicy: policyText(PolicyDocument as string | object) }),
  };
}

/** The settings that have requests of their own, of a table or a replica. */
export function ownSettings(properties: Properties): DeclaredTable["settings"] {
  const recovery = Object(properties["PointInTimeRecoverySpecification"]) as {
    PointInTimeRecoveryEnabled?: boolean;
    RecoveryPeriodInDays?: number;
  };
  const { Enabled } = Object(properties["ContributorInsightsSpecification"]) as Properties;
  return defined({
    pointInTimeRecovery: recovery.PointInTimeRecoveryEnabled
      ? { recoveryPeriodInDays: recovery.RecoveryPeriodInDays }
      : recovery.PointInTimeRecoveryEnabled,
    contributorInsights: Enabled as boolean | undefined, // checked
  });
}

/** The attribute of time to live; `false` where it is off. */
export function timeToLiveOf({ TimeToLiveSpecification }: Properties): string | false | undefined {
  const { Enabled, AttributeName } = Object(TimeToLiveSpecification) as Properties;
  if (Enabled === false) return false;
  return Enabled === true && typeof AttributeName === "string" ? AttributeName : undefined;
}

function throughputOf(properties: Properties): Partial<CreateTableCommandInput> {
  return pick(properties, ["ProvisionedThroughput", "OnDemandThroughput"]);
}

/** The named members that are there. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return defined(Object.fromEntries(names.map((name) => [name, properties[name]])));
}
