import { MAX_NAME_LENGTH, MIN_NAME_LENGTH } from "./limits.js";

/** The characters of the names of tables and indexes, as a regular expression. */
export const NAME_PATTERN = "[a-zA-Z0-9_.-]+";

const NAME = new RegExp(`^${NAME_PATTERN}$`);

/** Whether a text has only characters that the name of a table or an index may have. */
export function hasNameCharacters(text: string): boolean {
  return NAME.test(text);
}

/** Whether a text has a length that the name of a table or an index may have. */
export function hasNameLength(text: string): boolean {
  return text.length >= MIN_NAME_LENGTH && text.length <= MAX_NAME_LENGTH;
}
