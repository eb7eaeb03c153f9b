import { MAX_EXPRESSION_OPERATORS } from "../../../dynamodb/limits.js";
import { type AwsError, invalid } from "../../control-plane/aws-error.js";
import { TokenCursor } from "../token-cursor.js";
import type { AttributeValue } from "../values/attribute-value.js";
import { type Token, tokenize } from "./tokens.js";

/** The words of the grammar. As the name of an attribute, they are in double quotes. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "ALL AND AS ASC BETWEEN BY CASE CAST CREATE CROSS DELETE DESC DISTINCT DROP ELSE END EXISTS FALSE FROM FULL GROUP HAVING " +
    "IN INNER INSERT INTO IS JOIN LEFT LIKE LIMIT MISSING NOT NULL ON OR ORDER OUTER PIVOT REMOVE RETURNING RIGHT SELECT SET " +
    "TABLE THEN TRUE UNION UNPIVOT UPDATE VALUE VALUES WHEN WHERE WITH"
  ).split(" "),
);

/** Reads the tokens of a statement, and its parameters in their order. A word in quotes is no word of the grammar. */
export class StatementReader extends TokenCursor<Token> {
  #parameters = 0;

  constructor(
    readonly statement: string,
    readonly parameters: readonly AttributeValue[],
  ) {
    super(tokenize(statement));
    this.#checkNesting();
  }

  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected(`Expected ${symbol}`);
  }

  expectWord(word: string): void {
    if (!this.takesWord(word)) throw this.unexpected(`Expected ${word}`);
  }

  /** Whether the next token is the name of an attribute, a table or a function. */
  hasName(): boolean {
    return this.next.kind === "quoted" || (this.next.kind === "word" && !KEYWORDS.has(this.next.text.toUpperCase()));
  }

  /** Takes a name. */
  takeName(): string {
    if (!this.hasName()) throw this.unexpected("Expected identifier");
    return this.take().text;
  }

  /** Whether the next tokens call this function. The names of functions have no case. */
  hasCall(name: string): boolean {
    return this.hasWord(name) && this.afterNext.text === "(" && this.afterNext.kind === "symbol";
  }

  /** Whether the next tokens call any function. */
  hasAnyCall(): boolean {
    return this.next.kind === "word" && this.hasCall(this.next.text.toUpperCase());
  }

  takesCall(name: string): boolean {
    if (!this.hasCall(name)) return false;
    this.place += 2;
    return true;
  }

  /** The value of the next `?`. */
  takeParameter(): AttributeValue {
    this.expect("?");
    const value = this.parameters[this.#parameters++];
    if (value === undefined) throw parameterMismatch();
    return value;
  }

  /** Throws unless the statement ends here, and has used all parameters. */
  expectEnd(): void {
    this.takes(";");
    if (this.next.kind !== "end") throw malformed("Unexpected token after expression");
    if (this.#parameters !== this.parameters.length) throw parameterMismatch();
  }

  /** The error for a token that the grammar does not allow here. */
  unexpected(message: string): AwsError {
    const { kind, text } = this.next;
    return malformed(kind === "word" && KEYWORDS.has(text.toUpperCase()) ? "Unexpected keyword" : message);
  }

  /** Where a token is: line, column and length. */
  position({ start, end }: Pick<Token, "start" | "end">): string {
    const lines = this.statement.slice(0, start).split("\n");
    return `${lines.length}:${(lines.at(-1) ?? "").length + 1}:${end - start}`;
  }

  /** Limits the parser's recursion. */
  #checkNesting(): void {
    let depth = 0;
    for (const { kind, text } of this.tokens) {
      if (kind !== "symbol") continue;
      if (text === ")") depth--;
      if (text === "(" && ++depth > MAX_EXPRESSION_OPERATORS) throw malformed("Unexpected term");
    }
  }
}

/** The error for a statement that has not the syntax of PartiQL. */
export function malformed(message: string): AwsError {
  return invalid(`Statement wasn't well formed, can't be processed: ${message}`);
}

function parameterMismatch(): AwsError {
  return invalid("Number of parameters in request and statement don't match.");
}
