import { ts } from "ts-morph";
import { Edits } from "../generate-sync/edits.js";

/** The models of the prelude, by the names of their tables. */
export type ExampleModels = ReadonlyMap<string, string>;

/** Finds the models in the code that declares them: `class User extends defineModel({ table: "users", … })`. */
export function findModels(code: string): ExampleModels {
  const models = new Map<string, string>();
  for (const statement of parse(code).statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    const table = /\btable: "([^"]+)"/.exec(statement.getText())?.[1];
    if (table !== undefined) models.set(table, statement.name?.text ?? "");
  }
  return models;
}

/** `client.deleteTable("users", { wait: true })` → `User.deleteTable({ wait: true })`, for each of the methods. */
export function exampleOfModel(code: string, methods: ReadonlySet<string>, models: ExampleModels): string {
  const edits = new Edits();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) rewrite(node, methods, models, edits);
    ts.forEachChild(node, visit);
  };
  visit(parse(code));
  return edits.apply(code);
}

function rewrite(call: ts.CallExpression, methods: ReadonlySet<string>, models: ExampleModels, edits: Edits): void {
  const { expression: callee } = call;
  const [table, next] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || !methods.has(callee.name.text) || table === undefined) return;
  const model = modelOf(table, models);
  if (callee.expression.getText() !== "client" || model === undefined) return;
  edits.replace(callee.expression.getStart(), callee.expression.end, model);
  edits.remove(table.getStart(), next?.getStart() ?? table.end);
}

function modelOf(table: ts.Expression, models: ExampleModels): string | undefined {
  if (ts.isStringLiteral(table)) return models.get(table.text);
  return ts.isIdentifier(table) && [...models.values()].includes(table.text) ? table.text : undefined;
}

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
}
