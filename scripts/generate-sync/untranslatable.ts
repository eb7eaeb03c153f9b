import { type Expression, Node } from "ts-morph";
import { isPromise } from "./async-types.js";
import type { Mirror, Pair } from "./mirror.js";
import { language } from "./rules.js";
import { isOurs, originOf, symbolOf } from "./walk.js";

const INSTEAD_OF_STATIC: Readonly<Record<string, string>> = {
  resolve: "Return the value from an async function.",
  reject: "Throw in an async function.",
};
const CHAINED = ["then", "catch", "finally"];

interface Problem {
  readonly node: Node;
  readonly problem: string;
  readonly instead: string;
}

/** Reports code without a blocking form, in one node of a part that belongs to the mirror. */
export function checkNode(node: Node, pair: Pair, mirror: Mirror): void {
  const found = promiseSyntax(node) ?? unawaited(node, pair, mirror);
  if (found) mirror.failures.at(found.node, found.problem, found.instead);
}

/** Code that handles a promise without `await`. */
function promiseSyntax(node: Node): Problem | undefined {
  if (Node.isNewExpression(node) && isBuiltinPromise(node.getExpression())) {
    const instead = "Await a call, or add what is missing to the transport.";
    return { node, problem: "`new Promise` cannot be translated.", instead };
  }
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
  if (!Node.isPropertyAccessExpression(callee)) return undefined;
  const name = callee.getName();
  if (isBuiltinPromise(callee.getExpression())) {
    const instead = INSTEAD_OF_STATIC[name] ?? "Await one call after the other, or use the transport's sendAll.";
    return { node, problem: `\`Promise.${name}\` cannot be translated.`, instead };
  }
  if (!CHAINED.includes(name) || !isPromise(callee.getExpression().getType())) return undefined;
  const instead = "Write `await`, with `try` where an error is handled.";
  return { node: callee.getNameNode(), problem: `\`.${name}(\` cannot be translated.`, instead };
}

/** A call whose promise is not returned by mirrored code, or is not awaited. */
function unawaited(node: Node, pair: Pair, mirror: Mirror): Problem | undefined {
  if (!Node.isCallExpression(node) || !isPromise(node.getType()) || isHandledByHand(node)) return undefined;
  const callee = node.getExpression();
  if (callee.getText() === "import") {
    const instead = "Import at the top of the file, or load it in the transport.";
    return { node, problem: "`import()` cannot be translated.", instead };
  }
  if (!hasBlockingForm(callee, pair, mirror)) {
    const instead = "Call it by the transport, or give it two names in scripts/generate-sync/rules.ts.";
    return { node, problem: `\`${callee.getText()}\` returns a promise, but has no mirror.`, instead };
  }
  if (!isUsedAsValue(node)) return undefined;
  const instead = "Await it directly, or return it.";
  return { node, problem: `The promise of \`${callee.getText()}\` is not awaited.`, instead };
}

function isBuiltinPromise(node: Node): boolean {
  return Node.isIdentifier(node) && node.getText() === "Promise" && !isOurs(node.getSymbol());
}

/** `Promise.all` and `.then` are reported themselves, so their promises are not reported separately. */
function isHandledByHand(call: Node): boolean {
  return [call, ...call.getAncestors()].some((each) => {
    const callee = Node.isCallExpression(each) ? each.getExpression() : undefined;
    return Node.isPropertyAccessExpression(callee) && promiseSyntax(each) !== undefined;
  });
}

/** Whether the called function is mirrored too, or is renamed by a rule. */
function hasBlockingForm(callee: Expression, { rules }: Pair, mirror: Mirror): boolean {
  const symbol = originOf(symbolOf(callee));
  const declarations = symbol?.getDeclarations() ?? [];
  if (declarations.length === 0) return true;
  return declarations.some((declaration) => {
    if (mirror.pairOf(declaration)) return true;
    return [declaration, ...declaration.getAncestors()].some((each) => {
      const name = Node.hasName(each) ? each.getName() : "";
      return mirror.nameRule(rules, name) !== undefined || language.types.has(name);
    });
  });
}

/** Whether a promise is used other than by `await` or `return`. */
function isUsedAsValue(promise: Node): boolean {
  const parent = promise.getParentOrThrow();
  if (Node.isAwaitExpression(parent) || Node.isReturnStatement(parent)) return false;
  if (Node.isArrowFunction(parent)) return parent.getBody() !== promise;
  if (Node.isConditionalExpression(parent)) return parent.getCondition() === promise || isUsedAsValue(parent);
  if (Node.isBinaryExpression(parent)) {
    const isChoice = ["??", "||", "&&", ","].includes(parent.getOperatorToken().getText());
    return !isChoice || isUsedAsValue(parent);
  }
  const isWrapped =
    Node.isParenthesizedExpression(parent) ||
    Node.isAsExpression(parent) ||
    Node.isSatisfiesExpression(parent) ||
    Node.isNonNullExpression(parent);
  return !isWrapped || isUsedAsValue(parent);
}
