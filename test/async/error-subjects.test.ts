import {
  DynamoDBServiceException,
  ResourceInUseException,
  ResourceNotFoundException,
  TagResourceCommand,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, type DynamoClient, defineModel } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const refused = { name: "ValidationException", message: "One or more parameter values were invalid" };

needs("clock").describe("an error of DynamoDB", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;
  const modelOf = (own: DynamoClient) =>
    defineModel({
      table: "users",
      attributes: {
        pk: attr.string().partitionKey(),
        at: attr.number().sortKey(),
        email: attr.string().optional(),
        secret: attr.string().optional(),
      },
      globalSecondaryIndexes: { byEmail: { indexName: "by-email", partitionKey: "email" } },
      client: own,
    });
  let User: ReturnType<typeof modelOf>;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ faults: [{ kind: "error", error: refused, times: 1_000 }] });
    client = dynamodb.client();
    User = modelOf(client);
  });

  after(() => dynamodb.stop());

  const messageOf = async (call: () => Promise<unknown>): Promise<string> => {
    const error = await rejects(call);
    expect(error).to.be.instanceOf(DynamoDBServiceException).and.include({ name: refused.name });
    expect(error.stack).to.include(error.message);
    return error.message.replace(refused.message, "…");
  };

  it("names the table of a request that has its ARN only", async () => {
    const ResourceArn = "arn:aws:dynamodb:us-east-1:000000000000:table/users";
    const command = new TagResourceCommand({ ResourceArn, Tags: [] });
    expect(await messageOf(() => client.send(command))).to.equal('… (TagResource on table "users")');
  });

  it("names its operation, table, index and key", async () => {
    const user = new User({ pk: "u1", at: 5, secret: "hush" });
    const key = 'table "users", key { pk: "u1", at: 5 }';
    expect(await messageOf(() => User.get(user))).to.equal(`… (GetItem on ${key})`);
    expect(await messageOf(() => user.save())).to.equal(`… (PutItem on ${key})`);
    expect(await messageOf(() => user.update({ email: "a@b.c" }))).to.equal(`… (UpdateItem on ${key})`);
    expect(await messageOf(() => user.delete())).to.equal(`… (DeleteItem on ${key})`);
    expect(await messageOf(() => User.query({ pk: "u1" }).toArray())).to.equal('… (Query on table "users")');
    const where = 'table "users", index "by-email"';
    expect(await messageOf(() => User.byEmail.query({ email: "a" }).toArray())).to.equal(`… (Query on ${where})`);
    expect(await messageOf(() => User.byEmail.scan().toArray())).to.equal(`… (Scan on ${where})`);
    expect(await messageOf(() => User.scan({ segments: 2 }).toArray())).to.equal('… (Scan on table "users")');
    expect(await messageOf(() => User.batchGet([user]))).to.equal('… (BatchGetItem on table "users")');
    expect(await messageOf(() => User.batchWrite({ put: [user] }))).to.equal('… (BatchWriteItem on table "users")');
    expect(await messageOf(() => client.describeTable("users"))).to.equal('… (DescribeTable on table "users")');
    expect(await messageOf(() => client.waitForTableActive("users"))).to.equal('… (DescribeTable on table "users")');
    expect(await messageOf(() => User.createTable())).to.equal('… (CreateTable on table "users")');
    expect(await messageOf(() => client.deleteTable("users"))).to.equal('… (DeleteTable on table "users")');
    expect(await messageOf(() => client.transactGet([User.transactRead(user)]))).to.equal(
      '… (TransactGetItems on table "users")',
    );
  });

  it("shows the readable parts of a key", async () => {
    const long = await messageOf(() => User.get({ pk: `${"x".repeat(500)}\n`, at: 1 }));
    expect(long)
      .to.include(`pk: "${"x".repeat(40)}…"`)
      .and.have.lengthOf.below(120);
    const Blob = defineModel({ table: "blobs", attributes: { id: attr.binary().partitionKey() }, client });
    expect(await messageOf(() => Blob.get({ id: new Uint8Array([1, 2, 3]) }))).to.include("{ id: 3 bytes }");
    expect(await messageOf(() => new User({ pk: "a\nb", at: 1, secret: "hush" }).save()))
      .to.include('pk: "a\\nb"')
      .and.not.include("hush");
  });

  it("does not repeat names in DynamoDB's message", async () => {
    dynamodb.startScenario({ tables: { users: {} } });
    client = dynamodb.client();
    const missing = await rejects(() => client.describeTable("orders"));
    expect(missing).to.be.instanceOf(ResourceNotFoundException);
    expect(missing.message).to.match(/orders not found \(DescribeTable\)$/);
    const there = await rejects(() => client.createTable("users", { partitionKey: ["pk", "S"] }));
    expect(there).to.be.instanceOf(ResourceInUseException);
    expect(there.message.match(/users/g)).to.have.lengthOf(1);
    // A longer table name does not count as the name of the table.
    const other = { name: "ValidationException", message: "Table: users-old is odd, says GetItem" };
    dynamodb.startScenario({ faults: [{ kind: "error", error: other }] });
    client = dynamodb.client();
    const error = await rejects(() => modelOf(client).get({ pk: "u1", at: 1 }));
    expect(error.message).to.equal(`${other.message} (table "users", key { pk: "u1", at: 1 })`);
  });

  it("names the parts of a transaction that failed, and why", async () => {
    const Key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
    const Of = (AttributeName: string, AttributeType: string) => ({ AttributeName, AttributeType });
    const users = {
      KeySchema: [Key("pk", "HASH"), Key("at", "RANGE")],
      AttributeDefinitions: [Of("pk", "S"), Of("at", "N")],
    };
    dynamodb.startScenario({ tables: { users } });
    client = dynamodb.client();
    User = modelOf(client);
    await new User({ pk: "u1", at: 1, email: "a@b.c" }).save();
    const error = await rejects(() =>
      client.transactWrite([
        User.transactPut(new User({ pk: "u2", at: 1 })),
        User.transactDelete({ pk: "u1", at: 1 }, { condition: (item) => item.email.eq("x@y.z") }),
      ]),
    );
    expect(error).to.be.instanceOf(TransactionCanceledException);
    expect(error.message)
      .to.include("(TransactWriteItems on table")
      .and.include('parts[1], Delete on table "users", key { pk: "u1", at: 1 }: ConditionalCheckFailed')
      .and.not.include("parts[0]");
  });
});
