import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import { painted } from "./paint.js";

/** What a line says. */
interface Line {
  /** What a person has to know: a change of it is a new line where lines cannot move. */
  readonly text: string;
  /** What changes all the time, such as the seconds. */
  readonly detail: string;
}

/**
 * A line for each table that moves while something is waited for. On a terminal the lines are written over; elsewhere
 * each change is a new line.
 */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #isQuiet: boolean;
  readonly #lines = new Map<string, Line>();
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
    this.#lines.set(name, { text, detail });
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
    const width = columns > 0 ? columns - 1 : 79; // a pseudo-terminal can have none
    const lines = [...this.#lines].slice(0, rows > 0 ? rows - 1 : undefined);
    const nameWidth = Math.max(...lines.map(([name]) => name.length));
    this.clear();
    for (const [name, { text, detail }] of lines) {
      const line = `${name.padEnd(nameWidth)}  ${text}`.slice(0, width);
      const rest = detail.slice(0, Math.max(0, width - line.length - 2));
      this.#stream.write(`${line}${rest && `  ${painted("dim", rest, this.#stream)}`}\n`);
    }
    this.#shown = lines.length;
  }
}
