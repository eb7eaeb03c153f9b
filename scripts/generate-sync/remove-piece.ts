import { type Node, ts } from "ts-morph";
import type { Edits } from "./edits.js";

/** Takes a statement or member out, with the comments that belong to it and none that belong to its neighbours. */
export function removePiece(node: Node, edits: Edits): void {
  const text = node.getSourceFile().getFullText();
  const endOfLine = (position: number) => ts.getTrailingCommentRanges(text, position)?.at(-1)?.end ?? position;
  edits.remove(endOfLine(node.getFullStart()), endOfLine(node.getEnd()));
}
