import type { ClassDeclaration, SourceFile } from "ts-morph";

/**
 * Puts the async face of a class and its twins into one: `DynamoClient extends AsyncClient` is a way to write them, and
 * hovers and messages are to show the name that users know.
 */
export function joinFaces(file: SourceFile): void {
  const renamed = new Map<string, string>();
  for (const twins of file.getClasses()) {
    const base = twins.getExtends()?.getExpression().getText();
    const face = base?.startsWith("Async") ? file.getClass(base) : undefined;
    if (face === undefined || base === undefined) continue;
    renamed.set(base, twins.getNameOrThrow());
    join(face, twins);
  }
  const text = file.getFullText().replace(/\bAsync\w+\b/g, (name) => renamed.get(name) ?? name);
  file.replaceWithText(text);
}

function join(face: ClassDeclaration, twins: ClassDeclaration): void {
  const clauses = [...face.getImplements(), ...twins.getImplements()].map((each) => each.getText());
  const bodies = [face, twins].map((each) => bodyOf(each));
  const parameters = twins.getTypeParameters().map((each) => each.getText());
  const head = `declare class ${twins.getNameOrThrow()}${parameters.length > 0 ? `<${parameters.join(", ")}>` : ""}`;
  const heritage = clauses.length > 0 ? ` implements ${[...new Set(clauses)].join(", ")}` : "";
  const docs = face.getJsDocs().map((each) => `${each.getText()}\n`);
  face.remove();
  twins.replaceWithText(`${docs.join("")}${head}${heritage} {\n${bodies.join("\n")}\n}`);
}

/** The members of a class with their comments. */
function bodyOf(node: ClassDeclaration): string {
  return node
    .getMembersWithComments()
    .map((member) => member.getFullText().replace(/^\n+/, ""))
    .join("\n");
}

/** A class whose constructor is internal has none in the declarations, which would let everybody make one. */
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
