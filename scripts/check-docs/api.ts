import { relative, sep } from "node:path";
import ts from "typescript";
import { checkCallable, hasTag } from "./grammar.js";
import type { Problem } from "./problem.js";

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/**
 * Checks that the doc comments of an entry point's exports describe calls completely, as CONTRIBUTING.md requires.
 * TypeDoc checks that they exist, and their links.
 */
export function checkApi(program: ts.Program, root: string, entry: string): Problem[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) return [];
  const api = new Api(checker, root);
  for (const exported of checker.getExportsOfModule(module)) api.check(exported);
  return api.problems;
}

class Api {
  readonly problems: Problem[] = [];
  readonly #checker: ts.TypeChecker;
  readonly #root: string;
  /** A member that two exported classes inherit is reported once. */
  readonly #seen = new Set<ts.Symbol>();

  constructor(checker: ts.TypeChecker, root: string) {
    this.#checker = checker;
    this.#root = root;
  }

  check(exported: ts.Symbol): void {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & ts.SymbolFlags.Function) this.#checkCalls(symbol, exported.name);
    if (!(symbol.flags & ts.SymbolFlags.Class)) return;
    this.#checkConstructor(symbol, exported.name);
    this.#checkMethods(this.#checker.getTypeOfSymbol(symbol).getProperties(), exported.name);
    this.#checkMethods(this.#checker.getDeclaredTypeOfSymbol(symbol).getProperties(), exported.name);
  }

  #checkMethods(members: readonly ts.Symbol[], owner: string): void {
    for (const member of members) {
      if (this.#seen.has(member) || !member.declarations?.some(ts.isMethodDeclaration)) continue;
      this.#seen.add(member);
      if (this.#isPublic(member)) this.#checkCalls(member, `${owner}.${member.name}`);
    }
  }

  #checkConstructor(symbol: ts.Symbol, name: string): void {
    const constructors = symbol.members?.get(ts.InternalSymbolName.Constructor);
    if (!constructors) return;
    const signatures = this.#checker.getTypeOfSymbol(symbol).getConstructSignatures();
    const problems = checkCallable(this.#checker, constructors, signatures, { isConstructor: true });
    for (const problem of problems) this.#report(constructors, `new ${name}() ${problem}`);
  }

  #checkCalls(symbol: ts.Symbol, name: string): void {
    const signatures = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    const problems = checkCallable(this.#checker, symbol, signatures, { isConstructor: false });
    for (const problem of problems) this.#report(symbol, `${name}() ${problem}`);
  }

  #isPublic(member: ts.Symbol): boolean {
    const [first, ...rest] = member.declarations ?? [];
    if (!first || !this.#fileOf(first).startsWith("src/")) return false;
    const name = ts.getNameOfDeclaration(first);
    // A method named by a symbol is called by the language, so it needs no example.
    if (name && (ts.isPrivateIdentifier(name) || ts.isComputedPropertyName(name))) return false;
    const flags = ts.getCombinedModifierFlags(first);
    // An override inherits the documentation, unless it has its own.
    const isRedeclared = flags & ts.ModifierFlags.Override && ts.getJSDocCommentsAndTags(first).length === 0;
    return (
      !(flags & HIDDEN) && !isRedeclared && ![first, ...rest].every((declaration) => hasTag(declaration, "internal"))
    );
  }

  #report(symbol: ts.Symbol, message: string): void {
    const [declaration] = symbol.declarations ?? [];
    if (!declaration) return;
    const node = ts.getNameOfDeclaration(declaration) ?? declaration;
    const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
    this.problems.push({ file: this.#fileOf(declaration), line: line + 1, message });
  }

  #fileOf(node: ts.Node): string {
    return relative(this.#root, node.getSourceFile().fileName).split(sep).join("/");
  }
}
