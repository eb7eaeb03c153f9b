import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { tableNameIn } from "../dynamodb/arns.js";
import type { StoredItem } from "../model/schema.js";
import { fnv1a } from "../validation/fnv1a.js";
import type { SegmentPosition } from "./segment-scan.js";

/** The position of an export: the table, and the position in each segment. */
export interface ExportPosition {
  /** The table's name. */
  readonly tableName: string;
  /** Its `TableId`, where the endpoint has one. */
  readonly tableId: string | undefined;
  readonly positions: readonly SegmentPosition[];
}

/** The start of every cursor: the version of its form. */
const VERSION = "e1";
type PackedKey = readonly (readonly [name: string, type: string, value: string])[];
type Packed = readonly [tableName: string, tableId: string, ...positions: (0 | 1 | PackedKey)[]];

/** A position as a text that can be part of a URL. */
export function packExport({ tableName, tableId = "", positions }: ExportPosition): string {
  const packed: Packed = [tableNameIn(tableName), tableId, ...positions.map(packPosition)];
  const body = Buffer.from(JSON.stringify(packed)).toString("base64url");
  return `${VERSION}.${body}.${checksum(body)}`;
}

/** The position of a cursor; what is wrong with it, as the end of a sentence, if it is none. */
export function unpackExport(cursor: string): ExportPosition | string {
  const [version, body = "", sum, ...more] = cursor.split(".");
  if (version !== VERSION && /^e\d+$/.test(version ?? "")) return "was made by another version of this library.";
  if (version !== VERSION || more.length > 0) return "is not the cursor of an export.";
  if (sum !== checksum(body)) return "is damaged.";
  // The checksum is right, so the text was made by packExport.
  const [tableName, tableId, ...positions] = JSON.parse(Buffer.from(body, "base64url").toString()) as Packed;
  return { tableName, tableId: tableId === "" ? undefined : tableId, positions: positions.map(unpackPosition) };
}

function packPosition(position: SegmentPosition): 0 | 1 | PackedKey {
  if (position === "start") return 0;
  if (position === "end") return 1;
  return Object.entries(position).map(([name, { S, N, B }]) => {
    if (S !== undefined) return [name, "S", S] as const;
    return N === undefined
      ? ([name, "B", Buffer.from(B ?? []).toString("base64")] as const)
      : ([name, "N", N] as const);
  });
}

function unpackPosition(packed: 0 | 1 | PackedKey): SegmentPosition {
  if (packed === 0) return "start";
  if (packed === 1) return "end";
  const key = packed.map(([name, type, value]): [string, AttributeValue] => {
    if (type === "B") return [name, { B: new Uint8Array(Buffer.from(value, "base64")) }];
    return [name, type === "N" ? { N: value } : { S: value }];
  });
  return Object.fromEntries(key) satisfies StoredItem;
}

/** It detects a text that was cut off or mistyped. */
function checksum(text: string): string {
  return (fnv1a(text) >>> 0).toString(36);
}
