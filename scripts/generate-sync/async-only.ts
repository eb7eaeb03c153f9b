import { Node, type SourceFile, ts } from "ts-morph";
import type { Failures } from "./failures.js";

const MARK = /^\/\/\s*async only\b(:?)\s*(.*)$/i;

/** The statements and class members after a comment `// async only: <reason>`, which the mirror omits. */
export function findAsyncOnly(source: SourceFile, failures: Failures): Node[] {
  if (!/async only/i.test(source.getFullText())) return [];
  const found: Node[] = [];
  source.forEachDescendant((node) => {
    if (!isLeavable(node)) return;
    for (const comment of node.getLeadingCommentRanges()) {
      const [, colon, reason] = MARK.exec(comment.getText()) ?? [];
      if (reason === undefined) continue;
      found.push(node);
      if (colon && reason) continue;
      const line = source.getLineAndColumnAtPos(comment.getPos()).line;
      failures.atLine(node, line, "An async only mark has no reason.", "Write `// async only: <why>`.");
    }
  });
  return found;
}

function isLeavable(node: Node): boolean {
  const { parent } = node.compilerNode;
  return (
    Node.isStatement(node) || (parent !== undefined && ts.isClassLike(parent) && ts.isClassElement(node.compilerNode))
  );
}
