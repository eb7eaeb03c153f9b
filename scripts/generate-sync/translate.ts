import { Node } from "ts-morph";
import { checkDeclarations } from "./declarations.js";
import { translateDocs } from "./doc-edits.js";
import { Edits } from "./edits.js";
import { translateImports } from "./imports.js";
import type { Mirror, Pair } from "./mirror.js";
import { removePiece } from "./remove-piece.js";
import { rename } from "./renames.js";
import { select } from "./selection.js";
import { translateSyntax } from "./syntax.js";
import { translateClass } from "./twin-class.js";
import { checkNode } from "./untranslatable.js";
import { walk } from "./walk.js";

/** The mirror of one file, not yet formatted. Problems are added to the mirror's failures. */
export function translate(pair: Pair, mirror: Mirror): string {
  const { source } = pair;
  const edits = new Edits();
  const selection = select(pair, mirror);
  checkDeclarations(pair, mirror, selection);
  translateImports(pair, mirror, selection, edits);
  for (const statement of source.getStatements()) {
    if (Node.isImportDeclaration(statement)) continue;
    if (mirror.isTwinClass(statement)) {
      translateClass(statement, pair, mirror, selection, edits);
      translateDocs(statement, pair, mirror, edits);
    } else if (!selection.kept.has(statement)) removePiece(statement, edits);
  }
  for (const piece of selection.kept) {
    walk(piece, mirror.omitted, (node) => {
      checkNode(node, pair, mirror);
      translateSyntax(node.compilerNode, source.getFullText(), edits);
      rename(node, pair, mirror, edits);
      translateDocs(node, pair, mirror, edits);
    });
  }
  for (const node of mirror.omitted) if (node.getSourceFile() === source) removePiece(node, edits);
  return edits.apply(source.getFullText());
}
