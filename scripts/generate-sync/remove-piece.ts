import { type Node, ts } from "ts-morph";
import type { Edits } from "./edits.js";

/** Removes a statement or member with its own comments, but not with those of its neighbours. */
export function removePiece(node: Node, edits: Edits): void {
  const text = node.getSourceFile().getFullText();
  const endOfLine = (position: number) => ts.getTrailingCommentRanges(text, position)?.at(-1)?.end ?? position;
  edits.remove(endOfLine(node.getFullStart()), endOfLine(node.getEnd()));
}
