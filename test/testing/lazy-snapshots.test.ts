import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB, type Snapshot } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";

class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}

describe("a snapshot of a mock", () => {
  let db: MockDynamoDB;

  beforeEach(async () => {
    db = await mockDynamoDB(User);
    await db.put(new User({ id: "1" }));
  });

  afterEach(() => db.close());

  const ids = () => Array.from(User.syncScan(), ({ id }) => id).toSorted();
  const ONE = { users: [{ id: { S: "1" } }] };

  it("has the items of its moment, whenever they are read", async () => {
    const snapshot = await db.snapshot();
    await db.put(new User({ id: "2" }));
    await User.delete({ id: "1" });
    expect(snapshot).to.deep.equal({ contents: ONE });
    expect(snapshot.contents).to.equal(snapshot.contents);
    expect(db.syncSnapshot().contents).to.deep.equal({ users: [{ id: { S: "2" } }] });
  });

  it("can be restored several times, and is not changed by what follows", async () => {
    const snapshot = await db.snapshot();
    for (let round = 0; round < 3; round += 1) {
      await db.put(new User({ id: `more ${round}` }));
      await db.restore(snapshot);
      expect(ids()).to.deep.equal(["1"]);
    }
    await db.put(new User({ id: "2" }));
    expect(snapshot.contents).to.deep.equal(ONE);
  });

  it("is plain data for JSON, copies and clones", async () => {
    const copies = [
      (snapshot: Snapshot) => JSON.parse(JSON.stringify(snapshot)) as Snapshot,
      (snapshot: Snapshot) => ({ ...snapshot }),
      (snapshot: Snapshot) => structuredClone(snapshot),
    ];
    for (const copy of copies) {
      const snapshot = copy(await db.snapshot());
      await db.reset();
      await db.restore(snapshot);
      expect(ids()).to.deep.equal(["1"]);
    }
  });

  it("is restored as it was changed", () => {
    const snapshot = db.syncSnapshot() as { contents: Record<string, object[]> };
    snapshot.contents["users"]?.push({ id: { S: "2" } });
    db.syncRestore(snapshot as Snapshot);
    expect(ids()).to.deep.equal(["1", "2"]);
  });

  it("outlives its mock, and can be restored in another one", async () => {
    const [read, unread] = [await db.snapshot(), await db.snapshot()];
    expect(read.contents).to.deep.equal(ONE);
    await db.close();
    db = await mockDynamoDB(User);
    for (const snapshot of [read, unread]) {
      await db.reset();
      await db.restore(snapshot);
      expect(ids()).to.deep.equal(["1"]);
    }
  });

  it("outlives a restart", async () => {
    const snapshot = await db.snapshot();
    await db.restart();
    await db.restore(snapshot);
    expect(ids()).to.deep.equal(["1"]);
  });

  it("is restored into an index that is newer", async () => {
    const snapshot = await db.snapshot();
    await db.client.updateTable("users", {
      globalSecondaryIndexes: [{ indexName: "byId", partitionKey: ["id", "S"], projection: "ALL" }],
      wait: true,
    });
    await db.restore(snapshot);
    const { Count } = await db.client.send(new ScanCommand({ TableName: "users", IndexName: "byId" }));
    expect(Count).to.equal(1);
  });

  it("changes nothing if its table no longer exists", async () => {
    const snapshot = await db.snapshot();
    await db.client.deleteTable("users");
    await db.client.createTable("others", { partitionKey: ["id", "S"], wait: true });
    const { message } = await rejects(() => db.restore(snapshot));
    expect(message).to.equal('The table "users" of the snapshot no longer exists. Create it first.');
  });

  it("is dropped by the thread when nothing refers to it", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const kept = await db.snapshot();
    const lost = db.snapshots.find(await db.snapshot()) ?? 0;
    let isKept = true;
    for (let round = 0; isKept && round < 100; round += 1) {
      collect();
      // After the collection, in its own turn: a reference that was read in a turn is kept until its end.
      isKept = await db.asyncControl.ask("contents", lost).then(
        () => true,
        () => false,
      );
    }
    const { message } = await rejects(() => db.asyncControl.ask("contents", lost));
    expect(message).to.equal("This snapshot is no longer kept.");
    await db.reset();
    await db.restore(kept);
    expect(ids()).to.deep.equal(["1"]);
  });
});
