import { fnv1a } from "../validation/fnv1a.js";
import type { TableToExport } from "./read-tables.js";

/** The number of characters in a logical id of CloudFormation, which is that in the name of a table. */
const LONGEST = 255;
const HASH_LENGTH = 8;

/**
 * The names of tables in a template or a program, by table name. Names of a target have fewer characters than those of tables, so
 * two tables can get the same one: then each gets a hash of its table name, but for the one that is written `like-this`, with no digit
 * after a dash, so that another table in the export renames as few as possible.
 */
export function namesIn(
  tables: readonly TableToExport[],
  nameOf: (words: readonly string[]) => string,
): ReadonlyMap<string, string> {
  const names = tables.map(({ tableName }) => nameOf(wordsOf(tableName)));
  return new Map(
    tables.map(({ tableName }, place) => {
      const name = names[place] ?? "";
      const words = wordsOf(tableName);
      // No two names of words that begin with letters give the same.
      const isPlain = tableName === words.join("-").toLowerCase() && words.every((word) => /^[a-z]/.test(word));
      const isShared = names.filter((other) => other === name).length > 1;
      if (name.length > LONGEST) return [tableName, name.slice(0, LONGEST - HASH_LENGTH) + hashOf(tableName)];
      return [tableName, isShared && !isPlain ? `${name}${hashOf(tableName)}` : name];
    }),
  );
}

/** The words of a name: those of `"my-OrderLines_v2"` are `my`, `Order`, `Lines` and `v2`. */
export function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];
}

/** `["my", "orders"]` as `"MyOrders"`. */
export function pascalCase(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** `["my", "orders"]` as `"myOrders"`. */
export function camelCase([first = "", ...others]: readonly string[]): string {
  return first.toLowerCase() + pascalCase(others);
}

function hashOf(text: string): string {
  return (fnv1a(text) >>> 0).toString(16).padStart(HASH_LENGTH, "0");
}

/** The logical ids of tables, by table name. */
export function logicalIds(tables: readonly TableToExport[]): ReadonlyMap<string, string> {
  return namesIn(tables, (words) => `${pascalCase(words)}Table`);
}
