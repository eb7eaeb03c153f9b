/** A sequence that moves the cursor or erases, a colour, or a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: sequences for terminals begin with it.
const PART = /\u001b\[(?<numbers>[\d;?]*)(?<letter>[A-Za-z])|(?<character>[\s\S])/gu;

/** The lines of a terminal, as the sequences that our command and readline write change them. */
export class Screen {
  readonly #lines: string[] = [""];
  #row = 0;
  #column = 0;

  /** Shows what a program writes. */
  write(text: string): void {
    for (const { groups = {} } of text.matchAll(PART)) {
      const { letter, numbers = "", character } = groups;
      if (character !== undefined) this.#put(character);
      else if (letter !== undefined) this.#control(letter, Number.parseInt(numbers, 10));
    }
  }

  /** What a person sees. */
  get text(): string {
    return this.#lines
      .map((line) => line.trimEnd())
      .join("\n")
      .trimEnd();
  }

  #put(character: string): void {
    if (character === "\r") this.#column = 0;
    else if (character === "\n") this.#moveTo(this.#row + 1);
    else {
      const line = this.#line.padEnd(this.#column);
      this.#lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1);
      this.#column += 1;
    }
  }

  #control(letter: string, number: number): void {
    const count = Number.isNaN(number) ? 1 : number;
    if (letter === "A") this.#moveTo(Math.max(0, this.#row - count));
    else if (letter === "B") this.#moveTo(this.#row + count);
    else if (letter === "C") this.#column += count;
    else if (letter === "D") this.#column = Math.max(0, this.#column - count);
    else if (letter === "G") this.#column = count - 1;
    else if (letter === "K") this.#lines[this.#row] = this.#line.slice(0, this.#column);
    else if (letter === "J") {
      this.#lines[this.#row] = this.#line.slice(0, this.#column);
      this.#lines.length = this.#row + 1;
    }
    // Other letters are colours and modes.
  }

  get #line(): string {
    return this.#lines[this.#row] ?? "";
  }

  #moveTo(row: number): void {
    while (this.#lines.length <= row) this.#lines.push("");
    this.#row = row;
  }
}
