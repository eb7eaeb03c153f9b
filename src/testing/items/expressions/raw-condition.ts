import type { Comparator } from "./condition.js";
import {
  type RawFunction,
  type RawPath,
  type RawValue,
  readArguments,
  readPath,
  readRestOfPath,
  startsPath,
} from "./raw-operands.js";
import { redundantParentheses, type TokenReader } from "./token-reader.js";

export type RawOperand = RawPath | RawValue | RawFunction<RawOperand>;

/** A comparison, or a function that is a condition of its own. */
export type RawLeaf =
  | { readonly type: "operator"; readonly name: Comparator | "BETWEEN" | "IN"; readonly args: readonly RawOperand[] }
  | RawFunction<RawOperand>;

export type RawCondition =
  | { readonly type: "and" | "or"; readonly conditions: readonly RawCondition[] }
  | { readonly type: "not"; readonly condition: RawCondition }
  | RawLeaf;

const KEYWORDS: ReadonlySet<string> = new Set(["AND", "OR", "NOT", "BETWEEN", "IN"]);
const COMPARATORS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);

/** A part of the text that is either an operand or a condition; a function can turn out to be both. */
interface Term {
  readonly node: RawOperand | RawCondition;
  /** Whether the whole of it is in parentheses. */
  readonly isGroup: boolean;
}

/** Reads a condition. One pass, without going back: a group is read before it is known to be an operand or a condition. */
export class RawConditionParser {
  #hasRedundantParentheses = false;

  constructor(readonly reader: TokenReader) {}

  /** Throws for what is not the syntax of a condition, and for redundant parentheses. */
  parse(): RawCondition {
    const condition = this.#condition(this.#disjunction());
    this.reader.expectEnd();
    this.reader.checkOperators();
    if (this.#hasRedundantParentheses) throw redundantParentheses(this.reader.kind);
    return condition;
  }

  #disjunction(): Term {
    return this.#list("or", "OR", () => this.#list("and", "AND", () => this.#negation()));
  }

  #list(type: "and" | "or", keyword: string, readOne: () => Term): Term {
    const first = readOne();
    if (!this.reader.hasWord(keyword)) return first;
    const conditions = [this.#condition(first)];
    while (this.reader.takesWord(keyword)) {
      this.reader.countOperator();
      conditions.push(this.#condition(readOne()));
    }
    return { node: { type, conditions }, isGroup: false };
  }

  #negation(): Term {
    let negations = 0;
    while (this.reader.takesWord("NOT")) {
      this.reader.countOperator();
      negations++;
    }
    const term = this.#comparison();
    if (negations === 0) return term;
    let condition = this.#condition(term);
    for (; negations > 0; negations--) condition = { type: "not", condition };
    return { node: condition, isGroup: false };
  }

  #comparison(): Term {
    const term = this.#term();
    if (!isOperand(term.node)) return term;
    const leaf = this.#restOfComparison(term.node);
    return leaf ? { node: leaf, isGroup: false } : term;
  }

  #restOfComparison(left: RawOperand): RawLeaf | undefined {
    const { reader } = this;
    if (reader.next.kind === "symbol" && COMPARATORS.has(reader.next.text)) {
      reader.countOperator();
      const comparator = reader.take().text as Comparator; // a member of COMPARATORS
      return { type: "operator", name: comparator, args: [left, this.#operand()] };
    }
    if (reader.takesWord("BETWEEN")) {
      reader.countOperator();
      const low = this.#operand();
      reader.expectWord("AND");
      return { type: "operator", name: "BETWEEN", args: [left, low, this.#operand()] };
    }
    if (!reader.takesWord("IN")) return undefined;
    reader.countOperator();
    return { type: "operator", name: "IN", args: [left, ...readArguments(reader, () => this.#operand())] };
  }

  /** An operand, or a group of whatever it contains. */
  #term(): Term {
    if (!this.reader.takes("(")) return { node: this.#simpleOperand(), isGroup: false };
    const { node, isGroup } = this.#disjunction();
    this.reader.expect(")");
    return this.#group(node, isGroup);
  }

  #operand(): RawOperand {
    return this.#operandTerm().node;
  }

  #operandTerm(): { readonly node: RawOperand; readonly isGroup: boolean } {
    if (!this.reader.takes("(")) return { node: this.#simpleOperand(), isGroup: false };
    const { node, isGroup } = this.#operandTerm();
    this.reader.expect(")");
    return this.#group(node, isGroup);
  }

  /** What was read between parentheses. A path can continue after them. */
  #group<N extends RawOperand | RawCondition>(node: N, isGroup: boolean): { node: N | RawPath; isGroup: boolean } {
    if (isGroup) this.#hasRedundantParentheses = true;
    if (node.type !== "path") return { node, isGroup: true };
    const path = readRestOfPath(this.reader, KEYWORDS, node);
    return { node: path, isGroup: path.parts.length === node.parts.length };
  }

  #simpleOperand(): RawOperand {
    const { reader } = this;
    if (reader.next.kind === "value") return { type: "value", key: reader.take().text };
    const isCall = reader.next.kind === "word" && reader.afterNext.text === "(";
    if (!isCall || !startsPath(reader, KEYWORDS)) return readPath(reader, KEYWORDS);
    reader.countOperator();
    const name = reader.take().text;
    return { type: "function", name, args: readArguments(reader, () => this.#operand()) };
  }

  /** An operand that is not compared is no condition; a function can be one. */
  #condition({ node }: Term): RawCondition {
    if (node.type === "path" || node.type === "value") throw this.reader.syntaxError();
    return node;
  }
}

function isOperand(node: RawOperand | RawCondition): node is RawOperand {
  return node.type === "path" || node.type === "value" || node.type === "function";
}
