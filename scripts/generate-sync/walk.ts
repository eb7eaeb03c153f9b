import { Node, type Symbol as TsSymbol, ts } from "ts-morph";

/** Calls `visit` with a node and everything below it, but for the omitted parts. */
export function walk(node: Node, omitted: ReadonlySet<Node>, visit: (node: Node) => void): void {
  if (omitted.has(node)) return;
  visit(node);
  node.forEachChild((child) => walk(child, omitted, visit));
}

/** What an identifier stands for where it is used; for `{ name }` that is the variable, not the new property. */
export function symbolOf(node: Node): TsSymbol | undefined {
  const parent = node.getParent();
  if (Node.isShorthandPropertyAssignment(parent)) return parent.getValueSymbol();
  return node.getSymbol();
}

/** The symbol behind an import, or the symbol itself. */
export function originOf(symbol: TsSymbol | undefined): TsSymbol | undefined {
  return symbol?.isAlias() ? (symbol.getAliasedSymbol() ?? symbol) : symbol;
}

/** Whether something is declared in this repository: neither by the language nor by a package. */
export function isOurs(symbol: TsSymbol | undefined): boolean {
  return (symbol?.getDeclarations() ?? []).some((declaration) => {
    const file = declaration.getSourceFile();
    return !file.isInNodeModules() && !file.isDeclarationFile();
  });
}

/** Whether a name is used as a type only, so that nothing of it is left at run time. */
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

/** The statement of the file itself in which a node stands. */
export function topLevelOf(node: Node): Node {
  let top = node;
  for (let parent = top.getParent(); parent && !Node.isSourceFile(parent); parent = top.getParent()) top = parent;
  return top;
}
