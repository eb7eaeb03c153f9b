import { type ClassDeclaration, type MethodDeclaration, Node } from "ts-morph";
import type { Failures } from "../generate-sync/failures.js";
import { modulePath, type Named, namedImports } from "../generate-sync/imports.js";
import { isInType } from "../generate-sync/walk.js";
import { type DocContext, docOfModel } from "./docs.js";
import type { ExampleModels } from "./example.js";
import { findTableMethods, type TableMethod } from "./table-methods.js";

/** The source and the output of the table methods of models. */
export interface ModelTables {
  /** The client's class, with its base classes. */
  readonly client: ClassDeclaration;
  /** The public name of the client. */
  readonly clientName: string;
  /** The base class of the model's methods. */
  readonly base: ClassDeclaration;
  /** Its name and its file. */
  readonly name: string;
  readonly outputPath: string;
  readonly models: ExampleModels;
  /** The file that has `clientOf` and `AnyTable`. */
  readonly helpersPath: string;
}

/** The file of the model's table methods, not yet formatted, and the client's files from which it is generated. */
export interface Translated {
  readonly text: string;
  readonly sources: readonly string[];
}

/** Generates the table methods of models from the client's: `client.createTable(User, …)` → `User.createTable(…)`. */
export function translateTables(tables: ModelTables, failures: Failures): Translated {
  const methods = findTableMethods(tables.client, failures);
  const names = new Set(methods.map(({ name }) => name));
  const context: DocContext = { ...tables, methods: names, failures };
  const members = methods.map((method) => membersOf(method, context));
  const head = `/** A model's methods on its table. */\nexport class ${tables.name} extends ${tables.base.getName()} {`;
  const text = `${importsOf(methods, tables).join("\n")}\n\n${head}\n${members.join("\n\n")}\n}\n`;
  return { text, sources: [...new Set(methods.map(({ implementation }) => fileOf(implementation)))] };
}

/** A method of models, with its overloads. */
function membersOf(method: TableMethod, context: DocContext): string {
  const { forms, implementation } = method;
  const [only, ...more] = forms;
  if (only === undefined) return "";
  const documented = (form: MethodDeclaration, text: string) => `  ${docOfModel(form, method, context)}\n  ${text}`;
  if (more.length === 0) return documented(only, `static ${signatureOf(only, true)} ${bodyOf(only, false)}`);
  return [
    ...forms.map((form) => documented(form, `static ${signatureOf(form, false)};`)),
    `  static ${signatureOf(implementation, true)} ${bodyOf(implementation, true)}`,
  ].join("\n");
}

function signatureOf(method: MethodDeclaration, hasBody: boolean): string {
  const types = method.getTypeParameters().map((each) => each.getText());
  const parameters = method.getParameters().slice(1);
  const texts = ["this: AnyTable", ...parameters.map((each) => each.getText())];
  const returned = method.getReturnTypeNode()?.getText() ?? "";
  const start = hasBody && isPromise(returned) ? "async " : "";
  return `${start}${method.getName()}${types.length > 0 ? `<${types.join(", ")}>` : ""}(${texts.join(", ")}): ${returned}`;
}

function bodyOf(method: MethodDeclaration, isOverloaded: boolean): string {
  const passed = method
    .getParameters()
    .slice(1)
    .map((each) => {
      const name = `${each.isRestParameter() ? "..." : ""}${each.getName()}`;
      return isOverloaded ? `${name} as never` : name;
    });
  const call = `clientOf(this["~model"]).${method.getName()}(${["this", ...passed].join(", ")})`;
  const returned = method.getReturnTypeNode()?.getText() ?? "";
  const awaited = isPromise(returned) ? `await ${call}` : call;
  const comment = "// The overloads above are the client's, so what they accept fits one of these.\n    ";
  return `{\n    ${isOverloaded ? comment : ""}${returned === "Promise<void>" ? "" : "return "}${awaited};\n  }`;
}

function isPromise(type: string): boolean {
  return type.startsWith("Promise<");
}

function importsOf(methods: readonly TableMethod[], { base, outputPath, helpersPath }: ModelTables): string[] {
  const named = new Map<string, Named>();
  const add = (module: string, text: string, isType: boolean) => named.set(text, { module, text, isType });
  const pathTo = (file: string) => modulePath({ outputPath }, file);
  const shown = methods.flatMap(({ forms, implementation }) => (forms.length > 1 ? [...forms, implementation] : forms));
  for (const node of shown.flatMap(namesIn)) {
    const [declaration] = node.getSymbol()?.getDeclarations() ?? [];
    if (Node.isImportSpecifier(declaration)) {
      const imported = declaration.getImportDeclaration();
      const file = imported.isModuleSpecifierRelative() && imported.getModuleSpecifierSourceFile()?.getFilePath();
      add(file ? pathTo(file) : imported.getModuleSpecifierValue(), node.getText(), isInType(node));
    } else if (declaration && Node.isSourceFile(declaration.getParent()) && isInFileOf(declaration, node)) {
      add(pathTo(fileOf(node)), node.getText(), isInType(node));
    }
  }
  add(pathTo(helpersPath), "clientOf", false);
  add(pathTo(helpersPath), "AnyTable", true);
  add(pathTo(fileOf(base)), base.getName() ?? "", false);
  return namedImports([...named.values()]);
}

/** The names in the signature of a method, except that of the table. */
function namesIn(method: MethodDeclaration): Node[] {
  const parts = [...method.getTypeParameters(), ...method.getParameters().slice(1), method.getReturnTypeNode()];
  return parts.flatMap((part) => part?.getDescendants() ?? []).filter(Node.isIdentifier);
}

function isInFileOf(declaration: Node, node: Node): boolean {
  return declaration.getSourceFile() === node.getSourceFile();
}

function fileOf(node: Node): string {
  return node.getSourceFile().getFilePath();
}
