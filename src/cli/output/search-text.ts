import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { SearchResult } from "../../index.js";
import { aligned } from "./columns.js";
import { painted } from "./paint.js";
import { printableLine } from "./printable.js";

/** The characters of a value that are shown. */
const MAX_WIDTH = 32;

type StoredItem = Readonly<Record<string, AttributeValue>>;

/**
 * The results of a search in columns: the score, and the attributes.
 *
 * @param width - The width of the terminal, at which lines are cut; without it they are not.
 */
export function hitsText(hits: readonly SearchResult<StoredItem>[], width?: number): string {
  const names = [...new Set(hits.flatMap(({ item }) => Object.keys(item)))];
  const heading = ["score", ...names.map(printableLine)];
  const rows = hits.map(({ item, score }) => [
    String(Number(score.toFixed(6))),
    ...names.map((name) => cut(shownValue(item[name]), MAX_WIDTH)),
  ]);
  const [first = "", ...lines] = aligned([heading, ...rows])
    .split("\n")
    .map((line) => (width === undefined || width === 0 ? line : cut(line, width)));
  return [painted("bold", first), ...lines].join("\n");
}

function shownValue(value: AttributeValue | undefined): string {
  if (value === undefined) return "";
  return printableLine(value.S ?? valueText(value));
}

/** A value as JSON, in which sets are lists, and bytes are in base64. */
function valueText(value: AttributeValue): string {
  if (value.S !== undefined) return JSON.stringify(value.S);
  if (value.N !== undefined) return value.N;
  if (value.B !== undefined) return Buffer.from(value.B).toString("base64");
  if (value.BOOL !== undefined) return String(value.BOOL);
  if (value.NULL !== undefined) return "null";
  if (value.M !== undefined)
    return `{${Object.entries(value.M).map(([name, member]) => `${JSON.stringify(name)}:${valueText(member)}`)}}`;
  if (value.L !== undefined) return `[${value.L.map(valueText)}]`;
  const set =
    value.SS?.map((text) => JSON.stringify(text)) ??
    value.NS ??
    value.BS?.map((bytes) => Buffer.from(bytes).toString("base64"));
  return `[${set}]`;
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length > width ? `${characters.slice(0, width - 1).join("")}…` : text;
}
