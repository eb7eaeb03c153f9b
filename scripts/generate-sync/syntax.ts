import { ts } from "ts-morph";
import type { Edits } from "./edits.js";
import { language } from "./rules.js";

/**
 * Translates the syntax of one node: `await`, `async`, `for await`, `await using`, and the language's async types.
 * Needs no type information, so it also works for code in comments.
 */
export function translateSyntax(node: ts.Node, text: string, edits: Edits): void {
  if (ts.isAwaitExpression(node)) dropAwait(node, edits);
  else if (node.kind === ts.SyntaxKind.AsyncKeyword || isAwaitOfLoop(node))
    dropWord(node.getStart(), node.end, text, edits);
  else if (isAwaitUsing(node)) dropWord(node.getStart(), node.getStart() + "await".length, text, edits);
  else if (ts.isTypeReferenceNode(node)) unwrap(node, edits);
  else if (ts.isIdentifier(node)) renameBuiltin(node, edits);
}

/** Whether the node makes code async. */
export function isAsyncSyntax(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return isBuiltinAsyncName(node);
  return (
    ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword || isAwaitOfLoop(node) || isAwaitUsing(node)
  );
}

function isAwaitOfLoop(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.AwaitKeyword && ts.isForOfStatement(node.parent);
}

/** Whether the node is a list of `await using` declarations. */
function isAwaitUsing(node: ts.Node): boolean {
  if (!ts.isVariableDeclarationList(node)) return false;
  return (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing;
}

function isBuiltinAsyncName(node: ts.Identifier): boolean {
  if (language.symbols.has(node.text)) return isMemberOfSymbol(node);
  // A value such as `Promise.all` is reported by the checks; the code is async too.
  return language.types.has(node.text) || language.unwrapped.has(node.text);
}

function dropAwait(node: ts.AwaitExpression, edits: Edits): void {
  const { parent, expression } = node;
  edits.remove(node.getStart(), expression.getStart());
  if (!ts.isParenthesizedExpression(parent) || !isPostfix(expression) || ts.isNewExpression(parent.parent)) return;
  edits.remove(parent.getStart(), node.getStart());
  edits.remove(expression.end, parent.end);
}

/** Whether an expression needs no parentheses after its `await` is removed. */
function isPostfix(node: ts.Expression): boolean {
  return (
    ts.isCallExpression(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node)
  );
}

function dropWord(start: number, end: number, text: string, edits: Edits): void {
  const space = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
  edits.remove(start, end + space);
}

/** `Promise<T>` → `T`. The formatter removes the parentheses if they are not necessary. */
function unwrap(node: ts.TypeReferenceNode, edits: Edits): void {
  const [argument] = node.typeArguments ?? [];
  if (argument === undefined || !language.unwrapped.has(node.typeName.getText())) return;
  const isLoose =
    ts.isUnionTypeNode(argument) ||
    ts.isIntersectionTypeNode(argument) ||
    ts.isFunctionTypeNode(argument) ||
    ts.isConditionalTypeNode(argument) ||
    ts.isTypeOperatorNode(argument);
  edits.replace(node.getStart(), argument.getStart(), isLoose ? "(" : "");
  edits.replace(argument.end, node.end, isLoose ? ")" : "");
}

function renameBuiltin(node: ts.Identifier, edits: Edits): void {
  const name = isMemberOfSymbol(node) ? language.symbols.get(node.text) : language.types.get(node.text);
  if (name !== undefined) edits.replace(node.getStart(), node.end, name);
}

function isMemberOfSymbol({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.expression.getText() === "Symbol";
}
