import {
  type ClassDeclaration,
  type MethodDeclaration,
  Node,
  type SourceFile,
  type Symbol as TsSymbol,
} from "ts-morph";
import { findAsyncOnly } from "./async-only.js";
import { isAsyncMethod } from "./async-types.js";
import type { Failures } from "./failures.js";
import { type Rules, twinNameOf } from "./rules.js";
import { isAsyncSyntax } from "./syntax.js";
import { walk } from "./walk.js";

/** A file of the async side, and the path of its mirror. */
export interface Pair {
  readonly source: SourceFile;
  readonly outputPath: string;
  /** A test is mirrored completely; exports of a source file that are not async are imported instead. */
  readonly isTest: boolean;
  readonly rules: Rules;
}

/** The facts about all files that the translation of each file uses. */
export class Mirror {
  readonly failures: Failures;
  /** The files that get a mirror, by the path of the source. A file without async code gets none. */
  readonly pairs: ReadonlyMap<string, Pair>;
  /** Statements and class members that are omitted in the mirror. */
  readonly omitted: ReadonlySet<Node>;
  readonly #used = new Set<string>();
  readonly #twins = new Map<Node, boolean>();

  constructor(failures: Failures, candidates: readonly Pair[]) {
    this.failures = failures;
    this.omitted = new Set(candidates.flatMap(({ source }) => findAsyncOnly(source, this.failures)));
    const mirrored = candidates.filter(({ source }) => this.hasAsync(source));
    this.pairs = new Map(mirrored.map((pair) => [pair.source.getFilePath(), pair]));
  }

  pairOf(node: Node): Pair | undefined {
    return this.pairs.get(node.getSourceFile().getFilePath());
  }

  hasAsync(node: Node): boolean {
    let found = false;
    walk(node, this.omitted, (each) => {
      // A method can return an async result without `async` or `await` in its own code.
      found ||= isAsyncSyntax(each.compilerNode) || (Node.isMethodDeclaration(each) && isAsyncMethod(each));
    });
    return found;
  }

  /** The new name of an export of this repository. */
  nameRule(rules: Rules, name: string): string | undefined {
    return this.#rule(rules.names, name);
  }

  /** The new name of a member of a class of this repository. */
  memberRule(rules: Rules, name: string): string | undefined {
    return this.#rule(rules.members, name);
  }

  noteUse(name: string): void {
    this.#used.add(name);
  }

  /** Reports every rule that no translated file used. */
  checkRules(rules: Rules): void {
    for (const name of [...Object.keys(rules.names), ...Object.keys(rules.members)]) {
      if (this.#used.has(name)) continue;
      this.failures.add(`scripts/generate-sync/rules.ts: the rule "${name}" was never used. Remove it.`);
    }
  }

  /** Whether the mirror extends the class with twins, instead of copying it. */
  isTwinClass(node: Node): node is ClassDeclaration {
    const isOurs = Node.isClassDeclaration(node) && node.isExported() && this.pairOf(node)?.isTest === false;
    return isOurs && this.hasAsync(node);
  }

  /** The nearest base class with twins of a class with twins: their mirrors extend each other too. */
  baseTwin(node: ClassDeclaration): ClassDeclaration | undefined {
    const base = node.getBaseClass();
    return base === undefined || this.isTwinClass(base) ? base : this.baseTwin(base);
  }

  /** The classes with twins that extend a class with twins. */
  subTwins(node: ClassDeclaration): ClassDeclaration[] {
    return this.#twinClasses.filter((each) => this.baseTwin(each) === node);
  }

  /** The base class of a class's mirror: the mirror of its base class, or the last async class of the chain. */
  extendedBy(node: ClassDeclaration): { readonly source: ClassDeclaration; readonly isMirror: boolean } {
    const base = this.baseTwin(node);
    if (base) return { source: base, isMirror: true };
    let last = node;
    for (let [next] = this.subTwins(last); next; [next] = this.subTwins(last)) last = next;
    return { source: last, isMirror: false };
  }

  /** The name of the twin of a method; `undefined` if the symbol is not a method with a twin. */
  twinName(symbol: TsSymbol | undefined): string | undefined {
    const methods = symbol?.getDeclarations().filter(Node.isMethodDeclaration) ?? [];
    const method = methods.find((each) => this.isTwinMethod(each));
    return method && twinNameOf(method.getName());
  }

  /** The methods that have a twin, inherited ones too, by the name of their class. */
  get twinsByClass(): ReadonlyMap<string, ReadonlySet<string>> {
    const twinsOf = (each: ClassDeclaration): MethodDeclaration[] => {
      const base = each.getBaseClass();
      const own = [...each.getInstanceMethods(), ...each.getStaticMethods()];
      return [...own.filter((method) => this.isTwinMethod(method)), ...(base ? twinsOf(base) : [])];
    };
    return new Map(
      this.#twinClasses.map((each) => [each.getName() ?? "", new Set(twinsOf(each).map((method) => method.getName()))]),
    );
  }

  get #twinClasses(): ClassDeclaration[] {
    const files = [...this.pairs.values()].map(({ source }) => source);
    return files.flatMap((source) => source.getClasses()).filter((each) => this.isTwinClass(each));
  }

  isTwinMethod(method: MethodDeclaration): boolean {
    let isTwin = this.#twins.get(method);
    if (isTwin === undefined) {
      isTwin = this.#findTwin(method);
      this.#twins.set(method, isTwin);
    }
    return isTwin;
  }

  #findTwin(method: MethodDeclaration): boolean {
    if (!Node.isIdentifier(method.getNameNode()) || !isAsyncMethod(method)) return false;
    const parent = method.getParent();
    if (this.isTwinClass(parent)) return true;
    if (!Node.isClassDeclaration(parent) && !Node.isClassExpression(parent)) return false;
    // An override has the name of the overridden method.
    const base = method.isStatic() ? parent.getExtends()?.getExpression().getType() : parent.getBaseTypes()[0];
    return this.twinName(base?.getProperty(method.getName())) !== undefined;
  }

  #rule(rules: Readonly<Record<string, string>>, name: string): string | undefined {
    return Object.hasOwn(rules, name) ? rules[name] : undefined;
  }
}
