import { readFileSync } from "node:fs";
import { expect } from "chai";
import ts from "typescript";
import { readFiles } from "../../scripts/check-docs/files.js";
import { OPERATION_NAMES } from "../../src/dynamodb/operation-names.js";
import { METHOD_OPERATIONS, type MethodName, operationsOf } from "../../src/permissions/method-operations.js";

const FOLDERS = ["src/async/client", "src/async/model"];

/** A method with what its doc comment says about operations. */
interface Documented {
  readonly place: string;
  readonly method: MethodName;
  readonly text: string;
}

const isMethodName = (name: string): name is MethodName => Object.hasOwn(METHOD_OPERATIONS, name);

/** The methods whose doc comments have a paragraph about operations. */
function findDocumented(file: string): Documented[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const methods = source.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members.filter(ts.isMethodDeclaration));
  return methods.flatMap((method) => {
    const name = method.name.getText();
    const comment = ts
      .getJSDocCommentsAndTags(method)
      .map((node) => node.getText())
      .join("\n");
    const [text] = /AWS operations?\b[\s\S]*?\n\s*\*\s*\n/.exec(comment) ?? [];
    return text === undefined || !isMethodName(name) ? [] : [{ place: `${file}: ${name}`, method: name, text }];
  });
}

/** The operations that a text names itself, without the permissions beside them. */
function namedIn(text: string): string[] {
  const words = text.replace(/`[^`]*`/g, "").match(/\w+/g) ?? [];
  return words.filter((word) => OPERATION_NAMES.includes(word));
}

/** The methods that a text refers to. */
function linkedFrom(text: string): MethodName[] {
  const links = Array.from(text.matchAll(/\{@link DynamoClient\.(\w+)\}/g), ([, name = ""]) => name);
  return links.filter(isMethodName);
}

describe("the operations in doc comments", () => {
  const files = FOLDERS.flatMap((folder) => readFiles(process.cwd(), folder, ".ts")).map(({ file }) => file);
  const documented = files.flatMap(findDocumented);

  for (const { place, method, text } of documented.filter(({ method }) => method !== "send")) {
    it(`are those of the registry: ${place}`, () => {
      const listed = operationsOf(method).map(({ operation }): string => operation);
      const named = namedIn(text);
      expect(named.filter((operation) => !listed.includes(operation))).to.deep.equal([]);
      const linked = linkedFrom(text).flatMap((other) => operationsOf(other).map(({ operation }): string => operation));
      expect(listed.filter((operation) => ![...named, ...linked].includes(operation))).to.deep.equal([]);
    });
  }

  it("are in those of every method", () => {
    const methods = new Set(documented.map(({ method }) => method));
    expect(Object.keys(METHOD_OPERATIONS).filter((name) => !methods.has(name as MethodName))).to.deep.equal([]);
  });
});
