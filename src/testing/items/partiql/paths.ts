import { invalid } from "../../control-plane/aws-error.js";
import type { Path } from "../expressions/paths.js";
import type { StatementReader } from "./statement-reader.js";

const MAX_LIST_INDEX = 2 ** 31 - 1;

/** Reads a document path. */
export function readPath(reader: StatementReader): Path {
  const path: [string, ...(string | number)[]] = [reader.takeName()];
  for (;;) {
    if (reader.takes(".")) path.push(reader.takeName());
    else if (reader.takes("[")) path.push(readPlace(reader));
    else return path;
  }
}

function readPlace(reader: StatementReader): number {
  const sign = reader.takes("-") ? "-" : "";
  const { next } = reader;
  if (next.kind !== "number" || !/^\d+$/.test(next.text)) throw reader.unexpected("Expected list index");
  const place = Number(sign + next.text) + 0;
  if (place < 0 || place > MAX_LIST_INDEX) {
    throw invalid(
      `List index is not within the allowable range; index: [${sign}${next.text}] at ${reader.position(next)}`,
    );
  }
  reader.take();
  reader.expect("]");
  return place;
}

/** The name that a selected path has in the answer: its last name, with the places after it. */
export function columnName(path: Path): string {
  const last = path.findLastIndex((part) => typeof part === "string");
  const places = path.slice(last + 1).map((place) => `[${place}]`);
  return `${path[last]}${places.join("")}`;
}
