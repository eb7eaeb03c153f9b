import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { cut, widthOf } from "./columns.js";
import { painted } from "./paint.js";

/** What a line says. */
interface Line {
  /** What a person has to know: a change of it is a new line where lines cannot move. */
  readonly text: string;
  /** What changes all the time, such as the seconds. */
  readonly detail: string;
  /** Higher for lines whose text changed later. */
  readonly changedAt: number;
}

/**
 * A line for each table that moves while something is waited for. On a terminal the lines are written over; elsewhere
 * each change is a new line.
 */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #isQuiet: boolean;
  readonly #lines = new Map<string, Line>();
  #changes = 0;
  /** The lines on the terminal that are written over next. */
  #shown = 0;

  constructor(stream: NodeJS.WriteStream, isQuiet: boolean) {
    this.#stream = stream;
    this.#isQuiet = isQuiet;
  }

  /** The last text of each line. */
  get last(): ReadonlyMap<string, string> {
    return new Map([...this.#lines].map(([name, { text }]) => [name, text]));
  }

  /**
   * Changes the line of a table.
   *
   * @param name - The name of the table.
   * @param text - What a person has to know.
   * @param detail - What changes all the time.
   * @param isNews - Whether it is a new line where lines cannot move. By default, a change of the text is.
   */
  set(name: string, text: string, detail = "", isNews = this.#lines.get(name)?.text !== text): void {
    const changedAt = isNews ? ++this.#changes : (this.#lines.get(name)?.changedAt ?? 0);
    this.#lines.set(name, { text, detail, changedAt });
    if (this.#isQuiet) return;
    if (this.#stream.isTTY) this.#draw();
    else if (isNews) this.#stream.write(`${name}: ${text}${detail && ` (${detail})`}\n`);
  }

  /** Removes the lines from the terminal, so that something else can be written. */
  clear(): void {
    if (this.#shown === 0) return;
    moveCursor(this.#stream, 0, -this.#shown);
    cursorTo(this.#stream, 0);
    clearScreenDown(this.#stream);
    this.#shown = 0;
  }

  #draw(): void {
    const { columns = 0, rows = 0 } = this.#stream;
    // A pseudo-terminal can have no size. The last column and the last line stay free: text there moves the lines.
    const width = columns > 1 ? columns - 1 : 79;
    const drawn = progressLines([...this.#lines], { width, height: rows > 2 ? rows - 1 : Number.POSITIVE_INFINITY });
    this.clear();
    // One write: a terminal shows no half of it.
    this.#stream.write(
      drawn.map(({ text, detail }) => `${text}${detail && `  ${painted("dim", detail, this.#stream)}`}\n`).join(""),
    );
    this.#shown = drawn.length;
  }
}

/**
 * The lines as they fit on a terminal: each in one row, and where there are too many, those that changed last with the number
 * of the others.
 *
 * @param lines - The lines with their names.
 */
export function progressLines(
  lines: readonly (readonly [name: string, line: Line])[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Pick<Line, "text" | "detail">[] {
  const isTooMuch = lines.length > height;
  const latest = lines.map(([, { changedAt }]) => changedAt).sort((a, b) => b - a);
  const oldest = isTooMuch ? (latest[height - 2] ?? 0) : 0;
  const shown = lines.filter(([, { changedAt }]) => changedAt >= oldest);
  // A long name leaves room for what the line says.
  const nameWidth = Math.min(Math.max(...shown.map(([name]) => widthOf(name))), Math.floor(width / 2));
  const drawn = shown.map(([fullName, { text, detail }]) => {
    const name = cut(fullName, nameWidth);
    const line = cut(`${name}${" ".repeat(nameWidth - widthOf(name))}  ${text}`, width);
    return { text: line, detail: cut(detail, width - widthOf(line) - 2) };
  });
  return isTooMuch
    ? [{ text: cut(`and ${lines.length - shown.length} more tables`, width), detail: "" }, ...drawn]
    : drawn;
}
