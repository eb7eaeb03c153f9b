/**
 * Text of the service, of a file or of a request without control characters, which a terminal could obey: they become
 * `\u001b`. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, escaped);
}

/** The same for a text that has to stay on one line: line breaks and tabs are escaped, too. */
export function printableLine(text: string): string {
  return text.replace(/\p{Cc}/gu, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
