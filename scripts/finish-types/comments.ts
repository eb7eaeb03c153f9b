const COMMENT = /\/\*\*[\s\S]*?\*\//g;
const TWIN = /The blocking twin of \{@link \w+\}\./;
/** A tag of a comment, to the next one or to the end; with the empty line before it. */
const RESULT_OR_EXAMPLE = /(\n *\*)?\n *\* @(returns|example)[\s\S]*?(?=(\n *\*)?\n *(\* @|\*\/))/g;

/**
 * Removes the result and the example from the comments of twins: they are those of the async method, without the
 * promise and `await`. The summary, the link to the async method, the parameters and the errors stay, for hovers.
 */
export function shortenTwins(text: string): string {
  return text.replace(COMMENT, (comment) => (TWIN.test(comment) ? comment.replace(RESULT_OR_EXAMPLE, "") : comment));
}

/**
 * TypeScript treats a brace after `@throws` as a type, and hovers then show half of the link. Later links are correct.
 */
export function nameErrors(text: string): string {
  return text.replace(/@throws \{@link (\w+)\}/g, "@throws `$1`");
}

/** Indents by two spaces instead of the compiler's four. */
export function indentByTwo(text: string): string {
  return text.replace(/^(?: {4})+/gm, (spaces) => spaces.slice(spaces.length / 2));
}
