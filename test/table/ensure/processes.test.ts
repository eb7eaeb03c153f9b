import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { EnsureTableOptions } from "../../../src/index.js";
import { EmulatorProcess, MAIN } from "../../cli/command.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";
import type { EnsureAnswer, EnsureRequest } from "./ensuring-process.js";

const PROGRAM = fileURLToPath(new URL("./ensuring-process.js", import.meta.url));
const COUNT = 50;
const definition: EnsureTableOptions = {
  partitionKey: ["pk", "S"],
  globalSecondaryIndexes: [{ indexName: "by-a", partitionKey: ["a", "S"] }],
  timeToLive: "expires",
};

describe("50 processes that ensure the same table", () => {
  let emulator: EmulatorProcess;
  let dynamodb: RawDynamoDB;
  const processes: ChildProcess[] = [];

  before(async function () {
    this.timeout(120_000);
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", "--latency", "0.05");
    dynamodb = new RawDynamoDB(emulator.endpoint);
    for (let started = 0; started < COUNT; started++) {
      // Every other one blocks.
      const face = started % 2 === 0 ? "async" : "blocking";
      processes.push(fork(PROGRAM, [emulator.endpoint, face], { execArgv: [] }));
    }
    await Promise.all(processes.map((each) => once(each, "message")));
  });

  after(async () => {
    for (const each of processes) each.kill("SIGKILL");
    dynamodb.destroy();
    await emulator.stop();
  });

  /** The answers of the processes; `undefined` of one that was killed. */
  async function ensureAll(tableName: string, options: EnsureTableOptions = definition) {
    const request: EnsureRequest = { tableName, options };
    return await Promise.all(
      processes.map(async (each) => {
        const answer = Promise.race([once(each, "message"), once(each, "exit").then(() => [undefined])]);
        each.send(request);
        const [message] = await answer;
        return message as EnsureAnswer | undefined;
      }),
    );
  }

  function expectUsable(answers: readonly (EnsureAnswer | undefined)[]): void {
    expect(answers.flatMap((answer) => answer?.error ?? [])).to.deep.equal([]);
    for (const answer of answers) if (answer) expect(answer.statuses).to.deep.equal(["ACTIVE", "ACTIVE"]);
    expect(new Set(answers.flatMap((answer) => answer?.tableId ?? [])).size).to.equal(1);
  }

  const outcomes = (answers: readonly (EnsureAnswer | undefined)[]) => answers.map((answer) => answer?.outcome);

  it("create one, where there is none", async function () {
    this.timeout(60_000);
    const answers = await ensureAll("absent");
    expectUsable(answers);
    expect(outcomes(answers).filter((outcome) => outcome === "created")).to.have.length(1);
    for (const outcome of outcomes(answers)) expect(["created", "existed", "updated"]).to.include(outcome);
  });

  it("create one, where the one of that name is being deleted", async function () {
    this.timeout(60_000);
    await dynamodb.send("DeleteTable", { TableName: "absent" });
    const answers = await ensureAll("absent");
    expectUsable(answers);
    expect(outcomes(answers).filter((outcome) => outcome === "created")).to.have.length(1);
  });

  it("wait for one that is being changed", async function () {
    this.timeout(60_000);
    const change = { StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } };
    await dynamodb.send("UpdateTable", { TableName: "absent", ...change });
    const answers = await ensureAll("absent");
    expectUsable(answers);
    expect(new Set(outcomes(answers))).to.deep.equal(new Set(["existed"]));
  });

  it("change one that differs, together", async function () {
    this.timeout(60_000);
    const changes = { tableClass: "STANDARD_INFREQUENT_ACCESS", tags: { team: "a" }, ifDifferent: "update" } as const;
    const answers = await ensureAll("absent", { ...definition, ...changes });
    expectUsable(answers);
    for (const outcome of outcomes(answers)) expect(["updated", "existed"]).to.include(outcome);
    expect(outcomes(answers)).to.include("updated");
  });

  it("create one, when one in five of them is killed", async function () {
    this.timeout(60_000);
    const ensuring = ensureAll("killed");
    const doomed = processes.filter((_, place) => place % 5 === 0);
    await Promise.all(
      doomed.map(async (each) => {
        await setTimeout(Math.random() * 1_500);
        each.kill("SIGKILL");
      }),
    );
    const answers = await ensuring;
    expectUsable(answers);
    expect(answers.filter((answer) => answer !== undefined)).to.have.length.within(COUNT - doomed.length, COUNT);
    const { body } = await dynamodb.send("DescribeTimeToLive", { TableName: "killed" });
    expect(body).to.have.nested.property("TimeToLiveDescription.AttributeName", "expires");
  });
});
