import { expect } from "chai";
import {
  attr,
  type DynamoClient,
  defineModel,
  TableDefinitionError,
  type TableMismatchError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { withIndexes } from "../support/emulated-tables.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { onDemand } from "../support/table-requests.js";

class User extends defineModel({ table: "users", attributes: { pk: attr.string().partitionKey() } }) {}

const index = (name: string) => ({ indexName: `by-${name}`, partitionKey: [name, "S"] as const });

needs("clock").describe("the arguments of calls that change and compare a table", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ tables: { users: withIndexes(onDemand, "a") } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  /** What a call is refused for, before anything is sent. */
  async function refusedFor(call: () => Promise<unknown>): Promise<TableDefinitionError["issues"]> {
    const error = await rejects(call);
    expect(error).to.be.instanceOf(TableDefinitionError);
    expect(dynamodb.requests()).to.deep.equal([]);
    return (error as TableDefinitionError).issues;
  }

  it("are refused with all mistakes at once", async () => {
    const changes = {
      dropIndexs: ["by-a"],
      globalSecondaryIndexes: [{ ...index("a"), indexName: "by a!" }],
      stream: true,
    };
    const issues = await refusedFor(() => client.updateTable("users", changes as object));
    expect(issues.map(({ path }) => path)).to.deep.equal([
      "dropIndexs",
      "globalSecondaryIndexes[0].indexName",
      "stream",
    ]);
  });

  it("do not define and remove the same index", async () => {
    const changes = { globalSecondaryIndexes: [index("a")], dropIndexes: ["by-a"] };
    const issues = await refusedFor(() => client.updateTable("users", changes));
    expect(issues.map(({ path }) => path)).to.deep.equal(["dropIndexes[0]"]);
  });

  it("have in input no other table, and in a change nothing that is for a creation only", async () => {
    const messages: string[] = [];
    for (const input of [
      { TableName: "orders" },
      { TableName: "users", GlobalTableSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/users" },
      { GlobalTableSettingsReplicationMode: "ENABLED" as const },
    ])
      for (const { path, message } of await refusedFor(() => client.updateTable("users", { input })))
        messages.push(`${path} ${message}`);
    expect(messages).to.deep.equal([
      'input.TableName is "orders", and the call is for "users".',
      "input.GlobalTableSourceArn is only for the creation of a table; updateTable does not change it.",
      "input.GlobalTableSettingsReplicationMode is only for the creation of a table; updateTable does not change it.",
    ]);
    const { notCompared } = await client.planTable("users", {
      input: { GlobalTableSettingsReplicationMode: "ENABLED" },
    });
    expect(notCompared).to.deep.include({
      target: "input.GlobalTableSettingsReplicationMode",
      reason: "It is sent only when the table is created.",
    });
  });

  it("name targets in allowDestroy", async () => {
    const allowDestroy = ["by-old", "streem", "index", 5, "index by-old", "replica eu-west-1"] as never[];
    const issues = await refusedFor(() => client.updateTable("users", { allowDestroy }));
    expect(issues.map(({ path, fix }) => [path, fix])).to.deep.equal([
      [
        "allowDestroy[0]",
        'write "index by-old" for an index; the others are "table", "stream", "time to live", "backups", "policy", "insights", "tags".',
      ],
      ["allowDestroy[1]", 'write "stream".'],
      ["allowDestroy[2]", 'write one like "index by-old".'],
      ["allowDestroy[3]", 'write one like "index by-old".'],
    ]);
  });

  it("do not have keys and indexes beside those of a model", async () => {
    const given: object = { partitionKey: ["id", "S"], globalSecondaryIndexes: [], timeToLive: "expires" };
    for (const call of [
      () => client.updateTable(User, given),
      () => client.planTable(User, given),
      () => client.verifyTable(User, given),
      () => client.ensureTable(User, given),
      () => client.createTable(User, given),
    ]) {
      const issues = await refusedFor(call);
      expect(issues.map(({ path }) => path)).to.deep.equal(["partitionKey", "globalSecondaryIndexes", "timeToLive"]);
    }
  });

  it("have keys and indexes in the form that differences have", async () => {
    const definition = {
      partitionKey: ["pk", "N"],
      sortKey: ["sk", "S"],
      globalSecondaryIndexes: [
        { indexName: "by-a", partitionKey: [["a", "S"]] },
        { indexName: "by-b", partitionKey: ["b", "S"], sortKey: ["c", "N"], projection: "KEYS_ONLY" },
      ],
    } as const;
    const error = await rejects(() => client.verifyTable("users", definition));
    expect((error as TableMismatchError).differences).to.deep.equal([
      { path: "partitionKey", expected: ["pk", "N"], actual: ["pk", "S"] },
      { path: "sortKey", expected: ["sk", "S"], actual: undefined },
      {
        path: "globalSecondaryIndexes.by-b",
        expected: { partitionKey: ["b", "S"], sortKey: ["c", "N"], projection: "KEYS_ONLY" },
        actual: undefined,
      },
    ]);
  });
});
