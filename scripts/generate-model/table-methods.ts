import { type ClassDeclaration, type MethodDeclaration, Node } from "ts-morph";
import type { Failures } from "../generate-sync/failures.js";

/** A method of the client that is about one table, and so a method of models too. */
export interface TableMethod {
  readonly name: string;
  readonly implementation: MethodDeclaration;
  /** Its overloads, or the method itself without overloads. */
  readonly declarations: readonly MethodDeclaration[];
  /** The overloads that models have. */
  readonly forms: readonly MethodDeclaration[];
}

const MODEL = "AnyTable";
const CLIENT_ONLY = /^\/\/ client only: \S/;

/**
 * The methods of the client whose first parameter is called `table`, except those with a comment
 * `// client only: <why>`, in the order of the client's base classes.
 */
export function findTableMethods(client: ClassDeclaration, failures: Failures): TableMethod[] {
  const methods = chainOf(client).flatMap((each) => each.getInstanceMethods());
  return methods.filter(isAboutTable).map((method) => {
    const overloads = method.getOverloads();
    const declarations = overloads.length > 0 ? overloads : [method];
    return { name: method.getName(), implementation: method, declarations, forms: formsOf(declarations, failures) };
  });
}

/** Whether a declaration is for models only: its comment has the differences. */
export function isForModels(declaration: MethodDeclaration): boolean {
  return typesOfTable(declaration).every((type) => type === MODEL);
}

/** A class and its base classes, the topmost base class first. */
function chainOf(node: ClassDeclaration): ClassDeclaration[] {
  const base = node.getBaseClass();
  return base ? [...chainOf(base), node] : [node];
}

function isAboutTable(method: MethodDeclaration): boolean {
  const [first = method] = method.getOverloads();
  const isClientOnly = first.getLeadingCommentRanges().some((comment) => CLIENT_ONLY.test(comment.getText()));
  return method.getParameters()[0]?.getName() === "table" && !isClientOnly;
}

function formsOf(declarations: readonly MethodDeclaration[], failures: Failures): readonly MethodDeclaration[] {
  const own = declarations.filter(isForModels);
  const forms = own.length > 0 ? own : declarations.filter((each) => typesOfTable(each).includes(MODEL));
  const [first] = declarations;
  if (forms.length === 0 && first) {
    const problem =
      `\`table\` of \`${first.getName()}\` is not of the type \`string | ${MODEL}\`, so models ` +
      "cannot have this method.";
    const overload = `an @internal overload with \`table: ${MODEL}\``;
    failures.at(first, problem, `Write that type, ${overload}, or \`// client only: <why>\` above it.`);
  }
  for (const form of forms) checkForm(form, failures);
  return forms;
}

function checkForm(form: MethodDeclaration, failures: Failures): void {
  if (form.getReturnTypeNode() === undefined) {
    failures.at(form, `\`${form.getName()}\` has no return type.`, "Write the return type.");
  }
  for (const parameter of form.getParameters().slice(1)) {
    if (Node.isIdentifier(parameter.getNameNode())) continue;
    failures.at(parameter, `A parameter of \`${form.getName()}\` has no name.`, "Write `options`, or another name.");
  }
}

/** The members of the type of `table`, as written. */
function typesOfTable(declaration: MethodDeclaration): string[] {
  const type = declaration.getParameters()[0]?.getTypeNode();
  if (Node.isUnionTypeNode(type)) return type.getTypeNodes().map((each) => each.getText());
  return [type?.getText() ?? ""];
}
