import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { checkDocs, fixDocs } from "../../scripts/check-docs/check.js";
import { brokenLibrary, overloadedLibrary, soundLibrary } from "./check-docs.fixtures.js";

const roots: string[] = [];

/** Writes a small repository, in a folder of ours, so that Node's types are found. */
function repository(files: Readonly<Record<string, string>>): string {
  mkdirSync("build", { recursive: true });
  const root = resolve(mkdtempSync(join("build", "check-docs-")));
  roots.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** The problems of a repository, one per line, as the command prints them. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  return checkDocs(repository(files)).map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

const fence = (language: string, ...code: string[]) => [`\`\`\`${language}`, ...code, "```"];
const page = (...lines: string[]) => `${lines.join("\n")}\n`;

describe("scripts/check-docs", function () {
  this.timeout(30_000); // Every call makes a TypeScript program.

  after(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  it("reports nothing for correct documents", () => {
    const problems = problemsOf({
      ...soundLibrary,
      "README.md": page(
        "[The guide](docs/guide.md#start), [elsewhere](https://example.org/x), [here](#below), `[no](link.md)`",
        ...fence("ts", 'import { double } from "dynatwin";', "const four: number = await Promise.resolve(double(2));"),
        ...fence("js", 'import { double } from "dynatwin";', "double(2).toFixed();"),
        ...fence("cjs", 'const { double } = require("dynatwin");', "double(2).toFixed();"),
        ...fence("sh", "npm install [no](link.md)"),
        "<!-- file: examples/start.ts -->",
        ...fence("ts", 'import { double } from "dynatwin";', 'import { two } from "./two.js";', "", "double(two);"),
      ),
      "docs/guide.md": page("[Back](../README.md)"),
      "examples/start.ts": page(
        'import { double } from "dynatwin";',
        'import { two } from "./two.js";',
        "",
        "double(two);",
      ),
      "examples/two.ts": "export const two = 2;\n",
    });
    expect(problems).to.deep.equal([]);
  });

  it("does not check an internal overload", () => {
    expect(problemsOf(overloadedLibrary)).to.deep.equal([]);
  });

  it("requires a reason for a block that is not run, on the line above it", () => {
    const problems = problemsOf({
      ...soundLibrary,
      "README.md": page(
        "<!-- not run: needs a real account -->",
        ...fence("ts", "export {};"),
        "<!-- not run -->",
        ...fence("ts", "export {};"),
        "<!-- not run: and no block -->",
      ),
    });
    const message = "It must be <!-- not run: why -->, alone on the line above a block.";
    expect(problems).to.deep.equal([`README.md:5: ${message}`, `README.md:9: ${message}`]);
  });

  it("checks the entry for tests in the same way", () => {
    const problems = problemsOf({
      ...soundLibrary,
      "src/testing/index.ts": page("/** Five. */", "export const five = 5;", "export function seven() {}"),
      "README.md": page(...fence("ts", 'import { five, six } from "dynatwin/testing";', "five.toFixed(six);")),
    });
    expect(problems).to.have.length(2);
    expect(problems[0]).to.include("README.md:2: ").and.include("six");
    expect(problems[1]).to.equal("src/testing/index.ts:3: seven() has 0 @example, and needs one.");
  });

  it("reports a broken example on its line, in every language and in doc comments", () => {
    const problems = problemsOf({
      ...soundLibrary,
      "src/more.ts": page(
        "/**",
        " * Not exported, and its example is checked all the same.",
        " *",
        " * @example",
        " * ```ts",
        " * const two: string = 2;",
        " * ```",
        " */",
        "export const more = 1;",
      ),
      "README.md": page(
        "# Title",
        ...fence("ts", 'import { double } from "dynatwin";', 'double("2");'),
        ...fence("js", 'import { triple } from "dynatwin";'),
        ...fence("cjs", 'const { double } = require("dynatwin");', "double();"),
        ...fence("ts no-check", "const fine = 1;"),
        "1. In a list:",
        ...fence("ts", "const x = ;").map((line) => `   ${line}`),
      ),
    });
    expect(problems.map((problem) => problem.replace(/\(TS\d+\)$/, ""))).to.deep.equal([
      `README.md:4: Argument of type 'string' is not assignable to parameter of type 'number'. `,
      `README.md:7: Module '"dynatwin"' has no exported member 'triple'. `,
      "README.md:11: Expected 1 arguments, but got 0. ",
      'README.md:13: "no-check" is not allowed after ```ts: every example is checked.',
      "README.md:18: Expression expected. ",
      "src/more.ts:6: Type 'number' is not assignable to type 'string'. ",
    ]);
  });

  it("prepends the declarations of the prelude to examples of doc comments that use them", () => {
    const doc = (...code: string[]) => `/**\n${["```ts", ...code, "```"].map((line) => ` * ${line}\n`).join("")} */\n`;
    const problems = problemsOf({
      ...soundLibrary,
      "examples/prelude.ts": "const two = 2;\nconst hidden = 3;\nexport { two };\n",
      "src/more.ts": page(
        doc("const four: number = 2 * two;", "const { two: other } = { two: 5 };", "export { four, other };"),
        doc('const two = "2";', "two.trim();"),
        doc("two.trim();", "hidden.toFixed();"),
        "export const more = 1;",
      ),
      "README.md": page(...fence("ts", "two.toFixed();")),
    });
    expect(problems.map((problem) => problem.replace(/\(TS\d+\)$/, ""))).to.deep.equal([
      "README.md:2: Cannot find name 'two'. ",
      "src/more.ts:18: Property 'trim' does not exist on type '2'. ",
      "src/more.ts:19: Cannot find name 'hidden'. ",
    ]);
  });

  it("reports a block that differs from its file, and updates it", () => {
    const root = repository({
      ...soundLibrary,
      "README.md": page(
        "<!-- file: examples/start.ts -->",
        ...fence("ts", "export const one = 1;", "export const two = 3;"),
        "- In a list:",
        "  <!-- file: examples/parts.ts#middle -->",
        ...fence("ts", "stale();").map((line) => `  ${line}`),
        "<!-- file: examples/gone.ts -->",
        ...fence("ts"),
        "<!-- file: examples/parts.ts#gone -->",
        ...fence("ts"),
        "<!-- file: examples/start.ts -->",
        "",
      ),
      "examples/start.ts": page("export const one = 1;", "export const two = 2;"),
      "examples/parts.ts": page(
        "if (1) {",
        "  // #region middle",
        "  one();",
        "",
        "    two();",
        "  // #endregion middle",
      ),
    });
    const messages = checkDocs(root).map(({ line, message }) => `${line}: ${message}`);
    expect(messages[0]).to.equal(
      [
        "2: This block differs from examples/start.ts. The first difference is at README.md:4 and examples/start.ts:2:",
        "  - export const two = 3;",
        "  + export const two = 2;",
        "  To update the block: npm run check:docs -- --fix",
      ].join("\n"),
    );
    expect(messages[1]).to.match(/^8: .* README\.md:9 and examples\/parts\.ts:3:\n {2}- stale\(\);\n {2}\+ one\(\);/);
    expect(messages.slice(2)).to.deep.equal([
      "12: The file examples/gone.ts does not exist.",
      '15: examples/parts.ts has no "// #region gone" with its "// #endregion gone".',
      "17: The line below must open the block that repeats examples/start.ts.",
    ]);

    expect(fixDocs(root)).to.deep.equal(["README.md"]);
    expect(readFileSync(join(root, "README.md"), "utf8").split("\n").slice(0, 14)).to.deep.equal([
      "<!-- file: examples/start.ts -->",
      ...fence("ts", "export const one = 1;", "export const two = 2;"),
      "- In a list:",
      "  <!-- file: examples/parts.ts#middle -->",
      ...["  ```ts", "  one();", "", "    two();", "  ```"],
      "<!-- file: examples/gone.ts -->",
      "```ts",
    ]);
    expect(fixDocs(root)).to.deep.equal([]);
  });

  it("reports missing parts of a call in the doc comments of exports", () => {
    expect(problemsOf(brokenLibrary)).to.deep.equal([
      "src/index.ts:1: bare() has no @param x.",
      "src/index.ts:1: bare() has no @returns.",
      "src/index.ts:1: bare() has 0 @example, and needs one.",
      "src/index.ts:10: thin() has no @param second.",
      "src/index.ts:10: thin() has an @example that is not a block of code.",
      "src/index.ts:15: new Thing() has no @param size.",
      "src/index.ts:21: Thing.make() has no @returns.",
      "src/index.ts:21: Thing.make() has 0 @example, and needs one.",
    ]);
  });

  it("reports a link to a file that does not exist", () => {
    const problems = problemsOf({
      ...soundLibrary,
      "docs/guide.md": page("[a](../README.md) [b](./gone.md#x)", "", "[c]: gone.png", '<img src="/docs/gone.svg">'),
      "README.md": "",
    });
    expect(problems).to.deep.equal([
      "docs/guide.md:1: The link to ./gone.md#x is broken.",
      "docs/guide.md:3: The link to gone.png is broken.",
      "docs/guide.md:4: The link to /docs/gone.svg is broken.",
    ]);
  });
});
