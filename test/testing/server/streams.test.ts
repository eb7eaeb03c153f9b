import { expect } from "chai";
import { STREAM_VIEW_TYPES } from "../../../src/dynamodb/values.js";
import { Emulated } from "../../support/emulated.js";
import { addIndex, stream } from "../../support/emulated-tables.js";
import { StreamReader } from "../../support/stream-reader.js";
import { definition, key, on } from "../../support/table-requests.js";

const HOUR = 3_600_000;
const ONE = "ValidationException: 1 validation error detected: ";

describe("the streams of an emulated account", () => {
  let emulated: Emulated;
  let streams: StreamReader;

  beforeEach(async () => {
    emulated = await Emulated.start({ latency: "instant" });
    streams = new StreamReader(emulated);
  });

  afterEach(() => emulated.close());

  /** Creates a table with a stream. Returns the stream's ARN. */
  async function create(tableName: string, viewType = "NEW_AND_OLD_IMAGES", members: object = {}): Promise<string> {
    await emulated.ask("CreateTable", definition(tableName, { ...stream(viewType), ...members }));
    return streams.arnOf(tableName);
  }

  const item = (pk: string, n?: number) => ({ pk: { S: pk }, ...(n !== undefined && { n: { N: String(n) } }) });
  const put = (TableName: string, pk: string, n?: number) => emulated.ask("PutItem", { TableName, Item: item(pk, n) });
  const remove = (TableName: string, pk: string) => emulated.ask("DeleteItem", { TableName, Key: item(pk) });

  it("have a record of each write that changes an item, in order", async () => {
    const arn = await create("users");
    await put("users", "a", 1);
    await put("users", "a", 1); // changes nothing
    const update = { TableName: "users", Key: item("a"), UpdateExpression: "SET n = :n" };
    await emulated.ask("UpdateItem", { ...update, ExpressionAttributeValues: { ":n": { N: "2" } } });
    await emulated.ask("UpdateItem", { ...update, ExpressionAttributeValues: { ":n": { N: "2.0" } } }); // changes nothing
    await emulated.refusal("PutItem", {
      TableName: "users",
      Item: item("a", 9),
      ConditionExpression: "attribute_not_exists(pk)",
    });
    await remove("users", "a");
    await remove("users", "a"); // changes nothing
    const records = await streams.records(arn);
    expect(
      records.map(({ eventName, dynamodb: { Keys, OldImage, NewImage } }) => [eventName, Keys, OldImage, NewImage]),
    ).to.deep.equal([
      ["INSERT", item("a"), undefined, item("a", 1)],
      ["MODIFY", item("a"), item("a", 1), item("a", 2)],
      ["REMOVE", item("a"), item("a", 2), undefined],
    ]);
    expect(records[1]).to.deep.include({ eventVersion: "1.1", eventSource: "aws:dynamodb", awsRegion: "us-east-1" });
    const { ApproximateCreationDateTime, SizeBytes, StreamViewType } = records[1]?.dynamodb ?? {};
    expect({ ApproximateCreationDateTime, SizeBytes, StreamViewType }).to.deep.equal({
      ApproximateCreationDateTime: Math.floor(emulated.db.clock.now() / 1000),
      SizeBytes: 3 + 2 * (3 + 3), // the key, and twice the key and a number of one digit
      StreamViewType: "NEW_AND_OLD_IMAGES",
    });
    const numbers = records.map(({ dynamodb }) => BigInt(dynamodb.SequenceNumber));
    expect(numbers.every((each, place) => place === 0 || each > (numbers[place - 1] ?? 0n))).to.equal(true);
  });

  it("have the writes of batches and transactions, of a transaction in the order of its parts", async () => {
    const [users, orders] = [await create("users"), await create("orders")];
    await emulated.ask("BatchWriteItem", {
      RequestItems: {
        users: ["b", "a"].map((pk) => ({ PutRequest: { Item: item(pk) } })),
        orders: [{ PutRequest: { Item: item("o") } }],
      },
    });
    await emulated.ask("TransactWriteItems", {
      TransactItems: [
        { Delete: { TableName: "users", Key: item("b") } },
        { ConditionCheck: { TableName: "orders", Key: item("o"), ConditionExpression: "attribute_exists(pk)" } },
        { Put: { TableName: "users", Item: item("c") } },
        { Update: { TableName: "users", Key: item("a"), UpdateExpression: "SET n = pk" } },
      ],
    });
    await emulated.refusal("TransactWriteItems", {
      TransactItems: [
        { Put: { TableName: "users", Item: item("d") } },
        { ConditionCheck: { TableName: "orders", Key: item("o"), ConditionExpression: "attribute_not_exists(pk)" } },
      ],
    });
    const expected = ["INSERT b", "INSERT a", "REMOVE b", "INSERT c", "MODIFY a"];
    expect(await streams.events(users)).to.deep.equal(expected);
    expect(await streams.events(orders)).to.deep.equal(["INSERT o"]);
  });

  it("have the writes of PartiQL statements", async () => {
    const arn = await create("users");
    const Statement = (text: string) => ({ Statement: text });
    await emulated.ask("ExecuteStatement", Statement(`INSERT INTO "users" VALUE {'pk': 'a'}`));
    await emulated.ask("BatchExecuteStatement", {
      Statements: [Statement(`UPDATE "users" SET n = 1 WHERE pk = 'a'`)],
    });
    await emulated.ask("ExecuteTransaction", {
      TransactStatements: [
        Statement(`DELETE FROM "users" WHERE pk = 'a'`),
        Statement(`INSERT INTO "users" VALUE {'pk': 'b'}`),
      ],
    });
    expect(await streams.events(arn)).to.deep.equal(["INSERT a", "MODIFY a", "REMOVE a", "INSERT b"]);
  });

  for (const viewType of STREAM_VIEW_TYPES)
    it(`have the images of ${viewType}`, async () => {
      const keys = { ...on("pk", "sk"), KeySchema: key("pk", "/", "sk") };
      const arn = await create("users", viewType, keys);
      const [before, after] = [1, 2].map((n) => ({ ...item("a", n), sk: { S: "s" } }));
      for (const Item of [before, after]) await emulated.ask("PutItem", { TableName: "users", Item });
      const [, modified] = await streams.records(arn);
      const { Keys, NewImage, OldImage, StreamViewType } = modified?.dynamodb ?? {};
      expect({ Keys, NewImage, OldImage, StreamViewType }).to.deep.equal({
        Keys: { ...item("a"), sk: { S: "s" } },
        NewImage: viewType.startsWith("NEW") ? after : undefined,
        OldImage: viewType.startsWith("OLD") || viewType.endsWith("OLD_IMAGES") ? before : undefined,
        StreamViewType: viewType,
      });
    });

  it("go on when an index is added", async () => {
    const arn = await create("users");
    await emulated.ask("UpdateTable", { TableName: "users", ...addIndex("a") });
    await put("users", "a");
    expect(await streams.events(arn)).to.deep.equal(["INSERT a"]);
  });

  it("are listed by their ARNs, or those of one table", async () => {
    const arns = [await create("orders"), await create("users")];
    const labels = await Promise.all(arns.map(async (arn) => (await streams.describe(arn)).StreamLabel));
    const entries = ["orders", "users"].map((TableName, place) => {
      return { StreamArn: arns[place], StreamLabel: labels[place], TableName };
    });
    expect(await emulated.ask("ListStreams")).to.deep.equal({ Streams: entries });
    expect(await emulated.ask("ListStreams", { Limit: 1 })).to.deep.equal({
      Streams: entries.slice(0, 1),
      LastEvaluatedStreamArn: arns[0],
    });
    const rest = { Streams: entries.slice(1) };
    expect(await emulated.ask("ListStreams", { ExclusiveStartStreamArn: arns[0] })).to.deep.equal(rest);
    expect(await emulated.ask("ListStreams", { TableName: "users" })).to.deep.equal(rest);
  });

  it("can be read for a day after they were disabled, and a new one has another ARN, at the same time too", async () => {
    const first = await create("users");
    await put("users", "a");
    await emulated.ask("UpdateTable", { TableName: "users", StreamSpecification: { StreamEnabled: false } });
    await put("users", "b");
    await emulated.ask("UpdateTable", { TableName: "users", ...stream("KEYS_ONLY") });
    const second = await streams.arnOf("users");
    await put("users", "c");
    expect(second).not.to.equal(first);
    expect([await streams.statusOf(first), await streams.statusOf(second)]).to.deep.equal(["DISABLED", "ENABLED"]);
    expect([await streams.events(first), await streams.events(second)]).to.deep.equal([["INSERT a"], ["INSERT c"]]);
    emulated.advance(24 * HOUR - 1);
    expect(await streams.statusOf(first)).to.equal("DISABLED");
    emulated.advance(1);
    expect(await emulated.refusal("DescribeStream", { StreamArn: first })).to.equal(
      `ResourceNotFoundException: Requested resource not found: Stream: ${first} not found`,
    );
    expect(await streams.events(second)).to.deep.equal([]); // trimmed
  });

  it("can be read after their table was deleted, and a new table of the name has another one", async () => {
    const first = await create("users");
    await put("users", "a");
    await emulated.ask("DeleteTable", { TableName: "users" });
    const second = await create("users");
    expect(second).not.to.equal(first);
    expect(await streams.events(first)).to.deep.equal(["INSERT a"]);
    expect(await streams.events(second)).to.deep.equal([]);
    const { NextShardIterator } = await emulated.ask("GetRecords", { ShardIterator: await streams.iterator(first) });
    expect(NextShardIterator).to.equal(undefined);
  });

  it("are enabled by a replica", async () => {
    await emulated.ask("CreateTable", definition("users"));
    await emulated.ask("UpdateTable", {
      TableName: "users",
      ReplicaUpdates: [{ Create: { RegionName: "eu-west-1" } }],
    });
    await put("users", "a");
    const [record] = await streams.records(await streams.arnOf("users"));
    expect(record?.dynamodb.StreamViewType).to.equal("NEW_AND_OLD_IMAGES");
  });

  it("lose their records, and go on, when the items are replaced", async () => {
    const arn = await create("users");
    await put("users", "a");
    const snapshot = await emulated.db.snapshot();
    const latest = await streams.iterator(arn, "LATEST");
    for (const replace of [() => emulated.db.reset(), () => emulated.db.restore(snapshot)]) {
      await replace();
      expect(await streams.events(arn)).to.deep.equal([]);
    }
    await put("users", "a", 1);
    expect(await streams.events(arn)).to.deep.equal(["MODIFY a"]);
    expect(await streams.recordsFrom(latest)).to.have.lengthOf(1);
  });

  it("can have faults, by the name of the table", async () => {
    const [users, orders] = [await create("users"), await create("orders")];
    const iterators = [await streams.iterator(orders), await streams.iterator(users)];
    emulated.db.addFaults({ kind: "throttled", operation: "GetRecords", tableName: "users" });
    expect(await streams.recordsFrom(iterators[0] ?? "")).to.deep.equal([]);
    expect(await emulated.refusal("GetRecords", { ShardIterator: iterators[1] })).to.match(/^ThrottlingException/);
  });

  describe("refuse", () => {
    const MISSING = "arn:aws:dynamodb:us-east-1:000000000000:table/missing/stream/2026-01-01T00:00:00.000";
    const missingStream = `ResourceNotFoundException: Requested resource not found: Stream: ${MISSING} not found`;
    const shard = { ShardId: `shardId-${"0".repeat(20)}-${"0".repeat(8)}`, ShardIteratorType: "LATEST" };
    const cases: readonly [what: string, operation: string, input: object, error: string][] = [
      ["a stream that does not exist", "DescribeStream", { StreamArn: MISSING }, missingStream],
      ["an iterator of such a stream", "GetShardIterator", { StreamArn: MISSING, ...shard }, missingStream],
      [
        "a limit of none",
        "GetRecords",
        { ShardIterator: "x", Limit: 0 },
        `${ONE}Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
      ],
      [
        "a limit of 1,001",
        "GetRecords",
        { ShardIterator: "x", Limit: 1_001 },
        `${ONE}Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 1000`,
      ],
      ["what is no iterator", "GetRecords", { ShardIterator: "x" }, "ValidationException: Invalid ShardIterator"],
      [
        "a request without a stream, also with null",
        "DescribeStream",
        { StreamArn: null },
        `${ONE}Value null at 'streamArn' failed to satisfy constraint: Member must not be null`,
      ],
    ];
    for (const [what, operation, input, error] of cases)
      it(`${what} (${operation})`, async () => expect(await emulated.refusal(operation, input)).to.equal(error));

    it("an iterator after 15 minutes, and one of trimmed records", async () => {
      const arn = await create("users");
      await put("users", "a");
      const ShardIterator = await streams.iterator(arn);
      emulated.advance(HOUR / 4 + 1);
      expect(await emulated.refusal("GetRecords", { ShardIterator })).to.equal(
        "ExpiredIteratorException: The provided iterator exceeds the maximum age allowed.",
      );
      const [record] = await streams.records(arn);
      emulated.advance(24 * HOUR);
      const { ShardId } = (await streams.describe(arn)).Shards[0];
      const SequenceNumber = record?.dynamodb.SequenceNumber;
      const request = { StreamArn: arn, ShardId, ShardIteratorType: "AT_SEQUENCE_NUMBER", SequenceNumber };
      expect(await emulated.refusal("GetShardIterator", request)).to.equal(
        "TrimmedDataAccessException: The data you are trying to access has been trimmed.",
      );
    });
  });
});

describe("the status of an emulated stream", () => {
  let emulated: Emulated;
  let streams: StreamReader;

  before(async () => {
    emulated = await Emulated.start({ latency: { createTableMs: 9, updateStreamMs: 9, deleteTableMs: 9 } });
    streams = new StreamReader(emulated);
  });

  after(() => emulated.close());

  it("is that of the table's change", async () => {
    await emulated.ask("CreateTable", definition("users", stream("KEYS_ONLY")));
    const first = await streams.arnOf("users");
    const seen = [await streams.statusOf(first)];
    const pass = async (arn: string) => {
      emulated.advance(9);
      seen.push(await streams.statusOf(arn));
    };
    await pass(first);
    const disable = { TableName: "users", StreamSpecification: { StreamEnabled: false } };
    const { TableDescription } = await emulated.ask("UpdateTable", disable);
    expect(TableDescription).to.deep.include({ TableStatus: "UPDATING", LatestStreamArn: first });
    seen.push(await streams.statusOf(first));
    await pass(first);
    const enabled = await emulated.ask("UpdateTable", { TableName: "users", ...stream("NEW_IMAGE") });
    const { LatestStreamArn: second } = enabled["TableDescription"] as { LatestStreamArn: string };
    expect(enabled["TableDescription"]).to.deep.include({ TableStatus: "UPDATING", ...stream("NEW_IMAGE") });
    expect(second).not.to.equal(first);
    seen.push(await streams.statusOf(second));
    await pass(second);
    await emulated.ask("DeleteTable", { TableName: "users" });
    seen.push(await streams.statusOf(second));
    await pass(second);
    const cycle = ["ENABLING", "ENABLED", "DISABLING", "DISABLED"];
    expect(seen).to.deep.equal([...cycle, ...cycle]);
  });
});
