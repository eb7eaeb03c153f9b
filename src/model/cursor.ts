import { DynatwinError } from "../errors.js";
import type { StoredItem } from "./schema.js";

/** A place between two items, as a short text that fits into a URL. */
export function packCursor(key: StoredItem): string {
  const parts = Object.entries(key).map(([name, { S, N, B }]) => {
    if (S !== undefined) return [name, "S", S];
    return N === undefined ? [name, "B", Buffer.from(B ?? []).toString("base64")] : [name, "N", N];
  });
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The place that a cursor names. */
export function unpackCursor(cursor: string): StoredItem {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every(isPart)) {
    throw new DynatwinError("The cursor is not one that a page of this library had. Pass page.cursor unchanged.");
  }
  return Object.fromEntries(
    parts.map(([name, type, value]) => {
      if (type === "S") return [name, { S: value }];
      return [name, type === "N" ? { N: value } : { B: new Uint8Array(Buffer.from(value, "base64")) }];
    }),
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

function isPart(part: unknown): part is [name: string, type: "S" | "N" | "B", value: string] {
  return (
    Array.isArray(part) &&
    part.length === 3 &&
    part.every((each) => typeof each === "string") &&
    ["S", "N", "B"].includes(part[1] as string)
  );
}
