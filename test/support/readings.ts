import { attr, defineModel } from "../../src/index.js";
import { tableName } from "./engine/start.js";

/** A table with a sort key, for tests of many items. */
export class Reading extends defineModel({
  table: tableName("readings"),
  attributes: {
    sensor: attr.string().partitionKey(),
    place: attr.number().sortKey(),
    text: attr.string().optional(),
    raw: attr.binary().optional(),
  },
}) {}

/** Another table. */
export class Other extends defineModel({
  table: tableName("others"),
  attributes: { id: attr.string().partitionKey() },
}) {}

const SENSORS = 20;

/** The line of a reading. */
export function lineOf(place: number, text = "x"): string {
  const Item = { sensor: { S: `s-${place % SENSORS}` }, place: { N: String(place) }, text: { S: text } };
  return JSON.stringify({ Item });
}

/** The lines of readings 0, 1, 2, … */
export function linesOf(count: number, text?: string): string[] {
  return Array.from({ length: count }, (_, place) => lineOf(place, text));
}
