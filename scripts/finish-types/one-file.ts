import { type ImportDeclaration, Node, type SourceFile } from "ts-morph";

/** The declaration files of one module format, by their entries. */
export interface Entries {
  readonly index: SourceFile;
  readonly others: readonly SourceFile[];
  /** The chunks that the bundler created for shared declarations, which export them under names of one letter. */
  readonly chunks: readonly SourceFile[];
}

/** Moves the shared declarations to those of the library, where messages and imports of users use their names. */
export function mergeChunks({ index, others, chunks }: Entries): void {
  for (const chunk of chunks) {
    const names = exportedNames(chunk);
    const reexported = namesFrom(index, chunk, names);
    for (const each of chunk.getImportDeclarations()) removeImports(index, each);
    const sdk = chunk.getImportDeclarations().map((each) => each.getText());
    const body = chunk.getStatements().filter((each) => !isModuleStatement(each));
    index.insertText(0, `${[...sdk, ...body.map((each) => each.getFullText().trim())].join("\n\n")}\n\n`);
    if (reexported.length > 0) index.addExportDeclaration({ isTypeOnly: false, namedExports: reexported });
    for (const other of others) pointToIndex(other, chunk, names, index);
  }
}

/** Removes the names that another statement imports from the same module, because a name can be imported once. */
function removeImports(file: SourceFile, other: ImportDeclaration): void {
  const names = new Set(other.getNamedImports().map((each) => each.getText()));
  for (const own of file.getImportDeclarations()) {
    if (own.getModuleSpecifierValue() !== other.getModuleSpecifierValue()) continue;
    for (const each of own.getNamedImports()) if (names.has(each.getText())) each.remove();
    if (own.getNamedImports().length === 0) own.remove();
  }
}

function isModuleStatement(node: Node): boolean {
  return Node.isImportDeclaration(node) || Node.isExportDeclaration(node);
}

/** The declared names of a chunk's exports, by exported name. */
function exportedNames(chunk: SourceFile): Map<string, string> {
  const specifiers = chunk.getExportDeclarations().flatMap((each) => each.getNamedExports());
  return new Map(specifiers.map((each) => [each.getAliasNode()?.getText() ?? each.getName(), each.getName()]));
}

/** Removes the statements that import a chunk's declarations into a file, and returns the names that it re-exports. */
function namesFrom(file: SourceFile, chunk: SourceFile, names: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const statement of [...file.getImportDeclarations(), ...file.getExportDeclarations()]) {
    if (!isFrom(statement.getModuleSpecifierValue(), chunk)) continue;
    const specifiers = Node.isImportDeclaration(statement) ? statement.getNamedImports() : statement.getNamedExports();
    for (const specifier of specifiers) {
      const declared = names.get(specifier.getName());
      const local = specifier.getAliasNode()?.getText() ?? specifier.getName();
      if (declared !== local)
        throw new Error(`${file.getBaseName()} calls ${declared} of ${chunk.getBaseName()} ${local}.`);
      if (Node.isExportSpecifier(specifier)) found.push(local);
    }
    statement.remove();
  }
  return found;
}

function pointToIndex(
  file: SourceFile,
  chunk: SourceFile,
  names: ReadonlyMap<string, string>,
  index: SourceFile,
): void {
  const imported = file.getImportDeclarations().filter((each) => isFrom(each.getModuleSpecifierValue(), chunk));
  const wanted = imported.flatMap((each) =>
    each.getNamedImports().map((name) => name.getAliasNode()?.getText() ?? name.getName()),
  );
  namesFrom(file, chunk, names);
  const specifier = `./${index.getBaseName().replace(/\.d\.(c?)ts$/, ".$1js")}`;
  const known = new Set(
    index.getExportDeclarations().flatMap((each) => each.getNamedExports().map((name) => name.getName())),
  );
  const missing = wanted.filter((name) => !known.has(name));
  if (missing.length > 0)
    throw new Error(`${file.getBaseName()} mentions ${missing.join(", ")}, which src/index.ts does not export.`);
  if (wanted.length > 0) file.insertImportDeclaration(0, { moduleSpecifier: specifier, namedImports: wanted });
}

function isFrom(specifier: string | undefined, chunk: SourceFile): boolean {
  return specifier?.replace(/^\.\/|\.c?js$/g, "") === chunk.getBaseName().replace(/\.d\.c?ts$/, "");
}
