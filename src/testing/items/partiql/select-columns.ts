import { valueAt } from "../expressions/paths.js";
import { type AttributeValue, type Item, setMember } from "../values/attribute-value.js";
import type { Column } from "./statement.js";

/** What a SELECT returns of an item: the value of each column under its name. */
export function selectColumns(columns: readonly Column[] | undefined, item: Item): Item {
  if (columns === undefined) return item;
  const selected: Record<string, AttributeValue> = {};
  for (const { name, path } of columns) {
    const value = valueAt(item, path);
    if (value !== undefined) setMember(selected, name, value);
  }
  return selected;
}
