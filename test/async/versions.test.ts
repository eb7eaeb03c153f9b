import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, type DynamoClient, defineModel, ExpressionError, failedConditions } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { has, needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const common = { id: attr.string().partitionKey(), text: attr.string().optional(), count: attr.number().optional() };

class Page extends defineModel({
  table: tableName("pages"),
  attributes: { ...common, revision: attr.number().version() },
}) {}

/** The same items, without a version. */
class RawPage extends defineModel({
  table: tableName("pages"),
  attributes: { ...common, revision: attr.number().optional() },
}) {}

const KEY = { id: "a" };

describe("the version of an item", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Page);
    client = dynamodb.client;
  });

  beforeEach(async () => {
    await dynamodb.reset();
  });

  after(() => dynamodb.close());

  /** Stores the item with a version, or without one. */
  async function store(revision: number | undefined): Promise<void> {
    await RawPage.put({ ...KEY, text: "old", count: 1, revision });
  }

  async function stored(): Promise<object> {
    return { ...(await RawPage.get(KEY)) };
  }

  async function read(): Promise<Page> {
    const page = await Page.get(KEY);
    if (page === undefined) throw new Error("There is no page.");
    return page;
  }

  type Way = (page: Page) => Promise<unknown>;

  /** All writes of an item object. */
  const ofItems: Readonly<Record<string, Way>> = {
    save: async (page) => {
      page.text = "new";
      await page.save();
    },
    "put of the item": async (page) => {
      page.text = "new";
      await Page.put(page);
    },
    "put of a copy": async (page) => {
      await Page.put({ ...page, text: "new" });
    },
    update: async (page) => {
      await page.update({ text: "new" });
    },
    "update by the item": async (page) => {
      await Page.update(page, { text: "new" });
    },
    "update by a function": async (page) => {
      await page.update((item) => [item.text.set("new")]);
    },
    transactPut: async (page) => {
      page.text = "new";
      await client.transactWrite([Page.transactPut(page)]);
    },
    "transactUpdate of the item": async (page) => {
      await client.transactWrite([Page.transactUpdate(page, { text: "new" })]);
    },
  };
  /** All writes by key. */
  const byKey: Readonly<Record<string, () => Promise<unknown>>> = {
    "update by key": () => Page.update(KEY, { text: "new" }),
    upsert: () => Page.update(KEY, { text: "new" }, { upsert: true }),
    "transactUpdate by key": () => client.transactWrite([Page.transactUpdate(KEY, { text: "new" })]),
    "transactUpdate by key as an upsert": () =>
      client.transactWrite([Page.transactUpdate(KEY, (page) => [page.text.set("new")], { upsert: true })]),
  };

  const versions = [undefined, 0, 3];
  const named = (version: number | undefined) => (version === undefined ? "no version" : `version ${version}`);

  for (const version of versions) {
    for (const [way, write] of Object.entries(ofItems)) {
      const transactions = way.startsWith("transact") ? (["transactions"] as const) : [];
      needs(...transactions).it(`is increased by ${way} over ${named(version)}`, async () => {
        await store(version);
        const page = await read();
        await write(page);
        expect(await stored()).to.deep.equal({ ...KEY, text: "new", count: 1, revision: (version ?? 0) + 1 });
      });

      needs("existingItems", ...transactions).it(
        `is checked by ${way} if ${named(version)} was read, and another one is stored`,
        async () => {
          await store(version);
          const page = await read();
          await store(7);
          const error = await rejects(() => write(page));
          expect(error).to.satisfy(
            (each: unknown) =>
              each instanceof ConditionalCheckFailedException || each instanceof TransactionCanceledException,
          );
          const reason = failedConditions(error)[0];
          expect(reason?.reason).to.equal("version");
          expect(reason?.existing).to.be.instanceOf(Page).and.include({ text: "old", revision: 7 });
          expect(error.message).to.include("has version 7, and this write expects");
          expect(await stored()).to.include({ text: "old", revision: 7 });
        },
      );
    }

    for (const [way, write] of Object.entries(byKey)) {
      needs(...(way.startsWith("transact") ? (["transactions"] as const) : [])).it(
        `is increased by ${way} over ${named(version)}`,
        async () => {
          await store(version);
          await write();
          expect(await stored()).to.deep.equal({ ...KEY, text: "new", count: 1, revision: (version ?? 0) + 1 });
        },
      );
    }

    needs("existingItems").it(`of a new item is refused over ${named(version)}`, async () => {
      await store(version);
      const ways = [
        () => new Page(KEY).save(),
        () => Page.put(KEY),
        ...(has("transactions") ? [() => client.transactWrite([Page.transactPut(new Page(KEY))])] : []),
      ];
      for (const way of ways) {
        const error = await rejects(way);
        expect(failedConditions(error)[0]?.reason).to.equal(version === 3 ? "version" : "exists");
      }
      expect(await stored()).to.include({ text: "old" });
    });

    it(`is the next one after a batch put over ${named(version)}, which the item then has`, async () => {
      await store(version);
      const page = await read();
      page.text = "batch";
      await Page.batchWrite({ put: [page] });
      expect(page.revision).to.equal((version ?? 0) + 1);
      await client.batchWrite([Page.batchPut(page)]);
      expect(await stored()).to.include({ text: "batch", revision: (version ?? 0) + 2 });
      await page.save();
      await page.update({ text: "new" });
      expect(await stored()).to.include({ text: "new", revision: (version ?? 0) + 4 });
    });

    needs("existingItems").it(`is checked by a delete of an item that was read with ${named(version)}`, async () => {
      for (const remove of [
        (page: Page) => page.delete(),
        (page: Page) => Page.delete(page),
        ...(has("transactions") ? [(page: Page) => client.transactWrite([Page.transactDelete(page)])] : []),
      ]) {
        await store(version);
        const page = await read();
        await store(7);
        expect(failedConditions(await rejects(() => remove(page)))[0]?.reason).to.equal("version");
        await store(version);
        await remove(page);
        expect(await stored()).to.deep.equal({});
      }
    });

    needs("transactions").it(
      `is checked by a transactCheck of an item that was read with ${named(version)}`,
      async () => {
        await store(version);
        const page = await read();
        const check = () => client.transactWrite([Page.transactCheck(page, (item) => item.id.exists())]);
        await check();
        await store(7);
        expect(failedConditions(await rejects(check))[0]?.reason).to.equal("version");
      },
    );
  }

  it("of a new item is 1, for all ways of creating it", async () => {
    const ways = [
      () => new Page(KEY).save(),
      () => new Page({ ...KEY, revision: 0 }).save(),
      () => Page.put(KEY),
      () => Page.update(KEY, {}, { upsert: true }),
      () => Page.batchWrite({ put: [new Page(KEY)] }),
      () => client.batchWrite([Page.batchPut(new Page(KEY))]),
      ...(has("transactions")
        ? [
            () => client.transactWrite([Page.transactPut(new Page(KEY))]),
            () => client.transactWrite([Page.transactUpdate(KEY, { text: "new" }, { upsert: true })]),
          ]
        : []),
    ];
    for (const way of ways) {
      await way();
      expect(await stored()).to.include({ revision: 1 });
      await Page.delete(KEY);
    }
  });

  it("is not checked by a delete by key", async () => {
    for (const remove of [
      () => Page.delete(KEY),
      () => Page.batchWrite({ delete: [KEY] }),
      ...(has("transactions") ? [() => client.transactWrite([Page.transactDelete(KEY)])] : []),
    ]) {
      await store(3);
      await remove();
      expect(await stored()).to.deep.equal({});
    }
  });

  needs("transactions").it(
    "makes the second of two updates of the same version fail, in transactions too",
    async () => {
      await store(3);
      const [one, other] = [await read(), await read()];
      await client.transactWrite([Page.transactUpdate(one, { text: "one" })]);
      expect(one).to.include({ text: "one", revision: 4 });
      await rejects(() => client.transactWrite([Page.transactUpdate(other, { text: "other" })]));
      await one.save();
      expect(await stored()).to.include({ text: "one", revision: 5 });
    },
  );

  needs("transactions").it("is outdated in an item that a transaction changed by a function", async () => {
    await store(3);
    const page = await read();
    await client.transactWrite([Page.transactUpdate(page, (item) => [item.count.add(1)])]);
    expect(await stored()).to.include({ count: 2, revision: 4 });
    expect(failedConditions(await rejects(() => page.save()))[0]?.reason).to.equal("version");
  });

  needs("requests").it("cannot be changed, nor can the key, by any update", async () => {
    await store(3);
    const page = await read();
    const sent = dynamodb.requests.length;
    const ways: readonly (() => Promise<unknown>)[] = [
      () => page.update({ revision: 9 }),
      () => page.update({ ...page, text: "new" }),
      () => page.update((item) => [item.revision.set(9)]),
      () => page.update((item) => [item.revision.add(1)]),
      () => Page.update(KEY, { revision: 9 }),
      () => Page.update(KEY, { ...page, text: "new" }),
      async () => await client.transactWrite([Page.transactUpdate(KEY, { revision: 9 })]),
    ];
    for (const way of ways) {
      const error = await rejects(way);
      expect(error).to.be.instanceOf(ExpressionError);
      expect(error.message).to.include("revision: is the item's version, which every write increases automatically.");
    }
    expect(dynamodb.requests).to.have.lengthOf(sent);
    await page.update({ text: "new", revision: undefined });
    expect(page.revision).to.equal(4);
  });

  it("is not changed by an update without changes", async () => {
    await store(3);
    const page = await read();
    await page.update({});
    if (has("transactions")) await client.transactWrite([Page.transactUpdate(page, { text: undefined })]);
    expect(page.revision).to.equal(3);
    expect(await stored()).to.include({ revision: 3 });
  });
});
