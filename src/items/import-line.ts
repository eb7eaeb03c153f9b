import { MAX_ITEM_BYTES } from "../dynamodb/limits.js";
import type { StoredItem } from "../model/schema.js";
import { itemOfLine, LineProblem } from "./item-json.js";
import { itemSize } from "./item-size.js";
import type { KeyFact, TableFacts } from "./table-facts.js";

/** An item of a line, and its size as DynamoDB counts it. */
export interface LineItem {
  readonly item: StoredItem;
  readonly bytes: number;
}

/**
 * Reads a line that has an item of a table.
 *
 * @throws {@link LineProblem} if it has none, or one that the table cannot store.
 */
export function readImportLine(line: string, { key, indexKeys }: TableFacts): LineItem {
  const item = itemOfLine(line);
  for (const fact of key) {
    if (!Object.hasOwn(item, fact.name))
      throw new LineProblem(`lacks the key attribute "${fact.name}" of type ${fact.type}.`);
    checkKey(item, fact, "the key attribute");
  }
  for (const fact of indexKeys)
    if (Object.hasOwn(item, fact.name)) checkKey(item, fact, "the key attribute of an index");
  const bytes = itemSize(item);
  if (bytes > MAX_ITEM_BYTES)
    throw new LineProblem(`has an item of ${bytes} bytes. DynamoDB stores up to ${MAX_ITEM_BYTES} (400 KB).`);
  return { item, bytes };
}

function checkKey(item: StoredItem, { name, type }: KeyFact, what: string): void {
  const value: Readonly<Record<string, unknown>> = { ...item[name] };
  const [actual = ""] = Object.keys(value);
  if (actual !== type)
    throw new LineProblem(`has ${what} "${name}" of type ${actual}. Its type in the table is ${type}.`);
  const { length } = Object(value[type]) as { readonly length?: number };
  if (length === 0) throw new LineProblem(`has ${what} "${name}" with an empty value.`);
}
