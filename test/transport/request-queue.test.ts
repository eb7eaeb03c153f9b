import { expect } from "chai";
import { connectBlocking } from "../../src/transport/choose-engine.js";
import { loadSdk } from "../../src/transport/sdk.js";
import { SdkTransport } from "../../src/transport/sdk-transport.js";
import type { Completion } from "../../src/transport/transport.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const describeTable = (TableName: string) => ({ operation: "DescribeTable", input: { TableName } }) as const;
const slow = (tableName: string, delayMs: number) => ({ kind: "slow", tableName, delayMs }) as const;

/** The number of a request that has ended, and its outcome. */
function outcomeOf(completion: Completion | undefined) {
  return completion && [completion.id, completion.result.status];
}

describe("a queue of requests", () => {
  let dynamodb: ScriptedDynamoDB;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => dynamodb.startScenario({ tables: { first: {}, second: {} }, faults: [slow("first", 700)] }));

  after(() => dynamodb.stop());

  for (const engine of ["worker", "deasync"] as const) {
    describe(`of the ${engine} engine`, () => {
      it("returns requests in the order in which they end, errors too, and requests that are posted later", () => {
        const connection = connectBlocking({ config: dynamodb.config }, { engine });
        const queue = connection.startCall().openQueue();
        expect([
          queue.post(describeTable("first"), undefined),
          queue.post(describeTable("nowhere"), undefined),
        ]).to.deep.equal([1, 2]);
        expect(outcomeOf(queue.next())).to.deep.equal([2, "rejected"]);
        queue.post(describeTable("second"), undefined);
        expect(outcomeOf(queue.next())).to.deep.equal([3, "fulfilled"]);
        expect(queue.next(performance.now() + 10)).to.equal(undefined);
        expect(outcomeOf(queue.next())).to.deep.equal([1, "fulfilled"]);
        queue.close();
        connection.destroy();
      });

      it("observes the limit of each request, and the limit of the call", () => {
        dynamodb.startScenario({ tables: { first: {} }, faults: [slow("first", Number.POSITIVE_INFINITY)] });
        const connection = connectBlocking({ config: dynamodb.config }, { engine, timeoutSeconds: 1 });
        const queue = connection.startCall().openQueue();
        queue.post(describeTable("first"), 50);
        const late = queue.next();
        expect(late?.result).to.have.nested.property("reason.name", "RequestTimeoutError");
        dynamodb.startScenario({ tables: { first: {} }, faults: [slow("first", Number.POSITIVE_INFINITY)] });
        queue.post(describeTable("first"), undefined);
        expect(() => queue.next())
          .to.throw("DescribeTable")
          .with.property("name", "SyncTimeoutError");
        queue.close();
        connection.destroy();
      });
    });
  }

  it("of async calls ends with its signal, and aborts requests in progress when it is closed", async () => {
    const transport = new SdkTransport({ config: dynamodb.config }, { load: loadSdk });
    const stop = new AbortController();
    const queue = transport.openQueue({ signal: stop.signal });
    queue.post(describeTable("first"), undefined);
    const next = queue.next();
    stop.abort(new Error("enough"));
    expect(await next.catch(String)).to.equal("Error: enough");
    queue.close();
    transport.destroy();
  });

  it("of async calls ends with its client", async () => {
    const transport = new SdkTransport({ config: dynamodb.config }, { load: loadSdk });
    const queue = transport.openQueue();
    const paused = queue.next(transport.now() + 60_000);
    transport.destroy();
    expect(await paused.catch(String)).to.match(/destroyed/);
  });
});
