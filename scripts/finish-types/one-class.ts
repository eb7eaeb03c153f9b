import type { ClassDeclaration, SourceFile } from "ts-morph";

/**
 * Merges the classes of which a public class consists: the async methods by topic, and their twins by topic. Hovers and
 * messages then show the public name.
 */
export function joinClasses(file: SourceFile): void {
  const renamed = new Map<string, string>();
  for (const last of file.getClasses()) {
    const chain = chainOf(last, file);
    const asyncClass = chain.find(isAsyncClass);
    if (asyncClass === undefined || isAsyncClass(last) || isExtended(last, file)) continue;
    for (const each of chain) renamed.set(each.getNameOrThrow(), last.getNameOrThrow());
    join(asyncClass, chain, last);
  }
  const text = file.getFullText().replace(/\b[A-Z]\w+\b/g, (name) => renamed.get(name) ?? name);
  file.replaceWithText(text);
}

/** A class and its base classes, the topmost base class first. */
function chainOf(node: ClassDeclaration, file: SourceFile): ClassDeclaration[] {
  const base = file.getClass(node.getExtends()?.getExpression().getText() ?? "");
  return base ? [...chainOf(base, file), node] : [node];
}

/** Whether a class is the complete async class, which has the documentation. */
function isAsyncClass(node: ClassDeclaration): boolean {
  return node.getNameOrThrow().startsWith("Async");
}

function isExtended(node: ClassDeclaration, file: SourceFile): boolean {
  return file.getClasses().some((each) => each.getExtends()?.getExpression().getText() === node.getName());
}

function join(asyncClass: ClassDeclaration, chain: readonly ClassDeclaration[], last: ClassDeclaration): void {
  const clauses = chain.flatMap((each) => each.getImplements()).map((each) => each.getText());
  // Each class with private fields declares the same marker.
  const members = new Set(chain.flatMap((each) => membersOf(each)));
  const parameters = last.getTypeParameters().map((each) => each.getText());
  const head = `declare class ${last.getNameOrThrow()}${parameters.length > 0 ? `<${parameters.join(", ")}>` : ""}`;
  const heritage = clauses.length > 0 ? ` implements ${[...new Set(clauses)].join(", ")}` : "";
  const docs = asyncClass.getJsDocs().map((each) => `${each.getText()}\n`);
  for (const each of chain) if (each !== last) each.remove();
  last.replaceWithText(`${docs.join("")}${head}${heritage} {\n${[...members].join("\n")}\n}`);
}

/** The members of a class with their comments. */
function membersOf(node: ClassDeclaration): string[] {
  return node.getMembersWithComments().map((member) => member.getFullText().replace(/^\n+/, ""));
}

/** A class with an internal constructor has none in the declarations, which would make it public. */
export function closeConstructors(file: SourceFile): void {
  for (const each of file.getClasses()) {
    if (each.getExtends() === undefined && each.getConstructors().length === 0)
      each.insertText(
        each
          .getChildren()
          .find((child) => child.getText() === "{")
          ?.getEnd() ?? each.getEnd() - 1,
        "\n    private constructor();",
      );
  }
}
