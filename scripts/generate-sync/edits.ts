interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes to a text, by position in the original. All other text stays unchanged. */
export class Edits {
  readonly #edits: Edit[] = [];

  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  remove(start: number, end: number): void {
    this.replace(start, end, "");
  }

  insert(position: number, text: string): void {
    this.replace(position, position, text);
  }

  apply(original: string): string {
    const isInsertion = ({ start, end }: Edit) => start === end;
    const sorted = this.#edits.toSorted(
      (a, b) => a.start - b.start || Number(isInsertion(b)) - Number(isInsertion(a)) || b.end - a.end,
    );
    let result = "";
    let position = 0;
    for (const { start, end, text } of sorted) {
      // Inside the range of an outer edit. Only two removals can overlap.
      if (start < position && (text !== "" || end <= position)) continue;
      result += original.slice(position, start) + text;
      position = end;
    }
    return result + original.slice(position);
  }
}
