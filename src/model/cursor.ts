import { ExpressionError } from "../errors.js";
import type { Schema, StoredItem } from "./schema.js";
import type { IndexSchema } from "./table-keys.js";

/** The table or index that a cursor belongs to. */
export interface CursorSource {
  readonly schema: Schema;
  readonly index: IndexSchema | undefined;
}

type Part = readonly [name: string, type: "S" | "N" | "B", value: string];
/** The content of a cursor: the table, the index or nothing, and the key of the last item before it. */
type Parts = readonly [table: string, indexName: string, ...key: Part[]];

/** A cursor: the position after an item, as a short text that can be part of a URL. */
export function packCursor(key: StoredItem, { schema, index }: CursorSource): string {
  const parts = Object.entries(key).map(([name, { S, N, B }]): Part => {
    if (S !== undefined) return [name, "S", S];
    return N === undefined ? [name, "B", Buffer.from(B ?? []).toString("base64")] : [name, "N", N];
  });
  const packed: Parts = [schema.table, index?.indexName ?? "", ...parts];
  return Buffer.from(JSON.stringify(packed)).toString("base64url");
}

/**
 * The start key of a cursor.
 *
 * @throws {@link ExpressionError} if it is not a cursor, or belongs to another table or index.
 */
export function unpackCursor(cursor: string, { schema, index }: CursorSource): StoredItem {
  const parts = parse(cursor);
  if (!isParts(parts)) throw refused(schema, "is not a cursor of this library.", "pass page.cursor unchanged.");
  const [table, indexName, ...key] = parts;
  const names = new Set([...schema.keyNames, ...schema.keyNamesOf(index)]);
  if (table !== schema.table || indexName !== (index?.indexName ?? ""))
    throw refused(
      schema,
      `belongs to ${sourceText(table, indexName)}, not to ${sourceText(schema.table, index?.indexName)}.`,
      SAME,
    );
  if (key.length !== names.size || !key.every(([name]) => names.has(name)))
    throw refused(schema, `does not have the key of ${sourceText(schema.table, index?.indexName)}.`, SAME);
  return Object.fromEntries(
    key.map(([name, type, value]) => {
      if (type === "S") return [name, { S: value }];
      return [name, type === "N" ? { N: value } : { B: new Uint8Array(Buffer.from(value, "base64")) }];
    }),
  );
}

const SAME = "use it in the query or scan that returned it.";

function sourceText(table: string, indexName = ""): string {
  return indexName === "" ? `table "${table}"` : `index "${indexName}" of table "${table}"`;
}

function refused({ table }: Schema, message: string, fix: string): ExpressionError {
  return new ExpressionError(`Table ${JSON.stringify(table)}`, [{ path: "cursor", message, fix }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

function isParts(parts: unknown): parts is Parts {
  if (!Array.isArray(parts)) return false;
  const [table, indexName, ...key]: unknown[] = parts;
  return typeof table === "string" && typeof indexName === "string" && key.length > 0 && key.every(isPart);
}

function isPart(part: unknown): part is Part {
  return (
    Array.isArray(part) &&
    part.length === 3 &&
    part.every((each) => typeof each === "string") &&
    ["S", "N", "B"].includes(part[1] as string)
  );
}
