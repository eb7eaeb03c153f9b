import { tokenize } from "./tokens.js";

const BEFORE_TABLE: readonly string[] = ["FROM", "INTO", "UPDATE"];

/** The table that a statement names, also if the statement is invalid otherwise: its name or its ARN. */
export function tableNamedIn(statement: string): string | undefined {
  const tokens = tokenize(statement);
  const place = tokens.findIndex(({ kind, text }) => kind === "word" && BEFORE_TABLE.includes(text.toUpperCase()));
  const name = place < 0 ? undefined : tokens[place + 1];
  return name?.kind === "word" || name?.kind === "quoted" ? name.text : undefined;
}
