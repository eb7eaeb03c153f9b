import ts from "typescript";

const NOTHING = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never;

/** What is missing in the doc comments of a function, a method or a constructor, including all of its overloads. */
export function checkCallable(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  signatures: readonly ts.Signature[],
  { isConstructor }: { readonly isConstructor: boolean },
): string[] {
  const shown = signatures.filter(({ declaration }) => declaration && !hasTag(declaration, "internal"));
  const documented = (symbol.declarations ?? []).filter((declaration) => !hasTag(declaration, "internal"));
  const tags = documented.flatMap(tagsOf);
  const problems = checkParameters(shown, tags.filter(ts.isJSDocParameterTag));
  if (isConstructor) return problems;
  const returns = shown.some((signature) => returnsSomething(checker, signature));
  if (returns && !tags.some((tag) => ts.isJSDocReturnTag(tag) && textOf(tag))) problems.push("has no @returns.");
  const examples = tags.filter((tag) => tag.tagName.text === "example");
  if (examples.length !== 1) problems.push(`has ${examples.length} @example, and needs one.`);
  if (examples.some((tag) => !textOf(tag).includes("```")))
    problems.push("has an @example that is not a block of code.");
  return problems;
}

/** Whether a doc comment of the declaration has a tag. */
export function hasTag(declaration: ts.Node, name: string): boolean {
  return tagsOf(declaration).some((tag) => tag.tagName.text === name);
}

function checkParameters(signatures: readonly ts.Signature[], tags: readonly ts.JSDocParameterTag[]): string[] {
  const parameters = signatures.flatMap((signature) => signature.getParameters());
  // A destructured parameter has no name.
  const isNamed = ({ valueDeclaration: declaration }: ts.Symbol) =>
    declaration !== undefined && ts.isParameter(declaration) && ts.isIdentifier(declaration.name);
  const named = new Set(parameters.filter(isNamed).map(({ name }) => name));
  const documented = new Map(tags.map((tag) => [tag.name.getText(), textOf(tag)]));
  return [...named].filter((name) => !documented.get(name)).map((name) => `has no @param ${name}.`);
}

function returnsSomething(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const type = signature.getReturnType();
  return !((checker.getAwaitedType(type) ?? type).flags & NOTHING);
}

function tagsOf(declaration: ts.Node): ts.JSDocTag[] {
  return ts
    .getJSDocCommentsAndTags(declaration)
    .filter(ts.isJSDoc)
    .flatMap(({ tags }) => tags ?? []);
}

function textOf(tag: ts.JSDocTag): string {
  return (ts.getTextOfJSDocComment(tag.comment) ?? "").replace(/^-\s*/, "").trim();
}
