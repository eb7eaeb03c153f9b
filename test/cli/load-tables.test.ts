import { expect } from "chai";
import { loadTables, selectTables } from "../../src/cli/loading/load-tables.js";
import { UsageError } from "../../src/cli/usage-error.js";
import { Project } from "./project.js";

/** What needs more of a loader than the removal of types. */
const MODELS = `
  import { attr, defineModel } from "dynatwin";
  import { table as users } from "@/names";
  import { Status } from "./status";
  import { text } from "./text.js";
  console.log("printed while it is loaded");
  setInterval(() => {}, 1_000_000).unref();
  export class User extends defineModel({
    table: users,
    attributes: { id: text().partitionKey(), status: attr.string().default(Status.active) },
  }) {}
  export * from "./order";
  export default [["audit", { partitionKey: ["id", "S"] }]];
`;

const SOURCES = {
  "models.ts": MODELS,
  "status.ts": `export enum Status { active = "active" }`,
  "text.ts": `import { attr } from "dynatwin"; export const text = () => attr.string();`,
  "order.ts": `import { defineModel, attr } from "dynatwin";
    export class Order extends defineModel({ table: "orders", attributes: { id: attr.string().partitionKey() } }) {}`,
  "src/names.ts": `export const table: string = "users";`,
  "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./src/*"] } } },
};

const USER = `class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}`;

describe("the files of --models", () => {
  const project = new Project();
  const notes: string[] = [];

  before(() => {
    const inFolder = (folder: string, type: string) =>
      Object.fromEntries(
        Object.entries({ ...SOURCES, "package.json": { type } }).map(([path, text]) => [`${folder}/${path}`, text]),
      );
    project.write({
      ...inFolder("esm", "module"),
      ...inFolder("cjs", "commonjs"),
      "user.mjs": `import { attr, defineModel } from "dynatwin"; export ${USER}`,
      "user.cjs": `const { attr, defineModel } = require("dynatwin"); module.exports = { User: ${USER} };`,
      "other.cjs": `exports.account = ["users", { partitionKey: ["email", "S"] }];`,
      "throws.ts": `function connect(): never {\n  throw new TypeError("no URL");\n}\nconnect();\n`,
      "throws-text.cjs": `throw "no error";`,
      "mistake.mjs": `export const a = 1;\nexport const b = = 2;\n`,
      "imports-mistake.mjs": `import "./mistake.mjs";`,
      "mistake.ts": `export const a: number = 1;\nexport const b = = 2;\n`,
      "missing.mjs": `import "./not-there.mjs";`,
      "nothing.mjs": `export const name = "users";`,
      "notes.txt": "",
    });
  });

  after(() => project.remove());

  const load = (...files: readonly string[]) =>
    loadTables(
      files.map((file) => project.path(file)),
      { region: undefined, note: (text) => notes.push(text) },
    );

  const names = async (...files: readonly string[]) => (await load(...files)).map(({ tableName }) => tableName);

  async function failure(...files: readonly string[]): Promise<Error> {
    return await load(...files).then(
      () => expect.fail("It was loaded."),
      (error: Error) => error,
    );
  }

  for (const scope of ["esm", "cjs"])
    it(`can be TypeScript in a package of ${scope} modules`, async () => {
      const { write } = process.stdout;
      expect(await names(`${scope}/models.ts`)).to.have.members(["users", "orders", "audit"]);
      expect(process.stdout.write).to.equal(write);
    });

  it("can be JavaScript of both kinds, with models of the library's two builds, which define a table once", async () => {
    expect(await names("user.mjs", "user.cjs")).to.deep.equal(["users"]);
  });

  it("cannot define two tables of one name differently", async () => {
    const error = await failure("user.mjs", "other.cjs");
    expect(error).to.be.instanceOf(UsageError);
    expect(error.message).to.include(
      `User of ${project.path("user.mjs")} and ${project.path("other.cjs")} define the table "users" differently.`,
    );
  });

  it("fail with the place and the stack of what they throw", async () => {
    const [thrown, text] = [await failure("throws.ts"), await failure("throws-text.cjs")];
    expect(thrown).to.not.be.instanceOf(UsageError);
    expect(thrown.message.replaceAll(project.folder, "")).to.equal(
      "/throws.ts cannot be loaded: TypeError: no URL\n    at connect (/throws.ts:2:9)\n    at /throws.ts:4:1",
    );
    expect(text.message).to.match(/cannot be loaded: it throws 'no error'$/);
  });

  it("fail with the place of a mistake in the syntax, also in a module that they import", async () => {
    expect((await failure("imports-mistake.mjs")).message).to.match(
      /imports-mistake\.mjs cannot be loaded: file:\S+\/mistake\.mjs:2\nSyntaxError: Unexpected token '='/,
    );
    expect((await failure("mistake.ts")).message).to.match(/mistake\.ts:2:\d+$/);
    expect((await failure("missing.mjs")).message).to.match(
      /Cannot find module '\S+not-there\.mjs' imported from \S+$/,
    );
  });

  for (const [file, reason] of [
    ["none.ts", "There is no file"],
    ["*.ts", "Patterns are not expanded"],
    ["esm", "is a folder. Name each file by a --models of its own"],
    ["notes.txt", "is not a file of tables: .ts, .js"],
    ["nothing.mjs", "nothing.mjs exports no table."],
  ] as const)
    it(`cannot be ${file}`, async () => {
      const error = await failure(file);
      expect(error).to.be.instanceOf(UsageError);
      expect(error.message).to.include(reason);
    });

  it("are not names of tables", async () => {
    const tables = await load("other.cjs");
    expect(() => selectTables(tables, ["models/b.ts"])).to.throw("models/b.ts is a file, and no name of a table");
    expect(() => selectTables(tables, ["usrs"])).to.throw('The models have no table "usrs": did you mean users?');
  });
});
