import { PutItemCommand, SearchVectorsCommand, type SearchVectorsCommandInput } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import {
  DestructiveChangeError,
  type DynamoClient,
  formatPlan,
  TableMismatchError,
  type VectorIndexOptions,
  type WaitProgress,
} from "../../src/index.js";
import { createTableRequest } from "../../src/table/definition/create-table-request.js";
import { type Latency, REALISTIC } from "../../src/testing/control-plane/durations.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const byMeaning: VectorIndexOptions = {
  indexName: "by-meaning",
  vector: "embedding",
  dimensions: 3,
  distance: "COSINE",
  partitionKey: ["shop", "S"],
  filters: [["lang", "S"]],
  projection: ["title"],
};
const definition = { partitionKey, vectorIndexes: [byMeaning] };
const { VectorIndexes, AttributeDefinitions } = createTableRequest("docs", definition).input;
const indexed = { VectorIndexes, AttributeDefinitions };
const SEARCH: SearchVectorsCommandInput = {
  TableName: "docs",
  IndexName: "by-meaning",
  SearchVector: [{ N: "1" }, { N: "0" }, { N: "0" }],
  TopK: 1,
  SearchConditionExpression: "shop = :shop",
  ExpressionAttributeValues: { ":shop": { S: "a" } },
};
/** As on AWS, but for what would be hundreds of polls. */
const QUICK = { ...REALISTIC, backfillVectorIndexMs: 20_000, restoreTableMs: 20_000 };

needs("clock").describe("a table with vector indexes", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(tables: object = {}, latency: Latency = QUICK): void {
    dynamodb.startScenario({ latency, tables: { docs: tables } });
    client = dynamodb.client();
  }

  const updates = () => dynamodb.requests("UpdateTable").map(({ input: { TableName: _, ...change } }) => change);

  it("is made of a table of items without vectors by one ensureTable, with progress", async () => {
    start();
    await client.send(new PutItemCommand({ TableName: "docs", Item: { pk: { S: "a" } } }));
    expect(formatPlan(await client.planTable("docs", definition))).to.include("Usually takes 9 min to 18 min");

    const progress: WaitProgress[] = [];
    const { outcome, table, steps } = await client.ensureTable("docs", {
      ...definition,
      ifDifferent: "update",
      wait: { until: "settled", timeoutSeconds: 3_600, onProgress: (state) => progress.push(state) },
    });
    expect(outcome).to.equal("updated");
    expect(steps.map(({ target }) => target)).to.deep.equal(["index by-meaning"]);
    expect(table.VectorIndexes?.[0]?.IndexStatus).to.equal("ACTIVE");
    const states = progress.map(({ tableStatus, indexes }) =>
      [tableStatus, ...indexes.map(({ status, backfilling }) => `${status} ${backfilling}`)].join(", "),
    );
    expect([...new Set(states)]).to.deep.equal([
      "UPDATING, CREATING false",
      "ACTIVE, CREATING true",
      "ACTIVE, ACTIVE false",
    ]);
    // DynamoDB refuses searches for some seconds after the index is ACTIVE.
    expect(progress.map(({ pending }) => pending.join())).to.include("index by-meaning to be searchable");
    await client.send(new SearchVectorsCommand(SEARCH));

    expect((await client.ensureTable("docs", definition)).outcome).to.equal("existed");
    expect((await client.verifyTable("docs", definition)).TableName).to.equal("docs");
    expect(updates()).to.have.length(1);
  });

  it("differs from a definition with other dimensions, and is changed only if its index may be destroyed", async () => {
    start(indexed);
    const other = { partitionKey, vectorIndexes: [{ ...byMeaning, dimensions: 4 }] };
    const mismatch = (await rejects(() => client.verifyTable("docs", other))) as TableMismatchError;
    expect(mismatch).to.be.instanceOf(TableMismatchError);
    expect(mismatch.differences).to.deep.equal([
      { path: "vectorIndexes.by-meaning.dimensions", expected: 4, actual: 3 },
    ]);
    const refused = await rejects(() => client.updateTable("docs", other));
    expect(refused).to.be.instanceOf(DestructiveChangeError);
    expect(updates()).to.deep.equal([]);

    const { table } = await client.updateTable("docs", { ...other, allowDestroy: ["index by-meaning"], wait: true });
    expect(table.VectorIndexes?.map(({ Dimensions }) => Dimensions)).to.deep.equal([4]);
    expect(updates()).to.have.length(2);
  });

  it("is without an index of which the building is cancelled, once DynamoDB has allocated it", async () => {
    start({}, "realistic");
    await client.updateTable("docs", { vectorIndexes: [byMeaning] });
    const begin = dynamodb.elapsedMs;
    const { table } = await client.updateTable("docs", { dropIndexes: ["by-meaning"], wait: true });
    expect(table.VectorIndexes ?? []).to.deep.equal([]);
    // The backfill alone takes many minutes.
    expect(dynamodb.elapsedMs - begin).to.be.lessThan(90_000);
  });

  it("is cloned with them", async () => {
    start(indexed);
    const { table } = await client.cloneTable("docs", "copy", { items: false });
    expect(table.VectorIndexes).to.have.length(1);
    expect((await client.verifyTable("copy", definition)).TableName).to.equal("copy");
  });

  it("is restored with them, or without", async () => {
    start(indexed);
    const { BackupArn: backup = "" } = await client.createBackup("docs", { wait: true });
    await client.restoreTable("same", { backup });
    expect((await client.verifyTable("same", definition)).TableName).to.equal("same");
    const { VectorIndexes: none = [] } = await client.restoreTable("none", { backup }, { vectorIndexes: [] });
    expect(none).to.deep.equal([]);
    const requests = dynamodb.requests("RestoreTableFromBackup").map(({ input }) => input["VectorIndexOverride"]);
    expect(requests).to.deep.equal([undefined, []]);
    const refused = await rejects(() => client.restoreTable("other", { backup }, { billingMode: "PROVISIONED" }));
    expect(refused.message).to.include("vector indexes are only supported for PAY_PER_REQUEST tables");
  });
});
