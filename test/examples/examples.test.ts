import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect } from "chai";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";

const run = promisify(execFile);

describe("the examples", () => {
  let dynamodb: MockDynamoDB;

  before(() => {
    dynamodb = syncMockDynamoDB({ latency: { createTableMs: 50, createTableWithIndexesMs: 50, deleteTableMs: 50 } });
  });

  after(() => dynamodb.syncClose());

  /** Runs a program as a user would, with the endpoint of the embedded DynamoDB in the AWS environment. */
  async function runExample(file: string): Promise<string> {
    const { region, credentials } = dynamodb.config;
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
    const { stdout, stderr } = await run(process.execPath, [file], { env, timeout: 30_000 });
    expect(stderr).to.equal("");
    return stdout;
  }

  it("run blocking calls in a CommonJS script", async () => {
    const output = await runExample("examples/legacy-script.cjs");
    expect(output).to.include("example_archive, example_later, example_orders, example_provisioned, example_users");
  });

  it("run models in an ES module", async () => {
    const output = await runExample("build/examples/models.js");
    expect(output).to.include("Found test@example.com").and.include("paidAt N");
  });

  it("run models in a CommonJS script, blocking", async () => {
    const output = await runExample("examples/models-blocking.cjs");
    expect(output).to.include("Found test@example.com").and.include("three times");
  });

  it("run a vector search, async and blocking", async () => {
    const output = await runExample("build/examples/vector-search.js");
    expect(output.trim().split("\n")).to.deep.equal([
      "Warm woollen socks: 12, distance 0.26",
      "Woollen blanket: 40, distance 0.56",
      "Wollsocken, warm",
    ]);
  });

  it("run a shop in one table, async and blocking", async () => {
    const output = await runExample("build/examples/one-table.js");
    expect(output).to.equal("Ada has the orders 16 and 17; the last one has a line of cup.\n");
  });

  it("run the quickstart to its end", async () => {
    const output = await runExample("build/examples/quickstart.js");
    expect(output)
      .to.match(/createTable\("orders"\).*requests/)
      .and.match(/syncDeleteTable\("customers"\).*requests/);
  });

  for (const [name, end] of [
    ["second-deploy", "3 changes were made.\nexisted"],
    ["review-plan", "updated"],
  ]) {
    it(`print the plan that the documents show: ${name}`, async () => {
      const output = await runExample(`build/examples/${name}.js`);
      expect(output.trim()).to.equal(`${readFileSync(`examples/${name}.txt`, "utf8")}${end}`);
    });
  }
});
