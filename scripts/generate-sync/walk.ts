import { Node, type Symbol as TsSymbol, ts } from "ts-morph";

/** Calls `visit` with a node and all of its descendants, except the omitted parts. */
export function walk(node: Node, omitted: ReadonlySet<Node>, visit: (node: Node) => void): void {
  if (omitted.has(node)) return;
  visit(node);
  node.forEachChild((child) => walk(child, omitted, visit));
}

/** The symbol of an identifier where it is used; for `{ name }` that is the variable, not the new property. */
export function symbolOf(node: Node): TsSymbol | undefined {
  const parent = node.getParent();
  if (Node.isShorthandPropertyAssignment(parent)) return parent.getValueSymbol();
  return node.getSymbol();
}

/** The symbol behind an import, or the symbol itself. */
export function originOf(symbol: TsSymbol | undefined): TsSymbol | undefined {
  return symbol?.isAlias() ? (symbol.getAliasedSymbol() ?? symbol) : symbol;
}

/** Whether a symbol is declared in this repository, not by the language or a package. */
export function isOurs(symbol: TsSymbol | undefined): boolean {
  return (symbol?.getDeclarations() ?? []).some((declaration) => {
    const file = declaration.getSourceFile();
    return !file.isInNodeModules() && !file.isDeclarationFile();
  });
}

/** Whether a name is used as a type only, which does not exist at run time. */
export function isInType(node: Node): boolean {
  return [node, ...node.getAncestors()].some(
    (each) => ts.isTypeNode(each.compilerNode) && !isBaseClass(each) && !Node.isThisExpression(each),
  );
}

function isBaseClass(node: Node): boolean {
  const clause = node.getParent();
  if (!Node.isExpressionWithTypeArguments(node) || !Node.isHeritageClause(clause)) return false;
  return clause.getToken() === ts.SyntaxKind.ExtendsKeyword && !Node.isInterfaceDeclaration(clause.getParent());
}

/** The top-level statement that contains a node. */
export function topLevelOf(node: Node): Node {
  let top = node;
  for (let parent = top.getParent(); parent && !Node.isSourceFile(parent); parent = top.getParent()) top = parent;
  return top;
}
