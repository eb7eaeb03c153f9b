import { relative } from "node:path";
import type { Node } from "ts-morph";

interface Failure {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Collects all problems of the translation, so that one run reports all of them. */
export class Failures {
  readonly #root: string;
  readonly #failures: Failure[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Adds a problem in the source, and what to write instead. */
  at(node: Node, problem: string, instead: string): void {
    this.atLine(node, node.getStartLineNumber(), problem, instead);
  }

  atLine(node: Node, line: number, problem: string, instead: string): void {
    const file = relative(this.#root, node.getSourceFile().getFilePath());
    this.#failures.push({ file, line, text: `${file}:${line}: ${problem} ${instead}` });
  }

  /** Adds a problem without a position in a source file. */
  add(text: string): void {
    this.#failures.push({ file: "\uffff", line: 0, text });
  }

  /** All failures, sorted by file and line, without duplicates. */
  get list(): string[] {
    const sorted = this.#failures.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    return [...new Set(sorted.map(({ text }) => text))];
  }
}
