/** A part of a statement's text. A quoted name or text has its content as `text`. */
export interface Token {
  readonly kind: "word" | "quoted" | "text" | "number" | "symbol" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PARTS = [
  /(?<space>\s+|--[^\r\n]*|\/\*[\s\S]*?\*\/)/u,
  /(?<word>[\p{L}_$][\p{L}\p{N}_$]*)/u,
  /"(?<quoted>(?:[^"]|"")*)"/u,
  /'(?<text>(?:[^']|'')*)'/u,
  /(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)/u,
  /(?<symbol><<|>>|<>|!=|<=|>=|[^\s])/u,
];
const TOKEN = new RegExp(PARTS.map(({ source }) => source).join("|"), "gu");

/** Splits a statement into tokens; the last one is the end. Every text can be split. */
export function tokenize(statement: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: part, index: start, groups = {} } of statement.matchAll(TOKEN)) {
    const place = { start, end: start + part.length };
    const { word, quoted, text, number, symbol } = groups;
    if (word !== undefined) tokens.push({ kind: "word", text: word, ...place });
    else if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replaceAll('""', '"'), ...place });
    else if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll("''", "'"), ...place });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, ...place });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol, ...place });
  }
  tokens.push({ kind: "end", text: "", start: statement.length, end: statement.length });
  return tokens;
}
