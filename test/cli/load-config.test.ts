import { expect } from "chai";
import { loadConfig, type Settings } from "../../src/cli/loading/load-config.js";
import { UsageError } from "../../src/cli/usage-error.js";
import { Project } from "./project.js";
import { CommandRunner } from "./run-command.js";

const CONFIG = {
  models: "./models.mjs",
  region: "eu-west-1",
  stages: {
    local: { endpoint: "http://127.0.0.1:8000" },
    production: { region: "us-east-1", profile: "production", models: ["a.mjs", "../b.mjs"] },
  },
};

describe("the configuration file", () => {
  const project = new Project();
  const stage = process.env["DYNATWIN_STAGE"];

  before(() => {
    project.write({
      "json/dynatwin.config.json": CONFIG,
      "js/dynatwin.config.js": `export default ${JSON.stringify(CONFIG)};`,
      "js/package.json": { type: "module" },
      "cjs/dynatwin.config.js": `module.exports = ${JSON.stringify(CONFIG)};`,
      "ts/dynatwin.config.ts": `
        import type { DynatwinConfig } from "dynatwin";
        enum Region { ireland = "eu-west-1" }
        export default { ...${JSON.stringify(CONFIG)}, region: Region.ireland } satisfies DynatwinConfig;`,
      "app/dynatwin.config.ts": `export default { models: "./src/models.ts", stages: { test: {} } };`,
      "app/src/models.ts": `export const users = ["users", { partitionKey: ["id", "S"] }] as const;`,
    });
  });

  beforeEach(() => {
    delete process.env["DYNATWIN_STAGE"];
  });

  after(() => {
    if (stage !== undefined) process.env["DYNATWIN_STAGE"] = stage;
    project.remove();
  });

  const load = (file: string, stage?: string): Promise<Settings> =>
    loadConfig({ config: project.path(file), ...(stage !== undefined && { stage }) });

  async function refusal(file: string, stage?: string): Promise<string> {
    const error = await load(file, stage).catch((error: Error) => error);
    expect(error).to.be.instanceOf(UsageError);
    return (error as Error).message;
  }

  for (const file of [
    "json/dynatwin.config.json",
    "js/dynatwin.config.js",
    "cjs/dynatwin.config.js",
    "ts/dynatwin.config.ts",
  ])
    it(`can be ${file}, with models relative to it`, async () => {
      const folder = file.split("/")[0];
      expect(await load(file)).to.deep.equal({ region: "eu-west-1", models: [project.path(`${folder}/models.mjs`)] });
      expect(await load(file, "production")).to.deep.equal({
        region: "us-east-1",
        profile: "production",
        models: [project.path(`${folder}/a.mjs`), project.path("b.mjs")],
        stage: "production",
      });
    });

  it("has the stage of the option, of DYNATWIN_STAGE, and its own, in this order", async () => {
    const file = "own-stage.json";
    project.write({ [file]: { ...CONFIG, stage: "local" } });
    expect((await load(file)).stage).to.equal("local");
    process.env["DYNATWIN_STAGE"] = "production";
    expect((await load(file)).stage).to.equal("production");
    expect((await load(file, "local")).endpoint).to.equal("http://127.0.0.1:8000");
  });

  it("has only the models, and the stage, in the environment of emulator --exec", async () => {
    const file = "in-emulator.json";
    project.write({ [file]: { ...CONFIG, endpoint: "http://elsewhere.test" } });
    process.env["DYNATWIN_EMULATOR"] = "http://127.0.0.1:9";
    try {
      const { models, ...others } = await load(file, "production");
      expect(models).to.have.length(2);
      expect(others).to.deep.equal({ stage: "production" });
    } finally {
      delete process.env["DYNATWIN_EMULATOR"];
    }
  });

  it("names mistakes, with suggestions", async () => {
    project.write({ "wrong.json": { model: "./models.ts", stages: { local: { region: 1, endpiont: "x" } } } });
    expect((await refusal("wrong.json")).replace(project.folder, "")).to.equal(
      [
        "/wrong.json is not valid:",
        "- model: there is no such option. Fix: did you mean models?",
        "- stages.local.region: expected a string, got 1.",
        "- stages.local.endpiont: there is no such option. Fix: did you mean endpoint?",
      ].join("\n"),
    );
    expect(await refusal("json/dynatwin.config.json", "prod")).to.match(
      /has no stage "prod": did you mean production\?$/,
    );
    expect(await refusal("none.json")).to.include("There is no configuration file");
  });

  it("has to have content of its form", async () => {
    project.write({ "text.json": "{", "empty.mjs": "export const region = 1;", "list.json": [] });
    expect(await refusal("text.json")).to.include("text.json is not JSON");
    expect(await refusal("empty.mjs")).to.match(/empty\.mjs has no default export/);
    expect(await refusal("list.json")).to.include("list.json is not valid");
  });

  it("is found in the current folder, and names models beside it", async () => {
    const command = new CommandRunner();
    const [inFolder, elsewhere, noStage] = await Promise.all([
      command.run(["iac", "--format", "json"], { cwd: project.path("app") }),
      command.run(["iac", "--format", "json", "--config", project.path("app/dynatwin.config.ts")]),
      command.run(["iac", "--format", "json"], { cwd: project.path("app"), env: { DYNATWIN_STAGE: "tset" } }),
    ]);
    expect(inFolder.code, inFolder.stderr).to.equal(0);
    expect(JSON.parse(inFolder.stdout)).to.have.property("TableName", "users");
    expect(elsewhere).to.deep.equal(inFolder);
    expect([noStage.code, noStage.stdout]).to.deep.equal([2, ""]);
    expect(noStage.stderr).to.include('has no stage "tset": did you mean test?');
  });

  it("reports a module that ends the process, or that waits for ever, while it is loaded", async () => {
    project.write({ "ends.mjs": "process.exit(0);", "waits.mjs": "await new Promise(() => {});" });
    const command = new CommandRunner();
    const ends = await Promise.all(
      ["ends.mjs", "waits.mjs"].map((file) =>
        command.run(["iac", "--format", "json", "--models", project.path(file)], { cwd: project.path(".") }),
      ),
    );
    for (const { code, stdout, stderr } of ends) {
      expect([code, stdout]).to.deep.equal([1, ""]);
      expect(stderr).to.match(/error: \S+(ends|waits)\.mjs ended the process while it was loaded/);
    }
  });
});
