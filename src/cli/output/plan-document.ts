import { readFileSync } from "node:fs";
import type { TablePlan } from "../../index.js";
import { readPlan } from "../../table/update/read-plan.js";
import { suggest } from "../../validation/suggestions.js";
import { UsageError } from "../usage-error.js";

/** The plan of a table in the document of `dynatwin plan`. */
export interface PlannedTable {
  readonly tableName: string;
  readonly plan: TablePlan;
}

/** The plans of a document, and where its requests were sent. */
export interface PlanDocument {
  readonly region?: string;
  readonly tables: readonly PlannedTable[];
}

/**
 * Reads the document of `dynatwin plan`. Whether the tables are still as they were is for `applyPlan` to find.
 *
 * @throws {@link UsageError} when it is another document, or one of a newer version.
 */
export function readPlanDocument(file: string): PlanDocument {
  const document = contentsOf(file);
  const { formatVersion, command, tables, region } = Object(document) as Readonly<Record<string, unknown>>;
  if (typeof formatVersion === "number" && formatVersion > 1)
    throw new UsageError(
      `${file} has format version ${formatVersion}, and this dynatwin knows version 1: use the dynatwin that made it.`,
    );
  const isDocument = formatVersion === 1 && command === "plan" && Array.isArray(tables);
  if (!isDocument || !tables.every(isPlanned))
    throw new UsageError(`${file} is no document of dynatwin plan --json, or of dynatwin plan --out. Make a new plan.`);
  for (const { plan } of tables) checkPlan(file, plan);
  const names = tables.map(({ tableName }) => tableName);
  const repeated = names.find((name, place) => names.indexOf(name) < place);
  if (repeated !== undefined)
    throw new UsageError(`${file} has two plans for table ${JSON.stringify(repeated)}. Make a new plan.`);
  return { tables, ...(typeof region === "string" && { region }) };
}

/**
 * The plans of a file for tables with the given names, or all.
 *
 * @throws {@link UsageError} when the file has no such plan, or its plans are for another region.
 */
export function plansIn(
  file: string,
  names: readonly string[],
  target: { readonly region: string },
): readonly PlannedTable[] {
  const { tables, region = target.region } = readPlanDocument(file);
  if (region !== target.region)
    throw new UsageError(
      `${file} has plans for ${region}, and this command sends to ${target.region}: use --region ${region}.`,
    );
  const known = tables.map(({ tableName }) => tableName);
  const [missing] = names.filter((name) => !known.includes(name));
  if (missing !== undefined)
    throw new UsageError(
      `${file} has no plan for table ${JSON.stringify(missing)}: ${suggest(missing, known, "tables")}`,
    );
  return names.length === 0 ? tables : tables.filter(({ tableName }) => names.includes(tableName));
}

function checkPlan(file: string, plan: unknown): void {
  try {
    readPlan(plan);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`, { cause: error }); // the reader's own error
  }
}

function isPlanned(table: unknown): table is PlannedTable {
  const { tableName, plan } = Object(table) as Readonly<Record<string, unknown>>;
  return typeof tableName === "string" && (Object(plan) as Partial<TablePlan>).tableName === tableName;
}

function contentsOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`The plan cannot be read: ${(error as Error).message}`, { cause: error }); // of the file system
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`, { cause: error }); // of JSON.parse
  }
}
