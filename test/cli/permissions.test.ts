import { readFileSync } from "node:fs";
import { expect } from "chai";
import { actionsOfCommand, COMMAND_PERMISSIONS } from "../../src/cli/actions/command-permissions.js";
import { policyOfCommands } from "../../src/cli/actions/command-policy.js";
import { COMMANDS } from "../../src/cli/commands.js";
import { actionsOf } from "../../src/permissions/actions.js";
import { METHOD_OPERATIONS, type MethodName } from "../../src/permissions/method-operations.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { Project } from "./project.js";
import { CommandRunner } from "./run-command.js";

describe("dynatwin permissions", () => {
  const command = new CommandRunner();

  it("prints the policy for the tables of models, without a region and without credentials", async () => {
    const end = await command.run([
      ...["permissions", "list", "delete", "--models", "test/cli/fixtures/models.ts"],
      ...["--account", "123456789012", "--region", "eu-west-1"],
    ]);
    expect([end.code, end.stderr]).to.deep.equal([0, ""]);
    expect(JSON.parse(end.stdout)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "dynamodb:DeleteTable",
            "dynamodb:DescribeTable",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable",
          ],
          Resource: ["shop", "users", "audit"].map((name) => `arn:aws:dynamodb:eu-west-1:123456789012:table/${name}`),
        },
        { Effect: "Allow", Action: ["dynamodb:ListTables"], Resource: ["*"] },
      ],
    });
  });

  it("prints one document for programs", async () => {
    const document = await command.json<object>(["permissions", "list", "--table", "app-*"]);
    expect(document).to.include({ formatVersion: 1, command: "permissions" });
    expect(document).to.have.nested.property("policy.Statement[0].Action[0]", "dynamodb:ListTables");
  });
});

describe("the policy of commands, compared with what they send", () => {
  let emulator: EmulatorProcess;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", "--log");
  });

  after(() => emulator.stop());

  it("allows the requests that the emulator gets", async () => {
    const command = new CommandRunner(emulator.endpoint);
    const project = new Project();
    const settings = { timeToLive: "expires", pointInTimeRecovery: true, tags: { team: "a" } };
    const models = project.write({ "models.json": { users: { partitionKey: ["id", "S"], ...settings } } });
    const lines = [["ensure"], ["plan"], ["model", "users"]];
    for (const [name = "", ...args] of lines) {
      const start = emulator.lines.length;
      const withModels = name === "model" ? [] : ["--models", models.path("models.json")];
      const end = await command.run([name, ...args, ...withModels]);
      expect(end.code, end.stderr).to.equal(0);
      // The line of the last request can come later than the end of the command.
      const sent = new Set(emulator.lines.slice(start).map((line) => line.split(" ")[0] ?? ""));
      expect(sent, name).to.not.have.property("size", 0);
      expect(actionsOfCommand(name), name).to.include.members([...sent]);
    }
    project.remove();
  });

  it("allows the methods of the client that are called in the source of each command", () => {
    for (const { name } of COMMANDS) {
      const called = Array.from(sourceOf(name).matchAll(/client\s*\.(\w+)/g), ([, method = ""]) => method);
      const actions = called.filter(isMethod).flatMap((method) => actionsOf(method).map(({ action }) => action));
      expect(actionsOfCommand(name), name).to.include.members(actions);
    }
  });
});

/** The files of a command: its own, and those that it imports, except those that most commands share. */
function sourceOf(name: string): string {
  const own = readFileSync(`src/cli/commands/${name}.ts`, "utf8");
  const imported = Array.from(own.matchAll(/"\.\.\/([\w/-]+)\.js"/g), ([, file = ""]) => file);
  // A table that is not there is compared with those that are, if that is permitted.
  const files = imported.filter((file) => !["../index", "session/session", "actions/missing-table"].includes(file));
  return [own, ...files.map((file) => readFileSync(`src/cli/${file}.ts`, "utf8"))].join("\n");
}

describe("the policy of commands", () => {
  const tables = { tables: ["app-*"], account: undefined, region: undefined };

  it("knows every command", () => {
    expect(Object.keys(COMMAND_PERMISSIONS)).to.include.members(COMMANDS.map(({ name }) => name));
  });

  it("is for all tables of the name in all regions where nothing else is said", () => {
    expect(policyOfCommands(["model"], tables).Statement.at(-1)).to.deep.equal({
      Effect: "Allow",
      Action: ["dynamodb:Scan"],
      Resource: ["arn:aws:dynamodb:*:*:table/app-*", "arn:aws:dynamodb:*:*:table/app-*/index/*"],
    });
    const china = policyOfCommands(["delete"], { ...tables, region: "cn-north-1" });
    expect(china.Statement[0]?.Resource).to.deep.equal(["arn:aws-cn:dynamodb:cn-north-1:*:table/app-*"]);
  });

  it("allows nothing that no option of a command needs", () => {
    const actions = policyOfCommands(["model"], tables).Statement.flatMap(({ Action }) => Action);
    expect(actions)
      .to.include("dynamodb:ListTagsOfResource")
      .and.to.not.include("dynamodb:DescribeKinesisStreamingDestination");
  });

  it("is that of all commands where none is named", () => {
    const actions = policyOfCommands([], tables).Statement.flatMap(({ Action }) => Action);
    expect(actions).to.include.members(["dynamodb:ListTables", "dynamodb:DeleteTable", "dynamodb:Scan"]);
  });

  it("refuses unknown commands, commands that send nothing, and what is no name of a table", () => {
    expect(() => policyOfCommands(["esnure"], tables)).to.throw('There is no command "esnure": did you mean ensure?');
    expect(() => policyOfCommands(["iac"], tables)).to.throw("No permission is needed: iac sends no request to AWS.");
    expect(() => policyOfCommands(["list"], { ...tables, tables: ["a/b"] })).to.throw('"a/b" is no name of a table');
  });
});

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHOD_OPERATIONS, name);
}
