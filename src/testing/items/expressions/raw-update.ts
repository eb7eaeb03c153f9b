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

export type RawUpdateOperand =
  | RawPath
  | RawValue
  | RawFunction<RawUpdateOperand>
  | { readonly type: "+" | "-"; readonly args: readonly [RawUpdateOperand, RawUpdateOperand] };

interface Term {
  readonly operand: RawUpdateOperand;
  /** Whether the whole of it is in parentheses. */
  readonly isGroup: boolean;
}

export type RawAction =
  | { readonly type: "SET"; readonly path: RawPath; readonly operand: RawUpdateOperand }
  | { readonly type: "REMOVE"; readonly path: RawPath }
  | { readonly type: "ADD" | "DELETE"; readonly path: RawPath; readonly value: RawValue };

export interface RawUpdate {
  readonly sections: readonly RawAction["type"][];
  readonly actions: readonly RawAction[];
}

const SECTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;
const KEYWORDS: ReadonlySet<string> = new Set(SECTIONS);

/** Reads an update expression. */
export class RawUpdateParser {
  #hasRedundantParentheses = false;

  constructor(readonly reader: TokenReader) {}

  /** Throws for what is not the syntax of an update, and for redundant parentheses. */
  parse(): RawUpdate {
    const sections: RawAction["type"][] = [];
    const actions: RawAction[] = [];
    do {
      const section = SECTIONS.find((each) => this.reader.takesWord(each));
      if (section === undefined) throw this.reader.syntaxError();
      sections.push(section);
      do actions.push(this.#action(section));
      while (this.reader.takes(","));
    } while (this.reader.next.kind !== "end");
    this.reader.checkOperators();
    if (this.#hasRedundantParentheses) throw redundantParentheses(this.reader.kind);
    return { sections, actions };
  }

  #action(type: RawAction["type"]): RawAction {
    const path = readPath(this.reader, KEYWORDS);
    if (type === "REMOVE") return { type, path };
    if (type === "SET") {
      this.reader.expect("=");
      return { type, path, operand: this.#sum().operand };
    }
    if (this.reader.next.kind !== "value") throw this.reader.syntaxError();
    return { type, path, value: this.#value() };
  }

  #sum(): Term {
    const left = this.#term();
    const { text } = this.reader.next;
    if (text !== "+" && text !== "-") return left;
    this.reader.take();
    this.reader.countOperator();
    return { operand: { type: text, args: [left.operand, this.#term().operand] }, isGroup: false };
  }

  /** An operand, or a sum in parentheses. */
  #term(): Term {
    const { reader } = this;
    if (!reader.takes("(")) return { operand: this.#simpleOperand(), isGroup: false };
    const { operand, isGroup } = this.#sum();
    reader.expect(")");
    if (isGroup) this.#hasRedundantParentheses = true;
    if (operand.type !== "path") return { operand, isGroup: true };
    const path = readRestOfPath(reader, KEYWORDS, operand);
    return { operand: path, isGroup: path.parts.length === operand.parts.length };
  }

  #simpleOperand(): RawUpdateOperand {
    const { reader } = this;
    if (reader.next.kind === "value") return this.#value();
    const isCall = reader.next.kind === "word" && reader.afterNext.text === "(";
    if (!isCall || !startsPath(reader, KEYWORDS)) return readPath(reader, KEYWORDS);
    reader.countOperator();
    const name = reader.take().text;
    return { type: "function", name, args: readArguments(reader, () => this.#term().operand) };
  }

  #value(): RawValue {
    return { type: "value", key: this.reader.take().text };
  }
}
