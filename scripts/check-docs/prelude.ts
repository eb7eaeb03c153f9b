import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Declares the names that examples of doc comments can use without declaring them. */
export const PRELUDE = "examples/prelude.ts";

/** Declares the same names with all models in one table: the examples must compile and run with it too. */
export const ONE_TABLE_PRELUDE = "examples/one-table-prelude.ts";

/** An item in DynamoDB's form, which has the keys of the prelude's own tables. */
const STORED_ITEM = /\{\s*"?(id|customer|product)"?:\s*\{\s*"?[SN]"?:/;

/** Whether a doc comment's example must also compile and run with the models in one table. */
export function isForOneTable(code: string): boolean {
  return preludeImport(code, new Set(["User", "Order", "Stock", "Article"]), "") !== "" && !STORED_ITEM.test(code);
}

/** The names that the prelude of a repository exports; empty without a prelude. */
export function preludeNames(root: string): ReadonlySet<string> {
  const file = join(root, PRELUDE);
  if (!existsSync(file)) return new Set();
  const exported = parse(readFileSync(file, "utf8")).statements.filter(ts.isExportDeclaration);
  const clauses = exported.flatMap(({ exportClause: clause }) => (clause && ts.isNamedExports(clause) ? [clause] : []));
  return new Set(clauses.flatMap(({ elements }) => elements.map(({ name }) => name.text)));
}

/** The import to prepend to an example: the names of the prelude that it uses and does not declare. */
export function preludeImport(code: string, names: ReadonlySet<string>, from: string): string {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.has(node.text)) {
      if (isDeclared(node)) declared.add(node.text);
      else if (!isMember(node)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(code));
  const needed = [...used].filter((name) => !declared.has(name));
  return needed.length === 0 ? "" : `import { ${needed.join(", ")} } from ${JSON.stringify(from)};`;
}

/** Whether it is the name of a declaration: an import, a variable, a parameter, a class. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  const isDeclaration =
    ts.isImportSpecifier(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isFunctionDeclaration(parent);
  return isDeclaration && parent.name === node;
}

/** Whether it is the name of a member: `x.client`, `{ client: x }`, `const { client: x } = y`. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
}
