import { type JSDoc, Node } from "ts-morph";
import { newDoc, translateDoc } from "./docs.js";
import type { Edits } from "./edits.js";
import type { DocNames } from "./examples.js";
import type { Mirror, Pair } from "./mirror.js";
import { isTwinMember, membersOf } from "./selection.js";

/** Translates the TSDoc of a declaration, if the node is one. */
export function translateDocs(node: Node, pair: Pair, mirror: Mirror, edits: Edits): void {
  if (!Node.isJSDocable(node)) return;
  const docs = node.getJsDocs();
  const twinOf = twinOfMember(node, mirror);
  for (const doc of docs) translateOne(doc, pair, mirror, edits, doc === docs.at(-1) ? twinOf : undefined);
  if (twinOf && isFirstUndocumented(node)) edits.insert(node.getStart(), `${newDoc(twinOf)}\n`);
}

function translateOne(doc: JSDoc, { rules }: Pair, mirror: Mirror, edits: Edits, twinOf?: string): void {
  const start = doc.getStart();
  const text = doc.getSourceFile().getFullText();
  const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const names: DocNames = { names: rules.names, twins: mirror.twinsByClass };
  const translated = translateDoc(text.slice(start, doc.getEnd()), indent, names, twinOf);
  edits.replace(start, doc.getEnd(), translated);
}

function twinOfMember(node: Node, mirror: Mirror): string | undefined {
  const parent = node.getParent();
  if (!Node.isClassDeclaration(parent) || !mirror.isTwinClass(parent) || !isTwinMember(node, mirror)) return undefined;
  const method = Node.hasName(node) ? node.getName() : "";
  // TSDoc does not support links to members named by a symbol.
  return method.startsWith("[") ? undefined : method;
}

/** Whether no overload of a method has TSDoc, and the node is the first one, which gets it. */
function isFirstUndocumented(node: Node): boolean {
  const parent = node.getParent();
  if (!Node.isMethodDeclaration(node) || !Node.isClassDeclaration(parent)) return false;
  const overloads = membersOf(parent).filter((each) => each.getSymbol() === node.getSymbol());
  const isDocumented = overloads.some((each) => Node.isJSDocable(each) && each.getJsDocs().length > 0);
  return overloads[0] === node && !isDocumented;
}
