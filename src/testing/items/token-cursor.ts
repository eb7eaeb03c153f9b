/** What a cursor reads of a token. */
interface AnyToken {
  readonly kind: string;
  readonly text: string;
}

/** Reads tokens from left to right, with a look at the next one. The last token is the end. */
export abstract class TokenCursor<T extends AnyToken> {
  protected place = 0;

  constructor(protected readonly tokens: readonly T[]) {}

  get next(): T {
    return this.at(this.place);
  }

  /** The token after the next one. */
  get afterNext(): T {
    return this.at(this.place + 1);
  }

  take(): T {
    const token = this.next;
    this.place++;
    return token;
  }

  /** Takes the next token if it is this symbol. */
  takes(symbol: string): boolean {
    if (this.next.kind !== "symbol" || this.next.text !== symbol) return false;
    this.place++;
    return true;
  }

  /** Whether the next token is this word, in any case. */
  hasWord(word: string): boolean {
    return this.next.kind === "word" && this.next.text.toUpperCase() === word;
  }

  takesWord(word: string): boolean {
    if (!this.hasWord(word)) return false;
    this.place++;
    return true;
  }

  protected at(place: number): T {
    const token = this.tokens[Math.min(place, this.tokens.length - 1)] ?? this.tokens[0];
    if (!token) throw new TypeError("there is always an end");
    return token;
  }
}
