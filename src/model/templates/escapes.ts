/**
 * Escapes the values of an attribute in a template that continues with a separator, so that the separator does not occur in them, and
 * they sort as the values do. In a sort key that needs all characters up to the separator to sort after it: each becomes the
 * character after the separator, and one that keeps their order. In a partition key, which does not sort, only the separator and
 * the escape character are escaped.
 */
export class Escapes {
  /** The character after the separator. */
  readonly #escape: string;
  readonly #pattern: RegExp;

  /**
   * @param separator - The first character after the attribute, at most {@link LAST_SEPARATOR}.
   * @param isSorted - Whether the values have to sort.
   */
  constructor(
    readonly separator: string,
    isSorted: boolean,
  ) {
    const code = separator.charCodeAt(0);
    this.#escape = String.fromCharCode(code + 1);
    this.#pattern = new RegExp(`[${isSorted ? "\\u0000" : hex(code)}-${hex(code + 1)}]`, "g");
  }

  write(text: string): string {
    return text.replace(this.#pattern, (found) => this.#escape + String.fromCharCode(found.charCodeAt(0) + OFFSET));
  }

  /** The value at the start of a text, and the length of its escaped form; `undefined` if no separator follows. */
  read(text: string): { readonly value: string; readonly length: number } | undefined {
    let value = "";
    for (let at = 0; at < text.length; at++) {
      const char = text.charAt(at);
      if (char === this.separator) return { value, length: at };
      if (char !== this.#escape) value += char;
      else value += String.fromCharCode(text.charCodeAt(++at) - OFFSET);
    }
    return undefined;
  }
}

/** From an escaped character to the one that is written for it: control characters become letters. */
const OFFSET = 0x40;
/** The last character that can follow a text: the one after it is a character too. */
export const LAST_SEPARATOR = "}";

function hex(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
