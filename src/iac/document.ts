import { TableDefinitionError } from "../errors.js";
import { issueOf } from "../validation/issues.js";
import { shown } from "../validation/readers.js";

/** The members of a JSON document. */
export type Json = Readonly<Record<string, unknown>>;

/** Reads a document that is given as an object or as JSON text. Throws a `TableDefinitionError` for anything else. */
export function readDocument(document: unknown, method: string, name: string): Json {
  const value = typeof document === "string" ? parse(document, method, name) : document;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw new TableDefinitionError(method, [issueOf(name, `expected an object or JSON text, got ${shown(value)}.`)]);
}

function parse(text: string, method: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fix = "convert YAML or HCL to JSON first, or pass an object.";
    throw new TableDefinitionError(method, [issueOf(name, `is not JSON: ${reason}.`, fix)]);
  }
}
