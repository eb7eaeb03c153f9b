import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, DynamoClient, defineModel } from "../../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { contentsOf } from "../../../src/testing/items/snapshot.js";
import { requireSignature } from "../../../src/testing/server/signature.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { plain } from "../../support/item-tables.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";
import { Regions } from "../../support/regions.js";

const [HERE, THERE] = ["us-east-1", "eu-west-1"] as const;
const STREAM = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" };

class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}

describe("the regions of an emulator", () => {
  let regions: Regions;

  beforeEach(() => {
    regions = new Regions({ limits: { tables: 2, changesPerSecond: 2 } });
  });

  const create = (region: string, TableName: string) =>
    regions.ask(region, "CreateTable", { ...plain, TableName, StreamSpecification: STREAM });
  const put = (region: string, pk: string) =>
    regions.ask(region, "PutItem", { TableName: "plain", Item: { pk: { S: pk } } });

  it("have their own tables, with ARNs of the region", () => {
    create(THERE, "plain");
    expect(regions.ask(HERE, "ListTables")).to.deep.equal({ TableNames: [] });
    expect(regions.ask(THERE, "ListTables")).to.deep.equal({ TableNames: ["plain"] });
    const { TableArn, LatestStreamArn } = regions.describe(THERE, "plain") ?? {};
    expect(TableArn).to.equal(`arn:aws:dynamodb:${THERE}:000000000000:table/plain`);
    expect(LatestStreamArn).to.match(/^arn:aws:dynamodb:eu-west-1:/);
    expect(regions.refusal(HERE, "Scan", { TableName: "plain" })).to.equal(
      "ResourceNotFoundException: Requested resource not found",
    );
    expect(regions.refusal(HERE, "Scan", { TableName: TableArn })).to.equal(
      `ValidationException: 1 validation error detected: Invalid AWS region in '${TableArn}'`,
    );
  });

  it("have their own items, streams and tags", () => {
    for (const region of [HERE, THERE]) create(region, "plain");
    put(HERE, "here");
    put(THERE, "there");
    expect(regions.items(HERE, "plain")).to.deep.equal([{ pk: { S: "here" } }]);
    expect(regions.items(THERE, "plain")).to.deep.equal([{ pk: { S: "there" } }]);
    expect(regions.records(THERE, "plain")).to.have.lengthOf(1);
    expect(regions.records(THERE, "plain")[0]?.["awsRegion"]).to.equal(THERE);
    const ResourceArn = regions.describe(THERE, "plain")?.["TableArn"];
    regions.ask(THERE, "TagResource", { ResourceArn, Tags: [{ Key: "k", Value: "v" }] });
    expect(regions.refusal(HERE, "ListTagsOfResource", { ResourceArn })).to.include("Invalid ResourceArn provided");
  });

  it("have their own limits and rates", () => {
    create(HERE, "one");
    create(HERE, "two");
    create(THERE, "one");
    regions.now += 1_000;
    expect(regions.refusal(HERE, "CreateTable", { ...plain, TableName: "three" })).to.include("limit of 2");
    create(THERE, "two");
  });

  it("are all in a snapshot, those of other regions by their ARNs, and all emptied", () => {
    for (const region of [HERE, THERE]) {
      create(region, "plain");
      put(region, region);
    }
    const { emulator } = regions;
    const snapshot = emulator.snapshot();
    const arn = `arn:aws:dynamodb:${THERE}:000000000000:table/plain`;
    expect(contentsOf(snapshot)).to.deep.equal({ plain: [{ pk: { S: HERE } }], [arn]: [{ pk: { S: THERE } }] });
    emulator.clear();
    expect([regions.items(HERE, "plain"), regions.items(THERE, "plain")]).to.deep.equal([[], []]);
    for (const contents of [snapshot, contentsOf(snapshot)]) {
      emulator.clear();
      emulator.restore(contents);
      expect(regions.items(THERE, "plain")).to.deep.equal([{ pk: { S: THERE } }]);
    }
    const gone = { plain: [], [arn.replace("plain", "gone")]: [{ pk: { S: "1" } }] };
    expect(() => emulator.restore(gone)).to.throw('The table "gone" of the snapshot no longer exists.');
    expect(regions.items(HERE, "plain")).to.deep.equal([{ pk: { S: HERE } }]);
  });

  it("are all saved and loaded", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-regions-"));
    try {
      for (const region of [HERE, THERE]) {
        create(region, "plain");
        put(region, region);
      }
      const described = regions.describe(THERE, "plain");
      const file = await StateFile.load(join(folder, "state"), regions.another().loader());
      await file.save(regions.emulator.state());
      const before = regions.emulator.snapshot();
      regions.emulator = regions.another();
      await StateFile.load(join(folder, "state"), regions.emulator.loader());
      expect(contentsOf(regions.emulator.snapshot())).to.deep.equal(contentsOf(before));
      expect(regions.describe(THERE, "plain")).to.deep.equal(described);
      put(THERE, "more");
      expect(regions.records(THERE, "plain")).to.have.lengthOf(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the region of a request", () => {
  let db: MockDynamoDB;
  const clients: { destroy(): void }[] = [];

  before(async () => {
    db = await mockDynamoDB(User, { region: THERE });
  });

  after(async () => {
    for (const client of clients) client.destroy();
    await db.close();
  });

  const client = (region: string) => {
    const created = new DynamoDBClient({ ...db.config, region });
    clients.push(created);
    return created;
  };

  it("is the one that it is signed for", async () => {
    const { TableNames } = await client(THERE).send(new ListTablesCommand({}));
    expect(TableNames).to.deep.equal(["users"]);
    expect((await client("ap-south-1").send(new ListTablesCommand({}))).TableNames).to.deep.equal([]);
    const { Table } = await db.client.describeTable("users").then((Table) => ({ Table }));
    expect(Table.TableArn).to.include(`:${THERE}:`);
    expect(db.requests.map(({ region }) => region)).to.include.members([THERE, "ap-south-1"]);
  });

  it("tells replicas apart, for clients of the SDK", async () => {
    const mock = await mockDynamoDB(User, { region: HERE, time: "manual", replicationDelayMs: 500 });
    const [here, there, elsewhere] = [HERE, THERE, "ap-south-1"].map((region) => {
      const sdk = new DynamoDBClient({ ...mock.config, region });
      clients.push(sdk);
      return sdk;
    }) as [DynamoDBClient, DynamoDBClient, DynamoDBClient];
    for (const RegionName of [THERE, "ap-south-1"]) {
      const ReplicaUpdates = [{ Create: { RegionName } }];
      await here.send(new UpdateTableCommand({ TableName: "users", ReplicaUpdates }));
    }
    await there.send(new PutItemCommand({ TableName: "users", Item: { id: { S: "u1" } } }));
    const read = async (from: DynamoDBClient) => (await from.send(new ScanCommand({ TableName: "users" }))).Count;
    expect([await read(here), await read(there), await read(elsewhere)]).to.deep.equal([0, 1, 0]);
    mock.clock.advance(500);
    expect([await read(here), await read(there), await read(elsewhere)]).to.deep.equal([1, 1, 1]);
    expect(await User.get({ id: "u1" })).to.include({ id: "u1" });
    const snapshot = await mock.snapshot();
    await mock.reset();
    expect([await read(here), await read(elsewhere)]).to.deep.equal([0, 0]);
    await mock.restore(JSON.parse(JSON.stringify(snapshot)));
    expect([await read(here), await read(elsewhere)]).to.deep.equal([1, 1]);
    await mock.close();
  });

  it("is the one of requests on streams too", async () => {
    const other = new DynamoClient({ ...db.config, region: HERE });
    clients.push(other);
    await other.createTable("streamed", { partitionKey: ["id", "S"], stream: "NEW_IMAGE" });
    const raw = new RawDynamoDB(db.endpoint);
    clients.push(raw);
    for (const [region, tables] of [
      [HERE, ["streamed"]],
      [THERE, []],
    ] as const) {
      const { body } = await raw.send("ListStreams", {}, region);
      expect((body["Streams"] as { TableName: string }[]).map(({ TableName }) => TableName)).to.deep.equal(tables);
    }
    expect(db.tables).to.deep.equal(["streamed", "users"]);
  });

  it("is by default AWS_REGION for a mock, as for clients without a configured region", async () => {
    const before = process.env["AWS_REGION"];
    process.env["AWS_REGION"] = "sa-east-1";
    const mock = await mockDynamoDB(User);
    const { endpoint, credentials } = mock.config;
    const unconfigured = new DynamoDBClient({ endpoint, credentials });
    try {
      const { Table } = await unconfigured.send(new DescribeTableCommand({ TableName: "users" }));
      expect(Table?.TableArn).to.include(":sa-east-1:");
    } finally {
      unconfigured.destroy();
      await mock.close();
      if (before === undefined) delete process.env["AWS_REGION"];
      else process.env["AWS_REGION"] = before;
    }
  });

  const scope = (region: string) => `key/20261126/${region}/dynamodb/aws4_request`;
  const signed = (credential: string, rest = "SignedHeaders=host, Signature=0") => ({
    "x-amz-date": "20261126T000000Z",
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, ${rest}`,
  });
  const query = (credential: string) =>
    `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(credential)}` +
    "&X-Amz-Signature=0&X-Amz-SignedHeaders=host&X-Amz-Date=20261126T000000Z";

  it("is read from the header, whatever its order, and from the query", () => {
    expect(requireSignature(signed(scope(THERE)))).to.equal(THERE);
    const reordered = {
      ...signed("x"),
      authorization: `AWS4-X SignedHeaders=host,Signature=0,Credential=${scope(HERE)}`,
    };
    expect(requireSignature(reordered)).to.equal(HERE);
    expect(requireSignature({}, query(scope("eu-central-1")))).to.equal("eu-central-1");
  });

  it("is unknown for a signature without one", () => {
    expect(requireSignature(signed("key/20261126/dynamodb/aws4_request"))).to.equal(undefined);
    expect(requireSignature(signed("key"))).to.equal(undefined);
    expect(requireSignature({}, query("key"))).to.equal(undefined);
  });
});
