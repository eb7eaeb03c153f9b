import { expect } from "chai";
import { attr, defineModel, ItemValidationError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const keys = { list: attr.string().partitionKey(), place: attr.number().sortKey() };
class Row extends defineModel({
  table: tableName("rows"),
  attributes: { ...keys, text: attr.string(), group: attr.string() },
  globalSecondaryIndexes: { byGroup: { partitionKey: "group", sortKey: "place", projection: ["text"] } },
}) {}
/** Another program's items in the same table. */
class Foreign extends defineModel({
  table: tableName("rows"),
  attributes: { ...keys, text: attr.number(), group: attr.string() },
}) {}

const PLACES = Array.from({ length: 11 }, (_, place) => place);
const MISFIT = 7;

describe("items that do not fit their model", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Row);
    for (const place of PLACES) {
      const key = { list: "a", place, group: "g" };
      await (place === MISFIT ? new Foreign({ ...key, text: 5 }) : new Row({ ...key, text: "x" })).save();
    }
  });

  after(() => dynamodb.close());

  it("end a read after the items before them, and are reported with their key", async () => {
    const reads = [
      () => Row.query({ list: "a" }),
      () => Row.scan(),
      () => Row.scan({ segments: 3 }),
      () => Row.byGroup.query({ group: "g" }),
      () => Row.query({ list: "a" }, { attributes: ["text"] }),
    ];
    for (const [which, read] of reads.entries()) {
      let seen = 0;
      const error = await rejects(async () => {
        for await (const _ of read()) seen++;
      });
      expect(error).to.be.instanceOf(ItemValidationError);
      expect((error as ItemValidationError).key).to.deep.equal({ list: "a", place: MISFIT });
      // Segments are read concurrently: how many items come first depends on their segments.
      if (which !== 2) expect(seen).to.equal(MISFIT);
    }
    expect((await Row.query({ list: "a" }).first())?.place).to.equal(0);
    expect(await rejects(() => Row.query({ list: "a" }).toArray())).to.be.instanceOf(ItemValidationError);
  });

  it("follow a page with the items before them, whose cursor leads to them again", async () => {
    const pages: number[][] = [];
    let cursor: string | undefined;
    await rejects(async () => {
      for await (const page of Row.query({ list: "a" }, { pageSize: 5 }).pages()) {
        pages.push(page.items.map(({ place }) => place));
        cursor = page.cursor;
      }
    });
    expect(pages).to.deep.equal([
      [0, 1, 2, 3, 4],
      [5, 6],
    ]);
    expect(await rejects(() => Row.query({ list: "a" }, { cursor }).first())).to.have.nested.property(
      "key.place",
      MISFIT,
    );
    const rest = await Row.query({ list: "a" }, { cursor, onMisfit: () => {} }).toArray();
    expect(rest.map(({ place }) => place)).to.deep.equal([8, 9, 10]);
  });

  it("are passed to onMisfit, left out, and not counted", async () => {
    const seen: unknown[] = [];
    const onMisfit = (error: ItemValidationError) => void seen.push(error.key["place"]);
    const fit = PLACES.filter((place) => place !== MISFIT);
    const lists = [
      Row.query({ list: "a" }, { onMisfit }),
      Row.scan({ onMisfit, pageSize: 2 }),
      Row.byGroup.query({ group: "g" }, { onMisfit }),
      Row.query({ list: "a" }, { onMisfit, attributes: ["place", "text"] }),
    ];
    for (const list of lists) expect((await list.toArray()).map(({ place }) => place)).to.deep.equal(fit);
    expect(await Row.scan({ segments: 4, onMisfit }).toArray()).to.have.lengthOf(10);
    expect(
      await Row.batchGet(
        PLACES.map((place) => ({ list: "a", place })),
        { onMisfit },
      ),
    ).to.have.lengthOf(10);
    expect(seen).to.deep.equal([7, 7, 7, 7, 7, 7]);
    const limited = await Row.query({ list: "a" }, { onMisfit, limit: 9 }).toArray();
    expect(limited.at(-1)?.place).to.equal(9);
    const thrown = new Error("enough");
    const places: number[] = [];
    const stop = () => {
      throw thrown;
    };
    const error = await rejects(async () => {
      for await (const { place } of Row.query({ list: "a" }, { onMisfit: stop })) places.push(place);
    });
    expect(error).to.equal(thrown);
    expect(places).to.have.lengthOf(MISFIT);
  });
});

describe("a scan in segments", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Row);
    await Row.batchWrite({
      put: PLACES.map((place) => new Row({ list: String(place), place, text: "x", group: "g" })),
    });
  });

  after(() => dynamodb.close());

  needs("faults", "requests").it("sends no more requests if the first is refused", async () => {
    dynamodb.addFaults({ kind: "denied", operation: "Scan" });
    const sent = dynamodb.requests.length;
    const error = await rejects(() => Row.scan({ segments: 20 }).toArray());
    expect(error).to.have.property("name", "AccessDeniedException");
    expect(dynamodb.requests.length - sent).to.equal(1);
  });

  needs("faults", "requests").it("sends a limited number at a time, and none after a refusal", async () => {
    dynamodb.addFaults({ kind: "denied", operation: "Scan", skip: 1, times: 1 });
    const sent = dynamodb.requests.length;
    await rejects(() => Row.scan({ segments: 200 }).toArray());
    expect(dynamodb.requests.length - sent).to.equal(65);
  });

  it("returns every item once, also with a limit above the maximum of a request", async () => {
    expect(await Row.scan({ segments: 100, limit: 2 ** 40 }).toArray()).to.have.lengthOf(11);
    expect(await Row.scan({ limit: 2 ** 40 }).toArray()).to.have.lengthOf(11);
  });
});
