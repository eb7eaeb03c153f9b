/** Words that are no names of constants and classes in a TypeScript module, or that the printed source imports. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends",
    "false finally for function if implements import in instanceof interface let new null package private protected",
    "public return static super switch this throw true try typeof undefined var void while with yield",
    // TypeScript has no class of this name in CommonJS.
    "Object",
    "attr defineModel defineTable",
  ].flatMap((words) => words.split(" ")),
);

/** Whether a text can be the name of a constant or a class. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text) && !TAKEN.has(text);
}

/** A name made of that of a table: with a prefix if it does not begin with a letter, and with an end if it is a word of the language. */
export function identifier(name: string, prefix: string): string {
  const whole = /^[A-Za-z]/.test(name) ? name : `${prefix}${name}`;
  return isIdentifier(whole) ? whole : `${whole}Table`;
}
