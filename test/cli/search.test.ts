import { expect } from "chai";
import { equalValue, readVector } from "../../src/cli/actions/search-index.js";
import { collectEquals } from "../../src/cli/commands/search.js";
import { hitsText } from "../../src/cli/output/search-text.js";
import { DynamoClient } from "../../src/index.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

describe("dynatwin search", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0");
    command = new CommandRunner(emulator.endpoint);
    const { endpoint } = emulator;
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const client = new DynamoClient({ endpoint, region: "us-east-1", credentials });
    await client.createTable("places", {
      partitionKey: ["id", "S"],
      vectorIndexes: [
        { indexName: "near", vector: "at", dimensions: 2, distance: "EUCLIDEAN", filters: [["floor", "N"]] },
      ],
      wait: true,
    });
    const lineOf = (id: string, floor: number, x: number) =>
      JSON.stringify({
        Item: { id: { S: id }, floor: { N: `${floor}` }, at: { L: [{ N: `${x}` }, { N: "4" }] }, bytes: { B: "AQI=" } },
      });
    await client.importItems("places", [lineOf("a", 1, 3), lineOf("b", 2, 0), lineOf("c", 1, 7)]);
    client.destroy();
  });

  after(() => emulator.stop());

  it("prints the scores and the attributes of the nearest items", async () => {
    const { code, stdout, stderr } = await command.run([
      "search",
      "places",
      "near",
      "--vector",
      "[3, 4]",
      "--equals",
      "floor=1",
    ]);
    expect(code, stderr).to.equal(0);
    const [heading = "", first, second, ...others] = stdout.split("\n");
    expect(heading.split(/ +/).toSorted()).to.deep.equal(["bytes", "floor", "id", "score"]);
    expect([first, second]).to.satisfy(([a, c]: string[]) => /^0 .*\ba\b/.test(a ?? "") && /^4 .*\bc\b/.test(c ?? ""));
    expect(others).to.deep.equal([""]);
  });

  it("reads the vector from stdin, and prints the hits for programs", async () => {
    const args = "search places near - --top-k 1 --attributes id,bytes --json";
    const { code, stdout, stderr } = await command.shell(`echo '[0, 4]' | dynatwin ${args}`);
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      ...{ formatVersion: 1, command: "search", tableName: "places", indexName: "near" },
      hits: [{ score: 0, item: { id: { S: "b" }, bytes: { B: "AQI=" } } }],
    });
  });

  it("says what is wrong with the vector, a value and the table", async () => {
    const search = (...args: readonly string[]) => command.run(["search", ...args]);
    const [none, words, value, table] = await Promise.all([
      search("places", "near"),
      search("places", "near", "--vector", "0.1 0.2"),
      search("places", "near", "--vector", "[1,2]", "--equals", "floor=one"),
      search("place", "near", "--vector", "[1,2]"),
    ]);
    expect([none.code, words.code, value.code, table.code]).to.deep.equal([2, 2, 2, 1]);
    expect(none.stderr).to.include("as - for stdin, or with --vector");
    expect(words.stderr).to.include("--vector has to be an array of numbers in JSON: [0.1, 0.9]. It is not JSON");
    expect(value.stderr).to.include('floor is a number in the table, and --equals has "one".');
    expect(table.stderr).to.include("Did you mean places?");
  });
});

describe("texts of search", () => {
  it("reads values of the types that the table has", () => {
    const AttributeDefinitions = [
      { AttributeName: "n", AttributeType: "N" as const },
      { AttributeName: "b", AttributeType: "B" as const },
    ];
    const read = (name: string, value: string) => equalValue({ AttributeDefinitions }, name, value);
    expect(read("n", "1.5")).to.equal(1.5);
    expect(read("n", "12345678901234567890")).to.equal(12345678901234567890n);
    expect(read("b", "AQI=")).to.deep.equal(new Uint8Array([1, 2]));
    expect(read("other", "1")).to.equal("1");
    expect(collectEquals("name=a=b", [["x", "y"]])).to.deep.equal([
      ["x", "y"],
      ["name", "a=b"],
    ]);
    expect(() => collectEquals("=b")).to.throw("language=en");
  });

  it("reads vectors of numbers only", () => {
    expect(readVector("[1, 2.5]\n", "file")).to.deep.equal([1, 2.5]);
    expect(() => readVector('{"a":1}', "v.json")).to.throw(
      "v.json has to be an array of numbers in JSON: [0.1, 0.9]. It is no array.",
    );
    expect(() => readVector('[1,"2"]', "v.json")).to.throw('Element 1 is "2".');
  });

  it("cuts values, and lines at the width of the terminal, without control characters", () => {
    const hits = [
      { score: 0.12345678, item: { id: { S: "a\u001b[31m\n" }, tags: { SS: ["x", "y"] } } },
      {
        score: 2,
        item: {
          id: { S: "b".repeat(40) },
          more: { M: { n: { N: "1" }, l: { L: [{ BOOL: true }, { NULL: true as const }] } } },
        },
      },
    ];
    expect(hitsText(hits).split("\n")).to.deep.equal([
      "score     id                                tags       more",
      '0.123457  a\\u001b[31m\\u000a                 ["x","y"]',
      `2         ${"b".repeat(31)}…             {"n":1,"l":[true,null]}`,
    ]);
    expect(hitsText(hits, 12).split("\n")).to.deep.equal(["score     i…", "0.123457  a…", "2         b…"]);
  });
});
