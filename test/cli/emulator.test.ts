import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { RawDynamoDB } from "../support/raw-dynamodb.js";
import { connectTo, listTablesFor } from "../support/raw-http.js";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { SIGNATURE } from "../support/signature.js";
import { attributes, definition, key } from "../support/table-requests.js";
import { EmulatorProcess, MAIN } from "./command.js";

const TABLE = definition("users", { AttributeDefinitions: attributes("id"), KeySchema: key("id") });

/** An SDK client without configuration, which creates a table and waits for it. */
const SDK_PROGRAM = `
  import { DynamoDB, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
  const client = new DynamoDB();
  await client.createTable(${JSON.stringify(TABLE)});
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.05 }, { TableName: "users" });
  const { Table } = await client.describeTable({ TableName: "users" });
  console.log(Table.TableStatus, Table.TableArn);
`;

function run(...args: readonly string[]): Promise<ProgramEnd> {
  return runProgram([MAIN, ...args]);
}

/** Sends a request without the SDK. */
async function post(endpoint: string, operation: string, body: string): Promise<{ status: number; text: string }> {
  const headers = { ...SIGNATURE, "x-amz-target": `DynamoDB_20120810.${operation}` };
  const response = await fetch(endpoint, { method: "POST", headers, body });
  return { status: response.status, text: await response.text() };
}

