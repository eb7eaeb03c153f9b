import { toCdk, toCloudFormation, toCreateTableInput, toTerraform, type Unsupported } from "../../iac/index.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import { type LoadedTable, optionsOf } from "../loading/load-tables.js";
import { UsageError } from "../usage-error.js";

/** A format of `--format`. */
export type IacFormat = "cloudformation" | "terraform" | "cdk" | "json";

/** How to export. */
export interface ExportSettings {
  readonly format: IacFormat;
  readonly region?: string;
  readonly providerVersion?: string;
}

/** Tables in one of the formats. */
export interface ExportedText {
  /** What is printed or written. */
  readonly text: string;
  /** The same as a member of the document for programs. */
  readonly member: object;
  readonly unsupported: readonly Unsupported[];
}

/** Exports tables. Throws a {@link UsageError} for an option that is of another format. */
export function exportTables(
  loaded: readonly LoadedTable[],
  { format, region, providerVersion }: ExportSettings,
): ExportedText {
  if (region !== undefined && (format === "terraform" || format === "json"))
    throw new UsageError(`--region is for cloudformation and cdk: --format ${format} has no region.`);
  if (providerVersion !== undefined && format !== "terraform")
    throw new UsageError(`--provider-version is for --format terraform: ${format} has no provider.`);
  const tables = loaded.map(({ table }) => table);
  const options = defined({ region });
  switch (format) {
    case "cloudformation": {
      const { template, unsupported } = toCloudFormation(...tables, options);
      return { text: pretty(template), member: { template }, unsupported };
    }
    case "terraform": {
      const { document, unsupported } = toTerraform(...tables, defined({ providerVersion }));
      return { text: pretty(document), member: { document }, unsupported };
    }
    case "cdk": {
      const { source, unsupported } = toCdk(...tables, options);
      return { text: source, member: { source }, unsupported };
    }
    case "json": {
      const inputs = tables.map(toCreateTableInput);
      return { text: inputs.map(pretty).join(""), member: { inputs }, unsupported: loaded.flatMap(notInCreateTable) };
    }
  }
}

function pretty(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The options that CreateTable has no members for, and the operations that have. */
const OTHER_OPERATIONS = {
  timeToLive: "UpdateTimeToLive",
  pointInTimeRecovery: "UpdateContinuousBackups",
  contributorInsights: "UpdateContributorInsights",
  replicas: "UpdateTable",
} as const satisfies { readonly [O in keyof CreateTableOptions]?: string };

function notInCreateTable(loaded: LoadedTable): readonly Unsupported[] {
  const { tableName } = loaded;
  const options: Readonly<Record<string, unknown>> = { ...optionsOf(loaded) };
  return Object.entries(OTHER_OPERATIONS)
    .filter(([path]) => options[path] !== undefined && options[path] !== false)
    .map(([path, operation]) => ({ tableName, path, reason: `CreateTable does not say it: ${operation} does.` }));
}
