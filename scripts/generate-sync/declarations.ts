import { type ClassDeclaration, Node } from "ts-morph";
import { isAsync, isAsyncFunction } from "./async-types.js";
import type { Mirror, Pair } from "./mirror.js";
import { isTwinMember, membersOf, type Selection } from "./selection.js";
import { walk } from "./walk.js";

/** Reports the declarations of a source file that cannot be mirrored. */
export function checkDeclarations({ source, rules, isTest }: Pair, mirror: Mirror, { kept }: Selection): void {
  if (isTest) return;
  for (const statement of source.getStatements()) {
    if (mirror.omitted.has(statement)) continue;
    if (Node.isExportDeclaration(statement) || Node.isExportAssignment(statement)) {
      mirror.failures.at(statement, "A list of exports is not mirrored.", "Export where the name is declared.");
    }
    if (Node.isFunctionDeclaration(statement) && statement.isExported()) checkReturnType(statement, mirror);
    if (Node.isVariableStatement(statement)) checkVariables(statement, kept, mirror);
    if (mirror.isTwinClass(statement)) checkClass(statement, rules.names, kept, mirror);
  }
}

function checkReturnType(node: Node, mirror: Mirror, name = Node.hasName(node) ? node.getName() : ""): void {
  if (!Node.isReturnTyped(node) || node.getReturnTypeNode() || !isAsync(node.getReturnType())) return;
  mirror.failures.at(node, `\`${name}\` is async and exported, and has no return type.`, "Write the return type.");
}

function checkVariables(statement: Node, kept: ReadonlySet<Node>, mirror: Mirror): void {
  if (!Node.isVariableStatement(statement)) return;
  for (const declaration of statement.getDeclarations()) {
    const value = declaration.getInitializer();
    if (statement.isExported() && value) checkReturnType(value, mirror, declaration.getName());
    const isState = statement.getDeclarationKind() === "let" || Node.isNewExpression(value);
    if (!kept.has(statement) || !isState) continue;
    const problem = `\`${declaration.getName()}\` is state, and the mirror would have a second copy.`;
    mirror.failures.at(declaration, problem, "Move it to a file without async code.");
  }
}

function checkClass(
  node: ClassDeclaration,
  names: Readonly<Record<string, string>>,
  kept: ReadonlySet<Node>,
  mirror: Mirror,
): void {
  const name = node.getName() ?? "";
  if (!Object.hasOwn(names, name)) {
    const instead = "Add one to scripts/generate-sync/rules.ts.";
    mirror.failures.at(node, `The class \`${name}\` has async methods, and no name for its mirror.`, instead);
  }
  checkChain(node, mirror);
  for (const member of membersOf(node)) {
    checkMember(member, mirror);
    if (kept.has(member)) checkFields(member, node, mirror);
  }
}

/** The mirrors of classes that extend each other form one chain, which does not support type parameters. */
function checkChain(node: ClassDeclaration, mirror: Mirror): void {
  const name = node.getName() ?? "";
  const subclasses = mirror.subTwins(node);
  if (subclasses.length > 1) {
    const names = subclasses.map((each) => `\`${each.getName()}\``).join(" and ");
    const problem = `${names} both extend \`${name}\`, and only one of them can have its twins.`;
    mirror.failures.at(node, problem, "Let one extend the other.");
  }
  const isInChain = subclasses.length > 0 || mirror.baseTwin(node) !== undefined;
  if (!isInChain || node.getTypeParameters().length === 0) return;
  const problem = `\`${name}\` has type parameters, and extends or is extended by a class that has twins.`;
  mirror.failures.at(node, problem, "Use a field instead.");
}

function checkMember(member: Node, mirror: Mirror): void {
  const name = Node.hasName(member) ? member.getName() : "";
  if (mirror.omitted.has(member) || name.startsWith("#")) return;
  if (Node.isMethodDeclaration(member) && isTwinMember(member, mirror)) {
    if (member.hasModifier("private")) {
      mirror.failures.at(member, `\`private ${name}\` is async, and its twin cannot access it.`, `Write \`#${name}\`.`);
    }
    checkReturnType(member, mirror);
  }
  const isHidden = Node.isPropertyDeclaration(member) && isAsyncFunction(member.getType());
  const isAsyncGetter = Node.isGetAccessorDeclaration(member) && isAsync(member.getReturnType());
  if (isHidden || isAsyncGetter)
    mirror.failures.at(member, `\`${name}\` is async, but not a method.`, "Make it a method.");
}

/** A twin is in a subclass, which cannot access `#fields` and `private` members. */
function checkFields(member: Node, owner: ClassDeclaration, mirror: Mirror): void {
  walk(member, mirror.omitted, (node) => {
    if (!Node.isPrivateIdentifier(node) && !Node.isIdentifier(node)) return;
    for (const declaration of node.getSymbol()?.getDeclarations() ?? []) {
      if (declaration.getParent() !== owner || Node.isConstructorDeclaration(declaration)) continue;
      const isField = Node.isPrivateIdentifier(node) && Node.isPropertyDeclaration(declaration);
      const isPrivate = Node.isModifierable(declaration) && declaration.hasModifier("private");
      // A private method that is async itself was refused where it is declared.
      if (!isField && (!isPrivate || Node.isMethodDeclaration(declaration))) continue;
      mirror.failures.at(
        node,
        `A twin cannot access \`${node.getText()}\`.`,
        "Make the field protected and @internal.",
      );
    }
  });
}
