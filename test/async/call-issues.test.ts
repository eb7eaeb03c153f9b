import { expect } from "chai";
import { attr, type DynamoClient, DynatwinError, defineModel, ItemValidationError } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";

class Note extends defineModel({
  table: "notes",
  attributes: {
    id: attr.string().partitionKey(),
    place: attr.number().sortKey(),
    owner: attr.string().optional(),
    blob: attr.binary().optional(),
    blobs: attr.binarySet().optional(),
    level: attr.number().optional(),
    text: attr.string().optional(),
  },
  globalSecondaryIndexes: {
    byOwner: { partitionKey: "owner", sortKey: "place" },
    byBlob: { partitionKey: "blob", projection: ["level"] },
  },
}) {}

class Titled extends defineModel({
  table: "notes",
  attributes: { id: attr.string().partitionKey(), place: attr.number().sortKey(), text: attr.string() },
}) {
  label = "a field of the class";
  shown: boolean | undefined;

  get title(): string {
    return `${this.id}: ${this.text}`;
  }
}

needs("requests").describe("mistakes in calls on items", () => {
  let dynamodb: MockDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await mockDynamoDB(Note);
    client = dynamodb.client;
  });

  after(() => dynamodb.close());

  /** The message of a call that is refused before anything is sent. Without types, as in JavaScript. */
  async function refused(call: () => Promise<unknown>): Promise<string> {
    const sent = dynamodb.requests.length;
    const error = await rejects(call);
    expect(error, error.stack).to.be.instanceOf(DynatwinError);
    expect(dynamodb.requests.length).to.equal(sent);
    return error.message;
  }

  it("in names and in values of a new item are reported together", () => {
    const input = { id: "", place: "x", nope: 1, text: null };
    expect(() => new Note(input as never))
      .to.throw(ItemValidationError, "4 problems")
      .with.property("issues")
      .that.satisfies(
        (issues: readonly { readonly path: string }[]) =>
          issues.map(({ path }) => path).join() === "nope,id,place,text",
      );
  });

  it("in properties set on an item are found when it is written", async () => {
    const note = Object.assign(new Note({ id: "a", place: 1 }), { nope: 1, txet: "x" });
    for (const write of [
      () => note.save(),
      () => Note.batchWrite({ put: [note] }),
      async () => await client.transactWrite([Note.transactPut(note)]),
    ])
      expect(await refused(write))
        .to.include("nope: is not an attribute")
        .and.include("txet")
        .and.include("the nearest is text");
  });

  it("are not the fields and members of an item's class", async () => {
    const titled = new Titled({ id: "t", place: 1, text: "x" });
    titled.label = "changed";
    titled.shown = true;
    await titled.save();
    Object.defineProperty(titled, "title", { value: "in front of a getter", enumerable: true });
    await titled.save();
    expect(await refused(() => Object.assign(titled, { tilte: 1 }).save()))
      .to.include("tilte")
      .and.not.include("label");
    expect((await Titled.get({ id: "t", place: 1 }))?.label).to.equal("a field of the class");
    await titled.delete();
  });

  it("are keys that are empty or too long, in tables and in indexes", async () => {
    const note = await new Note({ id: "k", place: 1 }).save();
    const empty = { owner: "", blob: new Uint8Array() };
    expect(await refused(() => Note.get({ id: "", place: 1 }))).to.include("the table's key");
    expect(await refused(() => Note.query({ id: "" }).toArray())).to.include("id: is in the table's key");
    expect(await refused(() => Note.byOwner.query({ owner: "" }).toArray())).to.include("byOwner");
    expect(await refused(() => new Note({ id: "", place: 1, ...empty }).save())).to.include("3 problems");
    expect(await refused(() => note.update(empty)))
      .to.include("2 problems")
      .and.include("leave it undefined");
    expect(await refused(() => note.update((item) => [item.owner.set("")]))).to.include("byOwner");
    expect(await refused(() => Note.get({ id: "ä".repeat(1025), place: 1 })))
      .to.include("2050 bytes")
      .and.include("2048");
    await note.update({ owner: "é".repeat(1024), blob: new Uint8Array(2048), text: "" });
    expect(await Note.scan({ filter: (item) => item.owner.ne("").and(item.text.eq("")) }).toArray()).to.have.lengthOf(
      1,
    );
    await note.delete();
  });

  it("are the same key twice in a batch or a transaction", async () => {
    const key = { id: "twice", place: 1 };
    const note = new Note(key);
    expect(await refused(() => Note.batchGet([key, { id: "twice", place: 2 }, { ...key }]))).to.include(
      "keys[2]: is the same item as keys[0].",
    );
    expect(await refused(() => Note.batchWrite({ put: [note], delete: [key] }))).to.include(
      "delete[0]: is the same item as put[0].",
    );
    const parts = [Note.transactPut(note), Note.transactCheck(key, (item) => item.level.gt(1))];
    expect(await refused(() => client.transactWrite(parts))).to.include("parts[1]: is the same item as parts[0].");
    const reads = [Note.transactRead(key), Note.transactRead({ ...key })];
    expect(await refused(() => client.transactGet(reads))).to.include("parts[1]");
  });

  it("are additional members of a key, unless it is an item or a part of one that was read", async () => {
    const note = await new Note({ id: "more", place: 1, level: 3, blob: new Uint8Array([1]) }).save();
    const key = { id: "more", place: 1, level: 3 };
    expect(await refused(() => Note.get(key))).to.include("level: is not in the key of the table");
    expect(await refused(async () => await client.transactWrite([Note.transactDelete(key)]))).to.include("level");
    expect((await Note.get(note))?.level).to.equal(3);
    const parts = await Note.byBlob.query({ blob: new Uint8Array([1]) }).toArray();
    expect(parts).to.deep.equal([{ ...key, blob: new Uint8Array([1]) }]);
    expect(await Note.batchGet(parts)).to.have.lengthOf(1);
    await Note.batchWrite({ delete: parts });
  });

  it("are equal members of a set", async () => {
    const blobs = new Set([new Uint8Array([1, 2]), new Uint8Array([3]), new Uint8Array([1, 2])]);
    expect(await refused(() => new Note({ id: "s", place: 1, blobs }).save()))
      .to.include("blobs")
      .and.include("twice");
  });

  it("are the cursors of other reads", async () => {
    for (let place = 1; place <= 4; place++) await new Note({ id: "c", place, owner: "o" }).save();
    const cursorOf = async (pages: AsyncIterable<{ readonly cursor: string | undefined }>) => {
      for await (const { cursor } of pages) return cursor;
      return undefined;
    };
    const cursor = await cursorOf(Note.query({ id: "c" }, { pageSize: 2 }).pages());
    expect(await refused(() => Note.query({ id: "d" }, { cursor }).toArray())).to.include("with another id");
    expect(await refused(() => Note.query({ id: "c", place: { gt: 3 } }, { cursor }).toArray())).to.include(
      "another place",
    );
    expect(await refused(() => Note.byOwner.query({ owner: "o" }, { cursor }).toArray())).to.include(
      'table "notes", not to',
    );
    expect(await refused(() => Note.byOwner.scan({ cursor }).toArray())).to.include('index "byOwner"');
    const rest = await Note.query({ id: "c", place: { between: [1, 3] } }, { cursor }).toArray();
    expect(rest.map(({ place }) => place)).to.deep.equal([3]);
    const before = await Note.query(
      { id: "c" },
      { cursor, descending: true, filter: (item) => item.owner.exists() },
    ).toArray();
    expect(before.map(({ place }) => place)).to.deep.equal([1]);
    const ofIndex = await cursorOf(Note.byOwner.query({ owner: "o" }, { limit: 2 }).pages());
    expect(await Note.byOwner.query({ owner: "o" }, { cursor: ofIndex }).toArray()).to.have.lengthOf(2);
  });

  it("are expressions above DynamoDB's limits", async () => {
    const note = new Note({ id: "long", place: 1 });
    const many = (count: number) => () =>
      Note.scan({
        filter: (item) => Array.from({ length: count }, () => item.level.exists()).reduce((all, each) => all.or(each)),
      }).toArray();
    expect(await refused(many(151))).to.include("filter: has 301 operators.");
    expect(await many(150)()).to.deep.equal([]);
    const numbers = Array.from({ length: 100 }, (_, number) => number);
    const long = () =>
      note.save({
        condition: (item) =>
          Array.from({ length: 8 }, () => item.level.in(numbers)).reduce((all, each) => all.and(each)),
      });
    expect(await refused(long)).to.match(/condition: makes an expression of \d+ bytes/);
  });

  it("are attributes that are not projected into an index", async () => {
    const key = { blob: new Uint8Array([9]) };
    const filtered = () =>
      Note.byBlob.query(key, { filter: (item) => item.text.exists().and(item.level.gt(1)) }).toArray();
    expect(await refused(filtered))
      .to.include('text: is not projected into index "byBlob".')
      .and.include("1 problem");
    expect(await refused(() => Note.byBlob.scan({ filter: (item) => item.text.notExists() }).toArray())).to.include(
      "text",
    );
    expect(await refused(() => Note.byBlob.scan({ attributes: ["text" as never] }).toArray())).to.include('"text"');
  });

  it("are unknown options and values of other types, reported together", async () => {
    const options = { lmit: 1, pageSize: 0, limit: Number.NaN, cursor: 5, onMisfit: "x", attributes: [] } as never;
    const message = await refused(() => Note.query({ idd: "a" } as never, options).toArray());
    for (const place of [
      "id: is required",
      "did you mean id?",
      "did you mean limit?",
      "pageSize",
      "limit: expected",
      "cursor",
      "onMisfit",
      "attributes",
    ])
      expect(message).to.include(place);
    expect(await refused(() => Note.scan({ segments: 1_000_001 }).toArray())).to.include("1,000,000");
    const wrong = { conditon: 1, returnExisting: "yes" } as never;
    const note = Object.assign(new Note({ id: "a", place: 1 }), { level: "x" });
    expect(await refused(() => note.save(wrong)))
      .to.include("3 problems")
      .and.include("did you mean condition?");
    expect(await refused(() => note.delete(wrong))).to.include("2 problems");
    expect(await refused(() => note.update({ level: "x" as never }, wrong))).to.include("3 problems");
    expect(await refused(() => Note.get({ id: "a" } as never, wrong))).to.include("3 problems");
    expect(await refused(() => client.transactWrite([], { idempotencyTokn: "x", signal: 1 } as never))).to.include(
      "3 problems",
    );
    expect(await refused(() => client.transactGet([{}] as never, { consistentRead: true } as never))).to.include(
      "2 problems",
    );
    const signal = new AbortController().signal;
    expect(
      await refused(async () => await client.transactWrite([Note.transactPut(note, { signal } as never)])),
    ).to.include("signal: there is no such option");
    expect(
      await refused(
        async () => await client.transactWrite([Note.transactCheck({ id: "a", place: 1 }, undefined as never)]),
      ),
    ).to.include("condition");
  });
});
