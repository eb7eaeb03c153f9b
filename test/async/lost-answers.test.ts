import { expect } from "chai";
import { attr, type DynamoClient, defineModel, failedConditions } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Page extends defineModel({
  table: tableName("pages"),
  attributes: {
    id: attr.string().partitionKey(),
    text: attr.string().optional(),
    count: attr.number().optional(),
    revision: attr.number().version(),
  },
}) {}

const KEY = { id: "a" };

needs("faults", "transactions").describe("the version of an item whose write was not answered", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Page);
    client = dynamodb.client;
  });

  beforeEach(() => dynamodb.reset());

  after(() => dynamodb.close());

  const lost = (operation: string) => dynamodb.addFaults({ kind: "dropped", operation, commit: true });

  it("lets a write recognise its own result if the answer was lost", async () => {
    lost("PutItem");
    const page = await new Page({ ...KEY, text: "a", count: 1 }).save();
    lost("PutItem");
    await page.save();
    lost("UpdateItem");
    await page.update({ text: "b" });
    lost("UpdateItem");
    await page.update((item) => [item.count.add(1)]);
    lost("UpdateItem");
    await page.update((item) => [item.text.remove()]);
    expect({ ...page }).to.deep.equal({ ...KEY, count: 2, revision: 5 });
    expect({ ...(await Page.get(KEY)) }).to.deep.equal({ ...page });
    lost("TransactWriteItems");
    await client.transactWrite([Page.transactUpdate(page, { text: "c" })]);
    expect({ ...(await Page.get(KEY)) }).to.deep.equal({ ...page });
    lost("DeleteItem");
    await page.delete();
    expect(await Page.get(KEY)).to.equal(undefined);
  });

  it("lets no write treat another one's result as its own", async () => {
    const page = await Page.put({ ...KEY, text: "old" });
    await new Page(page).update({ text: "other" });
    dynamodb.addFaults({ kind: "dropped", operation: "UpdateItem" });
    expect(failedConditions(await rejects(() => page.update({ text: "mine" })))[0]?.reason).to.equal("version");
    dynamodb.addFaults({ kind: "dropped", operation: "PutItem" });
    expect(failedConditions(await rejects(() => page.save()))[0]?.reason).to.equal("version");
  });
});
