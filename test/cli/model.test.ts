import { expect } from "chai";
import { DynamoClient } from "../../src/index.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const SOURCE = `import { attr, defineModel } from "dynatwin";

export class Users extends defineModel({
  table: "users",
  attributes: {
    id: attr.string().partitionKey(),
    email: attr.string().optional(),
    logins: attr.number(),
    expires: attr.timestamp("s"),
  },
  globalSecondaryIndexes: { byEmail: { indexName: "by-email", partitionKey: "email" } },
  tableOptions: {
    billingMode: "PAY_PER_REQUEST",
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    tags: { team: "accounts" },
    timeToLive: "expires",
  },
}) {}
`;

describe("dynatwin model", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const client = new DynamoClient({ endpoint: emulator.endpoint, region: "us-east-1", credentials });
    await client.createTable("users", {
      partitionKey: ["id", "S"],
      globalSecondaryIndexes: [{ indexName: "by-email", partitionKey: ["email", "S"] }],
      timeToLive: "expires",
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      tags: { team: "accounts" },
      wait: true,
    });
    await client.importItems("users", [
      '{"Item":{"id":{"S":"1"},"logins":{"N":"1"},"expires":{"N":"1893456000"},"email":{"S":"a@example.com"}}}',
      '{"Item":{"id":{"S":"2"},"logins":{"N":"2"},"expires":{"N":"1893456000"}}}',
    ]);
    client.destroy();
  });

  after(() => emulator.stop());

  it("prints the source of a model with the settings of the table and the attributes of its items", async () => {
    const end = await command.run(["model", "users"]);
    expect(end).to.deep.equal({ code: 0, stdout: SOURCE, stderr: "" });
  });

  it("prints one document for programs, of a table that models share", async () => {
    const document = await command.json<{ source: string }>(["model", "users", "--kind", "table", "--name", "all"]);
    expect(document).to.include({ formatVersion: 1, command: "model", tableName: "users" });
    expect(document.source).to.include("export const all = defineTable({");
    expect(document.source).to.include('timeToLive: "expires"');
  });

  it("fails for a table that is not there", async () => {
    const { code, stderr } = await command.run(["model", "usres"]);
    expect(code).to.equal(1);
    expect(stderr).to.include("Table usres does not exist in ").and.to.include("Did you mean users?");
  });
});
