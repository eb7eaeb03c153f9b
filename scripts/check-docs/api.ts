import { relative, sep } from "node:path";
import ts from "typescript";
import { checkCallable, hasTag } from "./grammar.js";
import type { Problem } from "./problem.js";

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/** Checks that everything the entry point exports is documented, as CONTRIBUTING.md asks. */
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
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    this.#requireSummary(symbol, exported.name);
    if (symbol.flags & ts.SymbolFlags.Function) this.#checkCalls(symbol, exported.name);
    if (symbol.flags & ts.SymbolFlags.Class) {
      this.#checkConstructor(symbol, exported.name);
      this.#checkMembers(this.#checker.getTypeOfSymbol(symbol).getProperties(), exported.name);
    }
    if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) {
      this.#checkMembers(type.getProperties(), exported.name);
    }
  }

  #checkMembers(members: readonly ts.Symbol[], owner: string): void {
    for (const member of members) {
      if (this.#seen.has(member) || !this.#isPublic(member)) continue;
      this.#seen.add(member);
      const key = nameOf(member);
      // A method known by a symbol is called by the language: there is no call to show.
      const isSymbol = key !== undefined && ts.isComputedPropertyName(key);
      const name = `${owner}.${isSymbol ? key.getText() : member.name}`;
      this.#requireSummary(member, name);
      if (!isSymbol && member.declarations?.some(ts.isMethodDeclaration)) this.#checkCalls(member, name);
    }
  }

  #checkConstructor(symbol: ts.Symbol, name: string): void {
    const constructors = symbol.members?.get(ts.InternalSymbolName.Constructor);
    if (!constructors) return;
    const signatures = this.#checker.getTypeOfSymbol(symbol).getConstructSignatures();
    const faults = checkCallable(this.#checker, constructors, signatures, { isConstructor: true });
    for (const fault of faults) this.#report(constructors, `new ${name}() ${fault}`);
  }

  #checkCalls(symbol: ts.Symbol, name: string): void {
    const signatures = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    const faults = checkCallable(this.#checker, symbol, signatures, { isConstructor: false });
    for (const fault of faults) this.#report(symbol, `${name}() ${fault}`);
  }

  #requireSummary(symbol: ts.Symbol, name: string): void {
    if (symbol.getDocumentationComment(this.#checker).length === 0) this.#report(symbol, `${name} has no doc comment.`);
  }

  #isPublic(member: ts.Symbol): boolean {
    const [first, ...rest] = member.declarations ?? [];
    if (!first || !this.#fileOf(first).startsWith("src/")) return false;
    const name = nameOf(member);
    if (name && ts.isPrivateIdentifier(name)) return false;
    const flags = ts.getCombinedModifierFlags(first);
    // What overrides a documented member means the same, unless it says otherwise.
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

function nameOf({ declarations: [first] = [] }: ts.Symbol): ts.DeclarationName | undefined {
  return ts.getNameOfDeclaration(first);
}
