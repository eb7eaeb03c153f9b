import { Node, type Symbol as TsSymbol } from "ts-morph";
import type { Edits } from "./edits.js";
import type { Mirror, Pair } from "./mirror.js";
import { isOurs, originOf, symbolOf } from "./walk.js";

/** Renames an identifier for the mirror. The type checker decides whether it is declared in this repository. */
export function rename(node: Node, pair: Pair, mirror: Mirror, edits: Edits): void {
  if (Node.isStringLiteral(node)) renameKey(node, mirror, edits);
  if (!Node.isIdentifier(node)) return;
  const parent = node.getParent();
  if (Node.isBindingElement(parent) && parent.getNameNode() === node && !parent.getPropertyNameNode()) {
    renameProperty(node, propertyOf(node), pair, mirror, edits);
    return;
  }
  const name = newName(node.getText(), symbolOf(node), pair, mirror);
  if (name === undefined) return;
  const prefix = Node.isShorthandPropertyAssignment(parent) ? `${node.getText()}: ` : "";
  edits.replace(node.getStart(), node.getEnd(), prefix + name);
}

/** The mirror's name of a symbol, if it differs. */
export function newName(
  name: string,
  symbol: TsSymbol | undefined,
  { rules }: Pair,
  mirror: Mirror,
): string | undefined {
  const twin = mirror.twinName(symbol);
  if (twin !== undefined) return twin;
  const rule = isMember(symbol) ? mirror.memberRule(rules, name) : mirror.nameRule(rules, name);
  if (rule === undefined || !isOurs(originOf(symbol))) return undefined;
  mirror.noteUse(name);
  return rule;
}

/** `client["createTable"]`, in code or in a type. */
function renameKey(node: Node, mirror: Mirror, edits: Edits): void {
  const parent = node.getParent();
  const isKey = Node.isElementAccessExpression(parent) || Node.isIndexedAccessTypeNode(parent?.getParent());
  const twin = isKey ? mirror.twinName(node.getSymbol()) : undefined;
  if (twin !== undefined) edits.replace(node.getStart(), node.getEnd(), JSON.stringify(twin));
}

/** `const { asyncContext } = this`: the property gets its new name, the variable keeps its name. */
function renameProperty(node: Node, property: TsSymbol | undefined, pair: Pair, mirror: Mirror, edits: Edits): void {
  const name = newName(node.getText(), property, pair, mirror);
  if (name !== undefined) edits.replace(node.getStart(), node.getEnd(), `${name}: ${node.getText()}`);
}

function propertyOf(node: Node): TsSymbol | undefined {
  return node.getParent()?.getParent()?.getType().getProperty(node.getText());
}

function isMember(symbol: TsSymbol | undefined): boolean {
  return (symbol?.getDeclarations() ?? []).some(
    (declaration) =>
      Node.isPropertyDeclaration(declaration) ||
      Node.isPropertySignature(declaration) ||
      Node.isMethodDeclaration(declaration) ||
      Node.isMethodSignature(declaration) ||
      Node.isGetAccessorDeclaration(declaration),
  );
}