describe("dynatwin emulator", () => {
  const running: EmulatorProcess[] = [];

  async function start(...args: readonly string[]): Promise<EmulatorProcess> {
    const emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", ...args);
    running.push(emulator);
    return emulator;
  }

  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
  });

  it("prints all settings that the AWS SDK needs", async () => {
    const { lines } = await start("--region", "eu-west-1", "--latency", "0.01");
    const settings =
      /export (.*)$/
        .exec(lines[1] ?? "")?.[1]
        ?.split(" ")
        .map((each) => each.split("=", 2)) ?? [];
    const { stdout } = await runProgram(["--input-type=module", "-e", SDK_PROGRAM], Object.fromEntries(settings));
    expect(stdout).to.equal("ACTIVE arn:aws:dynamodb:eu-west-1:000000000000:table/users\n");
  });

  it("serves clients without AWS configuration", async () => {
    const { endpoint } = await start();
    expect((await post(endpoint, "CreateTable", JSON.stringify(TABLE))).status).to.equal(200);
    expect((await post(endpoint, "DescribeTable", '{"TableName":"users"}')).text).to.include('"TableStatus":"ACTIVE"');
    const item = { id: { S: "1" }, name: { S: "Alice" } };
    expect((await post(endpoint, "PutItem", JSON.stringify({ TableName: "users", Item: item }))).status).to.equal(200);
    const found = await post(endpoint, "GetItem", '{"TableName":"users","Key":{"id":{"S":"1"}}}');
    expect(JSON.parse(found.text)).to.deep.equal({ Item: item });
  });

  it("prints the endpoint of streams, and deletes expired items after a delay", async () => {
    const { lines, endpoint } = await start("--time-to-live-delay-ms", "0");
    expect(lines[1]).to.include(` AWS_ENDPOINT_URL_DYNAMODB_STREAMS=${endpoint} `);
    await post(endpoint, "CreateTable", JSON.stringify(TABLE));
    const setting = { TableName: "users", TimeToLiveSpecification: { Enabled: true, AttributeName: "expires" } };
    await post(endpoint, "UpdateTimeToLive", JSON.stringify(setting));
    const now = Math.floor(Date.now() / 1000);
    for (const [id, expires] of Object.entries({ old: now - 60, young: now + 3_600 })) {
      const Item = { id: { S: id }, expires: { N: String(expires) } };
      await post(endpoint, "PutItem", JSON.stringify({ TableName: "users", Item }));
    }
    const left = async () => {
      const { text } = await post(endpoint, "Scan", '{"TableName":"users"}');
      return (JSON.parse(text) as { Items: { id: { S: string } }[] }).Items.map(({ id }) => id.S);
    };
    while ((await left()).length > 1); // until the clock of the command has the next millisecond
    expect(await left()).to.deep.equal(["young"]);
  });

  it("simulates the durations of AWS", async () => {
    const { endpoint } = await start("--latency", "realistic");
    await post(endpoint, "CreateTable", JSON.stringify(TABLE));
    expect((await post(endpoint, "DescribeTable", '{"TableName":"users"}')).text).to.include(
      '"TableStatus":"CREATING"',
    );
  });

  it("simulates faults", async () => {
    const throttled = JSON.stringify({ kind: "throttled", operation: "ListTables" });
    const denied = JSON.stringify({ kind: "denied", tableName: "users", times: 2 });
    const { endpoint } = await start("--fault", throttled, "--fault", denied);
    const raw = new RawDynamoDB(endpoint);
    const errors: unknown[] = [];
    for (const operation of ["ListTables", "ListTables", "DescribeTable", "DeleteTable", "DescribeTable"])
      errors.push((await raw.send(operation, operation === "ListTables" ? {} : { TableName: "users" })).error);
    raw.destroy();
    expect(errors).to.deep.equal([
      "ThrottlingException",
      undefined,
      "AccessDeniedException",
      "AccessDeniedException",
      "ResourceNotFoundException",
    ]);
  });

  for (const body of ["garbage", "null", "[]", '"text"']) {
    it(`continues after ${body}`, async () => {
      const { endpoint } = await start("--log");
      const { status, text } = await post(endpoint, "ListTables", body);
      expect(status).to.equal(400);
      expect(text).to.include("SerializationException");
      expect((await post(endpoint, "ListTables", "{}")).text).to.equal('{"TableNames":[]}');
    });
  }

  describe("logs", () => {
    /** The lines after the two that say that it is ready, without the times of requests. */
    async function logOf(emulator: EmulatorProcess): Promise<string[]> {
      const { stdout } = await emulator.stop();
      return stdout
        .split("\n")
        .slice(2)
        .map((line) => line.replace(/ \d+ ms$/, " … ms"));
    }

    it("a line for each request, without its content", async () => {
      const dropped = JSON.stringify({ kind: "dropped", operation: "DeleteTable" });
      const emulator = await start("--log", "--fault", dropped);
      const { endpoint } = emulator;
      await post(endpoint, "CreateTable", JSON.stringify(TABLE));
      await post(endpoint, "DescribeTable", '{"TableName":"nobody"}');
      await post(endpoint, "BatchGetItem", '{"RequestItems":{"users":{"Keys":[{"id":{"S":"secret"}}]}}}');
      await post(endpoint, "DescribeTable", '{"TableName":"a\\u001b[2Jb\\nc"}');
      await post(
        endpoint,
        "TransactGetItems",
        '{"TransactItems":[{"Get":{"TableName":"a"}},{"Get":{"TableName":"b"}}]}',
      );
      await post(endpoint, "Describe\u009b2J", "{}");
      await post(endpoint, "ListTables", "{}");
      await post(endpoint, "DeleteTable", '{"TableName":"users"}').catch(() => {});
      expect(await logOf(emulator)).to.deep.equal([
        "CreateTable users 200 … ms",
        "DescribeTable nobody 400 … ms",
        "BatchGetItem users 200 … ms",
        "DescribeTable a?[2Jb?c 400 … ms",
        "TransactGetItems a,b 400 … ms",
        "Describe?2J - 400 … ms",
        "ListTables - 200 … ms",
        "DeleteTable users dropped … ms",
      ]);
    });

    it("nothing by default", async () => {
      const emulator = await start();
      await post(emulator.endpoint, "ListTables", "{}");
      expect(await logOf(emulator)).to.deep.equal([]);
    });
  });

  it("accepts requests to this machine, and to allowed names", async () => {
    const { endpoint } = await start("--allow-host", "db.test", "--allow-host", "Host.Docker.Internal.");
    for (const host of ["db.test", "DB.test.:8000", "host.docker.internal", "localhost", "127.0.0.1:1"])
      expect(await listTablesFor(endpoint, `Host: ${host}`), host).to.include(" 200 OK");
    for (const host of ["evil.example", "x.db.test", "db.test.evil.example", "test"])
      expect(await listTablesFor(endpoint, `Host: ${host}`), host).to.include(" 403 Forbidden");
  });

  it("continues if its output is closed", async () => {
    const emulator = await start("--log");
    const { endpoint } = emulator;
    expect((await post(endpoint, "ListTables", "{}")).status).to.equal(200);
    emulator.stopReading();
    for (let request = 0; request < 5; request++)
      expect((await post(endpoint, "ListTables", "{}")).text).to.equal('{"TableNames":[]}');
    expect((await emulator.stop()).code).to.equal(0);
  });

  describe("ends", () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`at ${signal}, with open connections and incomplete requests`, async () => {
        const emulator = await start();
        const sockets = [await connectTo(emulator.endpoint), await connectTo(emulator.endpoint)] as const;
        for (const socket of sockets) socket.on("error", () => {}).resume(); // a reset also counts as an end
        sockets[0].write("POST / HTTP/1.1\r\nHost: localhost\r\ncontent-length: 9\r\n\r\n{");
        await post(emulator.endpoint, "ListTables", "{}");
        const { code, stderr } = await emulator.stop(signal);
        expect([code, stderr]).to.deep.equal([0, ""]);
      });
    }

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`at ${signal}, with requests in progress`, async () => {
        const slow = JSON.stringify({ kind: "slow", delayMs: 3_600_000, operation: "ListTables" });
        const emulator = await start("--fault", slow, "--log");
        const unanswered = post(emulator.endpoint, "ListTables", "{}").catch((error: Error) => error.message);
        await post(emulator.endpoint, "DescribeTable", '{"TableName":"users"}');
        const { code, stderr } = await emulator.stop(signal);
        expect([code, stderr]).to.deep.equal([0, ""]);
        expect(await unanswered).to.equal("fetch failed");
      });
    }

    it("if its port is in use, and says what to do", async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo; // a string only for a pipe
      const { code, stdout, stderr } = await run("emulator", "--port", String(port));
      server.close();
      expect([code, stdout]).to.deep.equal([1, ""]);
      expect(stderr).to.equal(
        `error: Port ${port} is in use on 127.0.0.1. Stop the server that uses it, or choose another port: ` +
          "--port 0 selects a free port.\n",
      );
    });
  });

  describe("refuses", () => {
    const cases: readonly (readonly [args: readonly string[], reason: string])[] = [
      [["--port", "80a"], "A port is a number from 0 to 65535"],
      [["--port", "65536"], "A port is a number from 0 to 65535"],
      [["--port", "-1"], "A port is a number from 0 to 65535"],
      [["--host", "0.0.0.0"], "accepts any credentials, so it listens to this machine only"],
      [["--host", "::"], "accepts any credentials, so it listens to this machine only"],
      [["--host", "192.168.0.1"], "accepts any credentials, so it listens to this machine only"],
      [["--host", "example.com"], "accepts any credentials, so it listens to this machine only"],
      [["--allow-host", "http://db.test"], "a host name as clients write it, without protocol, port and path"],
      [["--allow-host", "db.test:8000"], "a host name as clients write it"],
      [["--allow-host", "*"], "a host name as clients write it"],
      [["--allow-host", ""], "a host name as clients write it"],
      [["--latency", "slow"], "instant, realistic, or a factor of realistic"],
      [["--latency", "-1"], "instant, realistic, or a factor of realistic"],
      [["--latency", ""], "instant, realistic, or a factor of realistic"],
      [["--latency", "Infinity"], "instant, realistic, or a factor of realistic"],
      [["--time-to-live-delay-ms", "-1"], "a number of milliseconds, 0 or above"],
      [["--time-to-live-delay-ms", ""], "a number of milliseconds, 0 or above"],
      [["--fault", "throttled"], `--fault is not JSON. Write it as in --fault '{"kind":"throttled"}'.`],
      [["--fault", '{"kind":"throtled"}'], '- kind: expected one of "throttled"'],
      [["--fault", '{"kind":"throtled"}'], 'Fix: write "throttled".'],
      [["--fault", "{}"], 'Fix: name the kind of failure: kind: "throttled".'],
      [["--fault", '{"kind":"denied","table":"users"}'], "Fix: did you mean tableName?"],
      [["--fault", "[]"], "expected an object"],
      [["--prot", "0"], "(Did you mean --port?)"],
      [["now"], "too many arguments"],
    ];
    for (const [args, reason] of cases) {
      it(`${args.join(" ")}: ${reason}`, async () => {
        const { code, stdout, stderr } = await run("emulator", ...args);
        expect([code, stdout]).to.deep.equal([2, ""]);
        expect(stderr).to.include("error: ").and.to.include(reason);
      });
    }

    it("other commands", async () => {
      const { code, stderr } = await run("emulatro");
      expect(code).to.equal(2);
      expect(stderr).to.include("unknown command 'emulatro'").and.to.include("(Did you mean emulator?)");
    });
  });

  it("prints help, with examples, and with the options that the README lists", async () => {
    const { code, stdout } = await run("emulator", "--help");
    expect(code).to.equal(0);
    const listed = readFileSync("README.md", "utf8").matchAll(/^\| `(--[a-z-]+(?: <[a-z]+>)?)` \|/gm);
    const helped = stdout.matchAll(/^ {2}(?:-[a-z], )?(--(?!help)[a-z-]+(?: <[a-z]+>)?)/gm);
    expect(Array.from(listed, ([, option]) => option)).to.have.members(Array.from(helped, ([, option]) => option));
    expect(stdout).to.include("--latency <how>").and.to.include("$ npx dynatwin emulator\n");
  });
});
