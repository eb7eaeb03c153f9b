import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { OPERATION_NAMES } from "../../../src/dynamodb/operation-names.js";
import { AwsError } from "../../../src/testing/control-plane/aws-error.js";
import { contentsOf } from "../../../src/testing/items/snapshot.js";
import type { TableStore } from "../../../src/testing/items/store/table-store.js";
import { type Answer, Emulator } from "../../../src/testing/server/emulator.js";
import { parseBody } from "../../../src/testing/server/request-body.js";
import { EmulatorServer } from "../../../src/testing/server/server.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { indexed, plain } from "../../support/item-tables.js";
import { KnownStreams } from "../../support/known-streams.js";
import { RandomChoices } from "../../support/random-choices.js";
import { randomRequest, TEMPLATES } from "../../support/random-requests.js";
import { withMistakes } from "../../support/request-noise.js";
import { SIGNATURE } from "../../support/signature.js";
import { definition } from "../../support/table-requests.js";

/** A failure names it. Others: SEED=7 npx mocha -g "random requests". */
const SEED = Number(process.env["SEED"] ?? 20_120_810);
/** Milliseconds of processor time: far longer than any of them takes. */
const MAX_MS = 1_000;

const PROBE = { probe: { S: "x" } };

interface RandomBody {
  readonly operation: string;
  readonly body: string;
}

/** The operations that an emulator supports. Those on items are more frequent. */
function operationsOf(emulator: Emulator): string[] {
  const all = [...new Set([...OPERATION_NAMES, ...Object.keys(TEMPLATES)])].filter((name) => emulator.supports(name));
  const onItems = all.filter((name) => /Item|Query|Scan|Search|Statement|Transact/.test(name));
  return [...all, ...onItems, ...onItems, ...onItems, "CreateTable", "UpdateTable", "UpdateTable"];
}

function* bodies(
  random: RandomChoices,
  operations: readonly string[],
  count: number,
  streams = new KnownStreams(),
): Generator<RandomBody> {
  for (let place = 0; place < count; place += 1) {
    const operation = random.from(operations);
    const input = randomRequest(random, operation, streams);
    yield { operation, body: random.oneIn(3) ? withMistakes(random, input) : JSON.stringify(input) };
  }
}

function answer(emulator: Emulator, { operation, body }: RandomBody): Answer {
  try {
    return emulator.answer(operation, parseBody(Buffer.from(body)));
  } catch (error) {
    if (error instanceof AwsError) return { status: error.status, body: JSON.stringify(error) };
    throw error;
  }
}

describe("random requests", () => {
  const described = ({ operation, body }: RandomBody) => `seed ${SEED}: ${operation} ${body.slice(0, 2_000)}`;

  it("leave an emulator answering, without internal errors and in bounded time", async () => {
    const random = new RandomChoices(SEED);
    let now = 0;
    const emulator = new Emulator({ latency: 0.01 }, () => now);
    const ask = (operation: string, input: object) => emulator.answer(operation, { ...input });
    for (const table of [plain, indexed, definition("probe")]) ask("CreateTable", table);
    now += 1_000; // the tables are ACTIVE
    const counts = { answered: 0, refused: 0 };
    const operations = operationsOf(emulator);
    const streams = new KnownStreams();
    for (const request of bodies(random, operations, 10_000, streams)) {
      now += random.below(20);
      const start = process.cpuUsage();
      let answered: Answer;
      try {
        answered = answer(emulator, request);
      } catch (cause) {
        throw new Error(described(request), { cause });
      }
      const { status, body } = answered;
      const { user, system } = process.cpuUsage(start);
      if ((user + system) / 1_000 > MAX_MS) throw new Error(`slow: ${described(request)}`);
      expect(status === 200 || status === 400, `${status} ${described(request)}`).to.equal(true);
      const content = JSON.parse(body || "{}") as Record<string, unknown>;
      if (status === 400) expect(content["__type"], described(request)).to.match(/^com\.amazon.*#\w+Exception$/);
      counts[status === 200 ? "answered" : "refused"] += 1;
      if (status === 200 && /Stream|Shard|Records|UpdateTable/.test(request.operation)) streams.note(body);
      if (random.oneIn(200)) expectAlive(ask);
    }
    expect(Math.min(counts.answered, counts.refused), JSON.stringify(counts)).to.be.above(2_000);
    now += 10; // a saved state has the writes that replicas receive within this time
    await expectSameState(emulator, () => now);
  }).timeout(60_000);

  /** Saves and loads the state, which creates all indexes anew: they have as many items as before. */
  async function expectSameState(emulator: Emulator, clock: () => number): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-random-"));
    const path = join(folder, "state");
    const loaded = new Emulator({}, clock);
    await (await StateFile.load(path, new Emulator({}, clock).loader())).save(emulator.state());
    await StateFile.load(path, loaded.loader());
    rmSync(folder, { recursive: true });
    const [before, after] = [emulator.snapshot(), loaded.snapshot()];
    for (const [name, store] of after) {
      const counts = (of: TableStore | undefined) =>
        [
          ...Array.from(of?.indexes ?? [], ([index, { items }]) => [index, items.count, items.bytes]),
          ...Array.from(of?.vectorIndexes ?? [], ([index, items]) => [index, items.count, items.bytes]),
        ].toSorted();
      expect(counts(store), `seed ${SEED}: ${name}`).to.deep.equal(counts(before.get(name)));
      expect(store.items.count).to.equal(before.get(name)?.items.count);
      expect(contentsOf(new Map([[name, store]]))[name]).to.deep.equal(contentsOf(before)[name]);
    }
  }

  function expectAlive(ask: (operation: string, input: object) => Answer): void {
    const Item = { pk: { S: "a" }, ...PROBE };
    expect(ask("PutItem", { TableName: "probe", Item }).body).to.equal("{}");
    const { body } = ask("GetItem", { TableName: "probe", Key: { pk: { S: "a" } } });
    expect(JSON.parse(body)).to.deep.equal({ Item });
    const probe: Record<string, unknown> = {};
    expect([probe["S"], probe["M"], Object.keys(Object.prototype)]).to.deep.equal([undefined, undefined, []]);
  }

  it("leave a server answering", async () => {
    const random = new RandomChoices(SEED);
    const server = new EmulatorServer({});
    server.onRequest = () => {};
    const endpoint = `http://127.0.0.1:${await server.listen(0)}`;
    const post = async (operation: string, body: string) => {
      const headers = { ...SIGNATURE, "x-amz-target": `DynamoDB_20120810.${operation}` };
      const response = await fetch(endpoint, { method: "POST", headers, body });
      return { status: response.status, text: await response.text() };
    };
    for (const table of [plain, indexed]) await post("CreateTable", JSON.stringify(table));
    for (const request of bodies(random, operationsOf(server.emulator), 500)) {
      const { status } = await post(request.operation, request.body);
      expect(status === 200 || status === 400, `${status} ${described(request)}`).to.equal(true);
    }
    expect((await post("ListTables", "{}")).status).to.equal(200);
    await server.close();
  }).timeout(30_000);
});
