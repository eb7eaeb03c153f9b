/** Methods and options in messages of the library, and what has the same effect on the command line. */
const WORDS: readonly (readonly [library: RegExp, command: string])[] = [
  [/\bifDifferent: "(\w+)"/g, "--if-different $1"],
  [/\bwait: \{ timeoutSeconds: (\d+) \}/g, "--timeout $1"],
  [/\btimeoutSeconds\b/g, "--timeout"],
  [/\bdropIndexes\b/g, "--drop-index"],
  [/\b(have|with) planTables?\b/g, "$1 dynatwin plan"],
  [/\b(have|with) ensureTables?\b/g, "$1 dynatwin ensure"],
  [/\b(have|with) updateTable\b(?!\()/g, "$1 dynatwin apply"],
  [/\bwith waitForTableDeleted\b/g, "with dynatwin wait --deleted"],
  [/\bneeds deleteTable first\b/g, "needs dynatwin delete first"],
];

const ALLOW_DESTROY = /\ballowDestroy: \[((?:"[^"]*"(?:, ?)?)+)\]/g;

/** A message of the library with commands and their options in place of methods and their options. */
export function inCommandWords(message: string): string {
  const permitted = message.replace(ALLOW_DESTROY, (_, targets: string) =>
    allowDestroyFlags(Array.from(targets.matchAll(/"([^"]*)"/g), ([, target = ""]) => target)),
  );
  return WORDS.reduce((text, [library, command]) => text.replace(library, command), permitted);
}

/** The options that permit to destroy targets: `--allow-destroy "index by-old"`. */
export function allowDestroyFlags(targets: readonly string[]): string {
  return targets.map((target) => `--allow-destroy ${JSON.stringify(target)}`).join(" ");
}
