import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import { contentsOf } from "../../../src/testing/items/snapshot.js";
import type { EmulatorOptions } from "../../../src/testing/options.js";
import { Emulator } from "../../../src/testing/server/emulator.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { rejects } from "../../support/both.js";
import { indexed, plain } from "../../support/item-tables.js";
import { definition, tableArn } from "../../support/table-requests.js";

const STREAM = { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } };

describe("the state of an emulator in a file", () => {
  let folder: string;
  let path: string;
  let now: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-state-"));
    path = join(folder, "dynamodb.state");
    now = 1_700_000_000_000;
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const create = (options: EmulatorOptions = {}) => new Emulator(options, () => now);

  function ask(emulator: Emulator, operation: string, input: object): Json {
    const { status, body } = emulator.answer(operation, { ...input });
    expect(status, body).to.equal(200);
    return JSON.parse(body || "{}") as Json;
  }

  /** An emulator with two tables, and their items. */
  function filled(options: EmulatorOptions = {}): Emulator {
    const emulator = create(options);
    for (const table of [plain, { ...indexed, ...STREAM }]) ask(emulator, "CreateTable", table);
    now += 60_000;
    for (let n = 0; n < 500; n += 1) {
      const Item = {
        pk: { S: `p${n % 7}` },
        sk: { N: String(n) },
        gpk: { S: "g" },
        ["__proto__"]: { S: "\u2028\ud800" },
      };
      ask(emulator, "PutItem", { TableName: "indexed", Item: { ...Item, text: { S: "x".repeat(n * 20) } } });
    }
    ask(emulator, "PutItem", { TableName: "plain", Item: { pk: { S: "1" }, bytes: { B: "AQID" } } });
    return emulator;
  }

  async function save(emulator: Emulator): Promise<void> {
    const file = await StateFile.load(path, create().loader());
    await file.save(emulator.state());
  }

  async function load(options: EmulatorOptions = {}): Promise<Emulator> {
    const emulator = create(options);
    await StateFile.load(path, emulator.loader());
    return emulator;
  }

  it("has the tables, their items, indexes, settings and streams, and the backups", async () => {
    const emulator = filled();
    const settings: readonly (readonly [string, object])[] = [
      ["TagResource", { ResourceArn: tableArn("plain"), Tags: [{ Key: "k", Value: "v" }] }],
      ["UpdateTimeToLive", { TableName: "plain", TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" } }],
      ["PutResourcePolicy", { ResourceArn: tableArn("plain"), Policy: '{"Version":"2012-10-17"}' }],
      ["UpdateContributorInsights", { TableName: "indexed", IndexName: "global", ContributorInsightsAction: "ENABLE" }],
      [
        "EnableKinesisStreamingDestination",
        { TableName: "plain", StreamArn: "arn:aws:kinesis:us-east-1:000000000000:stream/s" },
      ],
      [
        "UpdateContinuousBackups",
        { TableName: "plain", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
      ["CreateTable", definition("gone")],
      [
        "UpdateContinuousBackups",
        { TableName: "gone", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
      ["DeleteTable", { TableName: "gone" }],
    ];
    for (const [operation, input] of settings) ask(emulator, operation, input);
    const reads: readonly (readonly [string, object])[] = [
      ["ListTables", {}],
      ["DescribeTable", { TableName: "plain" }],
      ["DescribeTable", { TableName: "indexed" }],
      ["ListTagsOfResource", { ResourceArn: tableArn("plain") }],
      ["DescribeTimeToLive", { TableName: "plain" }],
      ["GetResourcePolicy", { ResourceArn: tableArn("plain") }],
      ["DescribeContributorInsights", { TableName: "indexed", IndexName: "global" }],
      ["DescribeKinesisStreamingDestination", { TableName: "plain" }],
      ["DescribeContinuousBackups", { TableName: "plain" }],
      ["ListBackups", {}],
      ["ListStreams", {}],
      ["Scan", { TableName: "plain" }],
      [
        "Query",
        { TableName: "indexed", KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "p3" } } },
      ],
      ["Scan", { TableName: "indexed", IndexName: "global", Select: "COUNT" }],
    ];
    const answers = (of: Emulator) => reads.map(([operation, input]) => [operation, ask(of, operation, input)]);
    const before = answers(emulator);
    await save(emulator);
    const loaded = await load();
    expect(answers(loaded)).to.deep.equal(before);
    expect(contentsOf(loaded.snapshot())).to.deep.equal(contentsOf(emulator.snapshot()));
    await save(loaded);
    expect(answers(await load())).to.deep.equal(before);
  });

  it("is also read from a file of version 1, which has one region", async () => {
    const emulator = filled();
    await save(emulator);
    const [, region, ...others] = readFileSync(path, "utf8").split("\n").slice(0, -2);
    expect(region).to.equal('{"region":"us-east-1"}');
    const header = '{"format":"dynatwin emulator state","formatVersion":1,"region":"us-east-1"}';
    const text = [header, ...others, ""].join("\n");
    writeFileSync(path, `${text}{"end":"${createHash("sha256").update(text).digest("hex")}"}\n`);
    expect(contentsOf((await load()).snapshot())).to.deep.equal(contentsOf(emulator.snapshot()));
  });

  it("goes on with streams, time to live and the expiry of backups", async () => {
    const emulator = filled();
    ask(emulator, "UpdateTimeToLive", {
      TableName: "plain",
      TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" },
    });
    ask(emulator, "PutItem", { TableName: "plain", Item: { pk: { S: "1" }, ttl: { N: String(now / 1_000 + 60) } } });
    await save(emulator);
    const loaded = await load();
    ask(loaded, "PutItem", { TableName: "indexed", Item: { pk: { S: "new" }, sk: { N: "1" } } });
    const [{ StreamArn }] = ask(loaded, "ListStreams", {})["Streams"] as [{ StreamArn: string }];
    const described = ask(loaded, "DescribeStream", { StreamArn })["StreamDescription"] as Json;
    const [{ ShardId }] = described["Shards"] as [{ ShardId: string }];
    const { ShardIterator } = ask(loaded, "GetShardIterator", {
      StreamArn,
      ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    });
    const [record, ...others] = ask(loaded, "GetRecords", { ShardIterator })["Records"] as [{ dynamodb: Json }];
    expect(others).to.deep.equal([]);
    // No number of the 500 writes before is used again.
    expect(Number(String(record.dynamodb["SequenceNumber"]).slice(-6))).to.be.above(500);
    now += 3_600_000;
    expect(ask(loaded, "Scan", { TableName: "plain" })["Count"]).to.equal(0);
  });

  it("has no changes in progress", async () => {
    const emulator = filled({
      latency: { createTableMs: 0, deleteTableMs: 1e6, allocateIndexMs: 1e6, deleteIndexMs: 1e6 },
    });
    ask(emulator, "CreateTable", definition("gone"));
    now += 1;
    ask(emulator, "DeleteTable", { TableName: "gone" });
    ask(emulator, "UpdateTable", {
      TableName: "plain",
      AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: "by-a",
            KeySchema: [{ AttributeName: "a", KeyType: "HASH" }],
            Projection: { ProjectionType: "ALL" },
          },
        },
      ],
    });
    ask(emulator, "UpdateTable", {
      TableName: "indexed",
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "global" } }],
    });
    await save(emulator);
    const loaded = await load();
    expect(loaded.tableNames()).to.deep.equal(["indexed", "plain"]);
    const table = (name: string) => ask(loaded, "DescribeTable", { TableName: name })["Table"] as Json;
    expect(table("plain")).to.include({ TableStatus: "ACTIVE" });
    expect(table("plain")["GlobalSecondaryIndexes"]).to.have.nested.property("[0].IndexStatus", "ACTIVE");
    expect(table("indexed")).to.include({ TableStatus: "ACTIVE" }).and.not.to.have.property("GlobalSecondaryIndexes");
    expect(table("indexed")["AttributeDefinitions"]).to.have.lengthOf(3);
    expect(ask(loaded, "Scan", { TableName: "plain", IndexName: "by-a" })["Count"]).to.equal(0);
  });

  it("is of one moment", async () => {
    const emulator = filled();
    const state = emulator.state();
    ask(emulator, "PutItem", { TableName: "plain", Item: { pk: { S: "later" } } });
    ask(emulator, "DeleteTable", { TableName: "indexed" });
    await (await StateFile.load(path, create().loader())).save(state);
    expect(ask(await load(), "Scan", { TableName: "plain" })["Count"]).to.equal(1);
    expect(ask(await load(), "Scan", { TableName: "indexed", Select: "COUNT" })["Count"]).to.be.above(0);
  });

  describe("is refused, and stays unchanged, if", () => {
    beforeEach(async () => save(filled()));

    const end = (text: string) => text.trimEnd().lastIndexOf("\n") + 1;
    const damages: readonly (readonly [what: string, damage: (text: string) => string, problem: string])[] = [
      ["its end is missing", (text) => text.slice(0, end(text)), "is damaged: its last lines are missing"],
      ["it ends in a line", (text) => text.slice(0, 50_000), "is damaged: line "],
      ["a value was changed", (text) => text.replace('"p3"', '"p4"'), "does not have its checksum"],
      ["a line is missing", (text) => text.replace(/\n\{"item".*?\n/, "\n"), "does not have its checksum"],
      [
        "an item has no key",
        (text) => text.replace('{"item":{"pk"', '{"item":{"qk"'),
        "Missing the key pk in the item",
      ],
      ["a line is no JSON", (text) => text.replace('{"item"', '{item"'), "is not JSON"],
      ["something was appended", (text) => `${text}{}\n`, "there is more after its last line"],
      ["it has a newer format", (text) => text.replace('"formatVersion":3', '"formatVersion":4'), "format version 4"],
      ["it is empty", () => "", "is not a state that dynatwin emulator has saved"],
      ["it is another JSON file", () => '{"name":"dynatwin"}\n', "is not a state that dynatwin emulator has saved"],
      ["it is another file", () => "\0\u0001".repeat(100_000), "is not a state that dynatwin emulator has saved"],
    ];
    for (const [what, damage, problem] of damages) {
      it(what, async () => {
        const damaged = damage(readFileSync(path, "utf8"));
        writeFileSync(path, damaged);
        const { message } = await rejects(() => load());
        expect(message).to.include(problem).and.to.include("The file was not changed");
        expect(message).to.include(path);
        expect(readFileSync(path, "utf8")).to.equal(damaged);
        expect(readdirSync(folder)).to.deep.equal(["dynamodb.state"]);
      });
    }

    it("it is of another region", async () => {
      const { message } = await rejects(() => load({ region: "eu-west-1" }));
      expect(message).to.include("is of the region us-east-1").and.to.include("--region us-east-1");
    });

    it("it is a folder", async () => {
      path = folder;
      expect((await rejects(() => load())).message).to.include("EISDIR");
    });
  });

  it("is not written over a file that another program has changed", async () => {
    const file = await StateFile.load(path, create().loader());
    await file.save(create().state());
    await file.save(create().state());
    appendFileSync(path, "mine");
    const { message } = await rejects(() => file.save(filled().state()));
    expect(message).to.include("another program has changed the file");
    expect(readFileSync(path, "utf8")).to.match(/mine$/);
    expect(readdirSync(folder)).to.deep.equal(["dynamodb.state"]);
  });

  it("replaces the file that a link names", async () => {
    await save(create());
    const link = join(folder, "link");
    symlinkSync(path, link);
    const file = await StateFile.load(link, create().loader());
    await file.save(filled().state());
    expect(readFileSync(link, "utf8")).to.equal(readFileSync(path, "utf8"));
    expect((await load()).tableNames()).to.deep.equal(["indexed", "plain"]);
  });
});
