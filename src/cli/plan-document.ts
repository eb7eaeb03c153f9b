import { readFileSync } from "node:fs";
import type { TablePlan } from "../index.js";
import { UsageError } from "./usage-error.js";

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
 * Reads the document of `dynatwin plan`. The plans in it are checked when they are applied.
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
  return { tables, ...(typeof region === "string" && { region }) };
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
