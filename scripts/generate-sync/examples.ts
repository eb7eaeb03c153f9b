import { ts } from "ts-morph";
import { Edits } from "./edits.js";
import { language, twinNameOf } from "./rules.js";
import { translateSyntax } from "./syntax.js";

/** The names in comments. */
export interface DocNames {
  readonly names: Readonly<Record<string, string>>;
  /** The methods that have a twin, by the name of their class. */
  readonly twins: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Translates the code of an example. It has no type information: a call with the name of a method that has a twin is
 * treated as a call of it.
 */
export function translateExample(code: string, { names, twins }: DocNames): string {
  const methods = new Set([...twins.values()].flatMap((each) => [...each]));
  const edits = new Edits();
  const visit = (node: ts.Node): void => {
    translateSyntax(node, code, edits);
    if (ts.isIdentifier(node)) {
      const name = isCalledMember(node) && methods.has(node.text) ? twinNameOf(node.text) : renamed(node, names);
      if (name !== undefined) edits.replace(node.getStart(), node.end, name);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true));
  return edits.apply(code);
}

function isCalledMember({ parent }: ts.Identifier): boolean {
  return (
    ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && parent.parent.expression === parent
  );
}

function renamed(node: ts.Identifier, names: DocNames["names"]): string | undefined {
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  if (isMember || language.types.has(node.text)) return undefined;
  return Object.hasOwn(names, node.text) ? names[node.text] : undefined;
}
