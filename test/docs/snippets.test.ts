import { fork } from "node:child_process";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { hasPrelude } from "../../scripts/check-docs/examples.js";
import { readFiles } from "../../scripts/check-docs/files.js";
import { isForOneTable, ONE_TABLE_PRELUDE } from "../../scripts/check-docs/prelude.js";
import { runProgram } from "../support/run-program.js";
import { definesUser, withOneTable } from "./one-table-readme.js";
import type { Outcome } from "./program.js";
import { findSnippets, promisedOutput, type Snippet, type SnippetProgram, writePrograms } from "./snippets.js";

const PROGRAM = fileURLToPath(new URL("./program.js", import.meta.url));
const FOLDER = "build/snippets";
/** Longer than any snippet takes, including the start of the process. */
const LIMIT_MS = 20_000;

/**
 * Runs programs in one process. There are no outcomes for one that hangs or ends the process, and for those after it.
 */
function runAll(programs: readonly SnippetProgram[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const options = ["--enable-source-maps", `--env-file=${resolve("scripts/node.env")}`];
  // Files of a snippet are written where its program is.
  const child = fork(PROGRAM, { execArgv: options, cwd: FOLDER });
  const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  child.send(programs);
  child.on("message", (outcome: Outcome) => {
    outcomes.set(outcome.name, outcome);
    limit.refresh();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(limit);
      resolve(outcomes);
    });
  });
}

/** Expects that a program has ended, and has printed what its text says. */
function expectRun(outcome: Outcome | undefined, text: string): void {
  expect(outcome, "it hangs or ends the process, or one before it does").not.to.equal(undefined);
  expect(outcome?.error).to.equal(undefined);
  const printed = outcome?.output.split("\n");
  for (const line of promisedOutput(text)) expect(printed).to.include(line);
}

const usesTestRunner = ({ text }: Pick<Snippet, "text">) => /from "node:test"/.test(text);

describe("the snippets of the documents", function () {
  this.timeout(120_000);

  const snippets = findSnippets(process.cwd());
  const ownCode = snippets.filter(({ block }) => block.source === undefined && block.notRun === undefined);
  let programs: ReadonlyMap<string, SnippetProgram>;
  let outcomes: ReadonlyMap<string, Outcome>;

  before(async () => {
    const written = writePrograms(ownCode, FOLDER);
    programs = new Map(written.map((program) => [program.name, program]));
    outcomes = await runAll(written.filter((program) => !usesTestRunner(program)));
  });

  for (const { name, text } of ownCode.filter((snippet) => !usesTestRunner(snippet))) {
    it(`run: ${name}`, () => expectRun(outcomes.get(name), text));
  }

  for (const { name } of ownCode.filter(usesTestRunner)) {
    it(`pass as tests: ${name}`, async () => {
      const { code, stdout, stderr } = await runProgram([programs.get(name)?.file ?? ""]);
      expect(code, stdout + stderr).to.equal(0);
    });
  }

  it("repeat only files that a test runs", () => {
    const tests = readFiles(process.cwd(), "test", ".test.ts").map(({ text }) => text);
    for (const { name, block } of snippets.filter((snippet) => snippet.block.source)) {
      const file = basename(block.source?.path ?? "").replace(/\.ts$/, "");
      expect(
        tests.some((text) => text.includes(file)),
        `${name} repeats ${file}`,
      ).to.equal(true);
    }
  });

  it("are reported separately if they throw, lose a promise or end the process", async () => {
    const given = {
      sound: "console.log(1);",
      throws: 'throw new Error("thrown");',
      "loses a promise": 'Promise.reject(new Error("lost")); await new Promise((done) => setTimeout(done, 100));',
      "ends the process": "process.exit();",
      "is after it": "console.log(2);",
    };
    const block = { file: "page.md", line: 1, info: "ts", indent: "", lines: [], source: undefined, notRun: undefined };
    const faulty = Object.entries(given).map(([name, text]): Snippet => ({ name, text, block }));
    const told = await runAll(writePrograms(faulty, "build/snippets/faulty"));
    expect(told.get("sound")).to.deep.equal({ name: "sound", output: "1\n" });
    expect(told.get("throws")?.error).to.include("thrown");
    expect(told.get("loses a promise")?.error).to.include("lost");
    expect([...told.keys()]).to.have.length(3);
  });
});

describe("the examples of doc comments with models", function () {
  this.timeout(120_000);

  const examples = findSnippets(process.cwd()).filter(
    ({ block, text }) => block.notRun === undefined && hasPrelude(block) && isForOneTable(text),
  );
  let outcomes: ReadonlyMap<string, Outcome>;

  before(async () => {
    outcomes = await runAll(writePrograms(examples, `${FOLDER}/one-table`, ONE_TABLE_PRELUDE));
  });

  for (const { name, text } of examples) {
    it(`run unchanged with models of one table: ${name}`, () => expectRun(outcomes.get(name), text));
  }
});

describe("the README's examples with a model", () => {
  const readme = findSnippets(process.cwd()).filter((each) => each.block.file === "README.md" && definesUser(each));
  const examples = readme.flatMap(withOneTable);
  let outcomes: ReadonlyMap<string, Outcome>;

  before(async () => {
    outcomes = await runAll(writePrograms(examples, `${FOLDER}/readme`));
  });

  it("are found, each async and blocking", () => {
    expect(examples).to.have.lengthOf(4);
    for (const { text } of examples) expect(text).to.match(/table: shop[\s\S]*table: shop/);
    expect(examples.filter(({ text }) => /await /.test(text))).to.have.lengthOf(2);
  });

  for (const { name, text } of examples) {
    it(`run unchanged with three models of one table: ${name}`, () => expectRun(outcomes.get(name), text));
  }

  it("read none of the other models' items", () => {
    const printed = [...outcomes.values()].map(({ output }) => output).filter((output) => output !== "");
    expect(printed).to.deep.equal(Array(2).fill("USER#1 31\nactive\n"));
  });
});

describe("the expected output of a snippet", () => {
  it("is a value in a comment after a console.log", () => {
    const text = [
      "console.log(a); // 1",
      "console.log([1, 2]); // [ 1, 2 ]",
      "console.log(b); // every method has its twin",
      "await c(); // 3",
    ].join("\n");
    expect(promisedOutput(text)).to.deep.equal(["1", "[ 1, 2 ]"]);
  });
});
