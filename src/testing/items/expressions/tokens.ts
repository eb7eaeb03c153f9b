/** A part of an expression's text. */
export interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What is not one of the first four is a symbol, `#` and `:` alone included. White space is between tokens. */
const TOKEN = /(?<word>[A-Za-z]\w*)|(?<name>#\w+)|(?<value>:\w+)|(?<number>\d+)|(?<symbol><>|<=|>=|[^ \t\r\n])/gu;
const KINDS = ["word", "name", "value", "number", "symbol"] as const;

/** Splits an expression into tokens; the last one is the end. Every text can be split. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: part, index: start, groups } of text.matchAll(TOKEN)) {
    const kind = KINDS.find((each) => groups?.[each] !== undefined) ?? "symbol";
    tokens.push({ kind, text: part, start, end: start + part.length });
  }
  tokens.push({ kind: "end", text: "<EOF>", start: text.length, end: text.length });
  return tokens;
}
