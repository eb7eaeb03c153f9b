import { posix } from "node:path";
import { type ClassDeclaration, type ImportDeclaration, type ImportSpecifier, Node, type SourceFile } from "ts-morph";
import type { Edits } from "./edits.js";
import type { Mirror, Pair } from "./mirror.js";
import { newName } from "./renames.js";
import { isTranslated, type Selection } from "./selection.js";
import { extendedName } from "./twin-class.js";
import { originOf, topLevelOf } from "./walk.js";

/** One name of an import in a generated file. */
export interface Named {
  readonly module: string;
  readonly text: string;
  readonly isType: boolean;
}

/**
 * Rewrites the imports of a file: only the names that the mirror uses, from the modules that have them for the mirror.
 */
export function translateImports(pair: Pair, mirror: Mirror, { imported, borrowed }: Selection, edits: Edits): void {
  for (const declaration of pair.source.getImportDeclarations()) {
    const lines = translateImport(declaration, pair, mirror, imported);
    // An empty line would split the imports into two groups.
    const end = declaration.getEnd() + (lines.length === 0 ? 1 : 0);
    edits.replace(declaration.getStart(), end, lines.join("\n"));
  }
  const own = importsOfSource(pair, mirror, borrowed);
  if (own.length === 0) return;
  const [first] = pair.source.getImportDeclarations();
  edits.insert(first?.getStart() ?? 0, `${namedImports(own).join("\n")}\n${first ? "" : "\n"}`);
}

/** The names that a mirror imports from its own source, and the base classes of its classes from any file. */
function importsOfSource(pair: Pair, mirror: Mirror, borrowed: Selection["borrowed"]): Named[] {
  const module = modulePath(pair, pair.source.getFilePath());
  const own = [...borrowed].map(([text, isValue]) => ({ module, text, isType: !isValue }));
  const bases = pair.source.getClasses().filter((each) => mirror.isTwinClass(each));
  return [...own, ...bases.flatMap((each) => importOfBase(each, pair, mirror))];
}

function importOfBase(node: ClassDeclaration, pair: Pair, mirror: Mirror): Named[] {
  const { source, isMirror } = mirror.extendedBy(node);
  const file = source.getSourceFile();
  if (isMirror && file === pair.source) return []; // it is in this mirror
  const path = isMirror ? mirror.pairOf(source)?.outputPath : undefined;
  const text = extendedName(node, pair, mirror);
  return [{ module: modulePath(pair, path ?? file.getFilePath()), text, isType: false }];
}

function translateImport(
  declaration: ImportDeclaration,
  pair: Pair,
  mirror: Mirror,
  imported: Selection["imported"],
): string[] {
  const file = declaration.isModuleSpecifierRelative() ? declaration.getModuleSpecifierSourceFile() : undefined;
  const module = file
    ? modulePath(pair, mirror.pairOf(file)?.outputPath ?? file.getFilePath())
    : declaration.getModuleSpecifierValue();
  const clause = declaration.getImportClause();
  if (clause === undefined) return [`import "${module}";`];

  const whole = [clause, declaration.getNamespaceImport()?.getParent()].flatMap((node) => {
    const isValue = node && imported.get(node);
    if (node === undefined || isValue === undefined) return [];
    const name = Node.isImportClause(node) ? node.getDefaultImportOrThrow().getText() : node.getText();
    return [`import ${isValue && !declaration.isTypeOnly() ? "" : "type "}${name} from "${module}";`];
  });
  const used = declaration.getNamedImports().flatMap((specifier) => {
    const isValue = imported.get(specifier);
    if (isValue === undefined) return [];
    const isType = !isValue || specifier.isTypeOnly() || declaration.isTypeOnly();
    return [{ ...translateSpecifier(specifier, file, module, pair, mirror), isType }];
  });
  return [...whole, ...namedImports(used)];
}

function translateSpecifier(
  specifier: ImportSpecifier,
  file: SourceFile | undefined,
  module: string,
  pair: Pair,
  mirror: Mirror,
): Omit<Named, "isType"> {
  const origin = originOf(specifier.getNameNode().getSymbol());
  const declared = origin?.getDeclarations()[0];
  const isColourless = declared?.getSourceFile() === file && declared && !isTranslated(topLevelOf(declared), mirror);
  const alias = specifier.getAliasNode()?.getText();
  const name = newName(specifier.getName(), origin, pair, mirror) ?? specifier.getName();
  return {
    // Code that is not async stays in the async file, even if that file has a mirror.
    module: file && isColourless ? modulePath(pair, file.getFilePath()) : module,
    text: alias ? `${name} as ${alias}` : name,
  };
}

export function namedImports(list: readonly Named[]): string[] {
  const modules = [...new Set(list.map(({ module }) => module))];
  return modules.map((module) => {
    const own = list.filter((each) => each.module === module);
    const allTypes = own.every(({ isType }) => isType);
    const names = own.map(({ text, isType }) => (isType && !allTypes ? `type ${text}` : text));
    return `import ${allTypes ? "type " : ""}{ ${names.join(", ")} } from "${module}";`;
  });
}

/** The module path of another file in a generated file. */
export function modulePath({ outputPath }: Pick<Pair, "outputPath">, target: string): string {
  const path = posix.relative(posix.dirname(outputPath), target).replace(/\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}
