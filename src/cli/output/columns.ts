import { stripVTControlCharacters } from "node:util";

/** Rows of texts as lines with aligned columns. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [place, text] of row.entries()) widths[place] = Math.max(widths[place] ?? 0, widthOf(text));
  return rows
    .map((row) =>
      row
        .map((text, place) => text + " ".repeat((widths[place] ?? 0) - widthOf(text)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The cells that a text takes on a terminal: its characters, of which wide ones take two; colours take none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** Text in at most so many cells of a terminal, with `…` where something was cut off. The text has no colours. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let start = "";
  for (const character of text) {
    if (widthOf(start + character) >= width) break;
    start += character;
  }
  return width < 1 ? "" : `${start}…`;
}

const WIDE = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;
