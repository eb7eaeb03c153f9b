import { type ClassDeclaration, Node, ts } from "ts-morph";
import type { Mirror, Pair } from "./mirror.js";
import { isInType, isOurs, originOf, symbolOf, topLevelOf, walk } from "./walk.js";

/** The parts of a file that belong to its mirror. */
export interface Selection {
  /** Statements, and members of twin classes. */
  readonly kept: ReadonlySet<Node>;
  /** The import specifiers, namespaces and clauses that these use; `true` when one is used as a value. */
  readonly imported: ReadonlyMap<Node, boolean>;
  /** Names that the source exports and that are not async: the mirror imports them. `true` as above. */
  readonly borrowed: ReadonlyMap<string, boolean>;
}

/** Finds the async parts of a file, and everything that they use. */
export function select(pair: Pair, mirror: Mirror): Selection {
  const kept = new Set<Node>();
  const imported = new Map<Node, boolean>();
  const borrowed = new Map<string, boolean>();
  const note = <K>(map: Map<K, boolean>, key: K, isValue: boolean) => map.set(key, map.get(key) || isValue);
  const queue = roots(pair, mirror);
  const heads = pair.source.getClasses().filter((each) => mirror.isTwinClass(each));
  // The type parameters of a twin class are part of its generated head, and the names in them are needed too.
  const parameters = new Set<Node>(heads.flatMap((head) => head.getTypeParameters()));
  queue.push(...parameters);
  for (const piece of queue) {
    if (kept.has(piece)) continue;
    if (!parameters.has(piece)) kept.add(piece);
    for (const { node, declaration } of references(piece, mirror)) {
      if (declaration.getSourceFile() !== pair.source) continue;
      const target = pieceOf(declaration, piece, mirror);
      if (isImport(declaration)) note(imported, declaration, !isInType(node));
      else if (target && isBorrowed(target, pair, mirror)) note(borrowed, node.getText(), !isInType(node));
      else if (target) queue.push(target);
    }
  }
  return { kept, imported, borrowed };
}

/** The members of a class, overloads included. */
export function membersOf(node: ClassDeclaration): Node[] {
  return node.getMembers().flatMap((member): Node[] => {
    const hasOverloads = Node.isMethodDeclaration(member) || Node.isConstructorDeclaration(member);
    return hasOverloads ? [...member.getOverloads(), member] : [member];
  });
}

/** Whether a member of a twin class is an async method that users or subclasses can call. */
export function isTwinMember(member: Node, mirror: Mirror): boolean {
  if (!Node.isMethodDeclaration(member) || mirror.omitted.has(member)) return false;
  return mirror.isTwinMethod(member) || (Node.isComputedPropertyName(member.getNameNode()) && mirror.hasAsync(member));
}

/** Whether a statement differs in the mirror, itself or in a declaration that it uses. */
export function isTranslated(statement: Node, mirror: Mirror): boolean {
  const queue = [statement];
  const seen = new Set<Node>();
  for (const each of queue) {
    const pair = mirror.pairOf(each);
    if (seen.has(each) || pair === undefined) continue;
    seen.add(each);
    if (mirror.hasAsync(each) || usesRule(each, pair, mirror)) return true;
    for (const { declaration } of references(each, mirror, true)) {
      const isElsewhere = topLevelOf(declaration) !== each;
      if (isElsewhere && isDeclared(declaration)) queue.push(topLevelOf(declaration));
    }
  }
  return false;
}

function roots({ source, isTest }: Pair, mirror: Mirror): Node[] {
  return source.getStatements().flatMap((statement): Node[] => {
    if (mirror.omitted.has(statement) || Node.isImportDeclaration(statement)) return [];
    if (mirror.isTwinClass(statement)) return membersOf(statement).filter((member) => isTwinMember(member, mirror));
    if (isTest) return isDeclared(statement) ? [] : [statement];
    return Node.isExportable(statement) && statement.isExported() && isTranslated(statement, mirror) ? [statement] : [];
  });
}

/** The statement or member with a declaration that a piece uses; none if a twin class inherits it. */
function pieceOf(declaration: Node, piece: Node, mirror: Mirror): Node | undefined {
  const top = topLevelOf(declaration);
  if (mirror.isTwinClass(top)) return isPrivateHelper(declaration) ? declaration : undefined;
  // Members, and the variables of a function, belong to the statement that contains them.
  const isOwn = top === topLevelOf(piece);
  return isTopLevelName(declaration, top) && !isOwn ? top : undefined;
}

function isTopLevelName(declaration: Node, top: Node): boolean {
  const isInFunction = declaration.getAncestors().some((each) => ts.isFunctionLike(each.compilerNode));
  return declaration === top || (Node.isVariableStatement(top) && !isInFunction);
}

function isPrivateHelper(declaration: Node): boolean {
  const isHelper = Node.isMethodDeclaration(declaration) || Node.isGetAccessorDeclaration(declaration);
  return isHelper && Node.isPrivateIdentifier(declaration.getNameNode());
}

function isBorrowed(statement: Node, { isTest }: Pair, mirror: Mirror): boolean {
  if (isTest || !Node.isExportable(statement) || !statement.isExported()) return false;
  return !isTranslated(statement, mirror);
}

function usesRule(statement: Node, { rules }: Pair, mirror: Mirror): boolean {
  return references(statement, mirror, true).some(({ node }) => {
    const name = node.getText();
    return (
      mirror.nameRule(rules, name) !== undefined ||
      (mirror.memberRule(rules, name) !== undefined && isOurs(symbolOf(node)))
    );
  });
}

interface Reference {
  readonly node: Node;
  readonly declaration: Node;
}

/**
 * Every name used in a node with its declarations in this repository: the local ones, or with `behind` those that
 * imports resolve to.
 */
function references(piece: Node, mirror: Mirror, behind = false): Reference[] {
  const found: Reference[] = [];
  walk(piece, mirror.omitted, (node) => {
    if (!Node.isIdentifier(node) && !Node.isPrivateIdentifier(node)) return;
    const direct = symbolOf(node);
    const symbol = behind ? originOf(direct) : direct;
    if (!isOurs(symbol)) return;
    for (const declaration of symbol?.getDeclarations() ?? []) found.push({ node, declaration });
  });
  return found;
}

function isImport(node: Node): boolean {
  return Node.isImportSpecifier(node) || Node.isNamespaceImport(node) || Node.isImportClause(node);
}

function isDeclared(node: Node): boolean {
  return (
    Node.isFunctionDeclaration(node) ||
    Node.isClassDeclaration(node) ||
    Node.isVariableStatement(node) ||
    Node.isVariableDeclaration(node) ||
    Node.isInterfaceDeclaration(node) ||
    Node.isTypeAliasDeclaration(node) ||
    Node.isEnumDeclaration(node)
  );
}
