import type { TableToExport } from "./read-tables.js";

/**
 * The names of tables in a template or a program, by table name. Names of a target have fewer characters than those of tables, so
 * two tables can get the same one: then each gets a hash of its table name, but for the one that is written `like-this`, so that
 * another table in the export renames as few as possible.
 */
export function namesIn(
  tables: readonly TableToExport[],
  nameOf: (words: readonly string[]) => string,
): ReadonlyMap<string, string> {
  const names = tables.map(({ tableName }) => nameOf(wordsOf(tableName)));
  return new Map(
    tables.map(({ tableName }, place) => {
      const name = names[place] ?? "";
      const isPlain = tableName === wordsOf(tableName).join("-").toLowerCase();
      const isShared = names.filter((other) => other === name).length > 1;
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
  // FNV-1a, with 32 bits.
  const hash = [...text].reduce(
    (sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5,
  );
  return (hash >>> 0).toString(16).padStart(8, "0");
}
