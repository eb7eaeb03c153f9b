import { MAX_EXPRESSION_BYTES, MAX_EXPRESSION_OPERATORS } from "../../../dynamodb/limits.js";
import { type AwsError, CountedError, invalid } from "../../control-plane/aws-error.js";
import { TokenCursor } from "../token-cursor.js";
import { type Token, tokenize } from "./tokens.js";

/** The parameter that an expression is the value of. */
export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "SearchConditionExpression"
  | "UpdateExpression"
  | "ProjectionExpression";

/** The error for an invalid expression. */
export function invalidExpression(kind: ExpressionKind, message: string): AwsError {
  return new CountedError(`Invalid ${kind}: ${message}`);
}

export interface ReaderOptions {
  /** Whether the error for a long expression has its size. DynamoDB reports it for the filter of Scan only. */
  readonly reportsSize?: boolean | undefined;
}

/** Reads the tokens of an expression. Counts the operators and functions. */
export class TokenReader extends TokenCursor<Token> {
  #operators = 0;

  /** Throws if the text is empty, too long, or too deeply nested to be valid. */
  constructor(
    readonly kind: ExpressionKind,
    readonly text: string,
    { reportsSize = false }: ReaderOptions = {},
  ) {
    super(checkedTokens(kind, text, reportsSize));
    if (this.tokens.length === 1) throw invalid(`Invalid ${kind}: The expression can not be empty;`);
    this.#checkNesting();
  }

  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.syntaxError();
  }

  expectWord(word: string): void {
    if (!this.takesWord(word)) throw this.syntaxError();
  }

  expectEnd(): void {
    if (this.next.kind !== "end") throw this.syntaxError();
  }

  countOperator(): void {
    this.#operators++;
  }

  /** Throws if the expression has too many operators. DynamoDB stops to count at the first one too many. */
  checkOperators(): void {
    if (this.#operators > MAX_EXPRESSION_OPERATORS) throw tooManyOperators(this.kind);
  }

  error(message: string): AwsError {
    return invalidExpression(this.kind, message);
  }

  /** The error for a next token that the grammar does not allow here. It shows the text from the token before to the one after. */
  syntaxError(): AwsError {
    const [before, token, after] = [this.at(this.place - 1), this.next, this.at(this.place + 1)];
    const near = this.text.slice(Math.min(before.start, token.start), after.end).trimEnd();
    return this.error(`Syntax error; token: "${token.text}", near: "${near}"`);
  }

  /** A valid expression has an operator or a function for each level of its parentheses. The check limits the parser's recursion. */
  #checkNesting(): void {
    let depth = 0;
    for (const [place, { text }] of this.tokens.entries()) {
      if (text === ")") depth--;
      if (text !== "(" || ++depth <= MAX_EXPRESSION_OPERATORS) continue;
      throw this.at(place - 1).text === "(" ? redundantParentheses(this.kind) : tooManyOperators(this.kind);
    }
  }
}

/** The tokens of a text that is not too long. */
function checkedTokens(kind: ExpressionKind, text: string, reportsSize: boolean): Token[] {
  const size = Buffer.byteLength(text);
  if (size <= MAX_EXPRESSION_BYTES) return tokenize(text);
  const suffix = reportsSize ? ` expression size: ${size}` : "";
  throw invalidExpression(kind, `Expression size has exceeded the maximum allowed size;${suffix}`);
}

export function redundantParentheses(kind: ExpressionKind): AwsError {
  return invalidExpression(kind, "The expression has redundant parentheses;");
}

function tooManyOperators(kind: ExpressionKind): AwsError {
  const count = MAX_EXPRESSION_OPERATORS + 1;
  return invalidExpression(kind, `The expression contains too many operators; operator count: ${count}`);
}
