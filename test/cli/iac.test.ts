import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { exportTables } from "../../src/cli/actions/export-tables.js";
import type { LoadedTable } from "../../src/cli/loading/load-tables.js";
import { CommandRunner } from "./run-command.js";

const MODELS = ["--models", "test/cli/fixtures/models.ts"];
const command = new CommandRunner();

/** A table with settings that not every format can say. */
const LOADED: LoadedTable = {
  tableName: "docs",
  table: [
    "docs",
    {
      partitionKey: ["id", "S"],
      timeToLive: "expires",
      vectorIndexes: [{ indexName: "by-meaning", vector: "embedding", dimensions: 4, distance: "COSINE" }],
    },
  ],
};

describe("dynatwin iac", () => {
  it("prints a template without a region and without credentials, and writes it to a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-iac-"));
    const file = join(folder, "tables.json");
    const [printed, written] = await Promise.all([
      command.run(["iac", "--format", "cloudformation", ...MODELS]),
      command.run(["iac", "--format", "cloudformation", "--output", file, ...MODELS]),
    ]);
    expect([printed.code, printed.stderr]).to.deep.equal([0, ""]);
    expect(Object.keys(JSON.parse(printed.stdout).Resources)).to.have.members([
      "AuditTable",
      "ShopTable",
      "UsersTable",
    ]);
    expect(written).to.deep.equal({ code: 0, stdout: "", stderr: `Wrote ${file}.\n` });
    expect(readFileSync(file, "utf8")).to.equal(printed.stdout);
    rmSync(folder, { recursive: true });
  });

  it("prints one document for programs, of the tables that are named", async () => {
    const document = await command.json<object>(["iac", "users", "--format", "terraform", ...MODELS]);
    expect(document).to.deep.include({ formatVersion: 1, command: "iac", format: "terraform", tables: ["users"] });
    expect(document).to.have.nested.property("document.resource.aws_dynamodb_table.users");
    expect(document).to.have.property("unsupported").that.deep.equals([]);
  });

  it("names the formats, and the files that cannot be written", async () => {
    const [noFormat, noFolder] = await Promise.all([
      command.run(["iac", "--format", "cloudfromation", ...MODELS]),
      command.run(["iac", "--format", "cdk", "--output", "/none/tables.ts", ...MODELS]),
    ]);
    expect(noFormat.code).to.equal(2);
    expect(noFormat.stderr).to.include("cloudformation, terraform, cdk, json");
    expect(noFolder.code).to.equal(1);
    expect(noFolder.stderr).to.include("error: The file of --output cannot be written: ENOENT");
  });
});

describe("the formats of dynatwin iac", () => {
  it("list what they cannot say", () => {
    const listed = (["cloudformation", "terraform", "json"] as const).map((format) =>
      exportTables([LOADED], { format }).unsupported.map(({ tableName, path }) => `${tableName} ${path}`),
    );
    expect(listed).to.deep.equal([[], ["docs vectorIndexes[0]"], ["docs timeToLive"]]);
  });

  it("are sources and documents, one for each table as the input of CreateTable", () => {
    expect(exportTables([LOADED], { format: "cdk" }).text).to.include("new CfnTable(");
    const { text, member } = exportTables(
      [LOADED, { tableName: "a-b", table: ["a-b", { partitionKey: ["id", "S"] }] }],
      {
        format: "json",
      },
    );
    expect(text.split("\n}\n").filter(Boolean)).to.have.length(2);
    expect(member).to.have.nested.property("inputs[1].TableName", "a-b");
  });

  it("refuse options of others", () => {
    expect(() => exportTables([LOADED], { format: "json", region: "eu-west-1" })).to.throw("--region is for");
    expect(() => exportTables([LOADED], { format: "cdk", providerVersion: "6.0.0" })).to.throw("--provider-version is");
  });
});
