import { expect } from "chai";
import type { Call } from "../../src/dynamodb/operations.js";
import { BulkTimeoutError } from "../../src/errors.js";
import { BatchWriter, type BulkWrite } from "../../src/items/batch-writer.js";
import { Progress } from "../../src/items/progress.js";
import { RequestFlow } from "../../src/items/request-flow.js";
import { SegmentScan } from "../../src/items/segment-scan.js";

const named = (name: string) => Object.assign(new Error(name), { name });
const throttled = named("ThrottlingException");
const unavailable = Object.assign(named("InternalServerError"), { $metadata: { httpStatusCode: 500 } });

interface Posted {
  readonly id: number;
  readonly call: Call;
  readonly ms: number;
}

/** The requests of a flow, which the test answers, and its clock. */
class Running {
  ms = 0;
  readonly posted: Posted[] = [];
  readonly progress: Progress;
  readonly flow: RequestFlow;
  #lastId = 0;

  constructor(timeoutSeconds?: number) {
    const now = () => this.ms;
    this.progress = new Progress({ tableName: "users", now, onProgress: undefined });
    const post = (call: Call) => {
      this.posted.push({ id: ++this.#lastId, call, ms: this.ms });
      return this.#lastId;
    };
    this.flow = new RequestFlow({ now, post }, { tableName: "users", progress: this.progress, timeoutSeconds });
  }

  /** A writer, and the batches that it is given. */
  writer(options: { readonly concurrency?: number; readonly maxUnitsPerSecond?: number } = {}): BatchWriter {
    const { concurrency = 16, maxUnitsPerSecond } = options;
    const plan = { tableName: "users", keyNames: ["pk"], concurrency, maxUnitsPerSecond };
    return new BatchWriter(this.flow, plan, this.progress);
  }

  /** The requests since the last call. */
  news(): Posted[] {
    this.flow.send();
    return this.posted.splice(0);
  }

  answer({ id }: Posted, value: object = {}): void {
    this.flow.complete(id, { status: "fulfilled", value });
  }

  refuse({ id }: Posted, reason: unknown): void {
    this.flow.complete(id, { status: "rejected", reason });
  }

  /** Lets the time pass until a request is sent, and returns it. */
  next(): Posted {
    for (let turns = 0; turns < 10; turns++) {
      const [first, ...others] = this.news();
      this.posted.unshift(...others);
      if (first !== undefined) return first;
      const { wakeAt } = this.flow;
      if (wakeAt === undefined) throw new Error("nothing waits to be sent");
      this.ms = Math.max(this.ms, wakeAt);
    }
    throw new Error("nothing is sent");
  }
}

const write = (place: number, bytes = 100, key = String(place)): BulkWrite => ({
  request: { PutRequest: { Item: { pk: { S: key }, place: { N: String(place) } } } },
  bytes,
  items: 1,
  place,
});
const placesIn = ({ call }: Posted) =>
  (Object(call.input).RequestItems.users as { readonly PutRequest: { readonly Item: { place: { N: string } } } }[]).map(
    ({ PutRequest }) => Number(PutRequest.Item.place.N),
  );
const fill = (writer: BatchWriter, count: number, bytes?: number) => {
  for (let place = 1; place <= count; place++) expect(writer.add(write(place, bytes))).to.equal(true);
  writer.flush();
};
const consumed = (CapacityUnits: number) => ({ ConsumedCapacity: [{ CapacityUnits }] });

describe("the requests of a call on all items", () => {
  it("are more at a time while DynamoDB accepts all, up to the concurrency", () => {
    const running = new Running();
    fill(running.writer({ concurrency: 9 }), 25 * 60);
    let underWay = running.news();
    expect(underWay).to.have.lengthOf(4);
    for (let turn = 0; turn < 20; turn++) {
      const [first, ...others] = underWay;
      if (first) running.answer(first);
      underWay = [...others, ...running.news()];
    }
    expect(underWay).to.have.lengthOf(9);
  });

  it("are sent again after a refusal, one first, after pauses that grow to five seconds, without an end", () => {
    const running = new Running();
    fill(running.writer(), 100);
    for (const each of running.news()) running.refuse(each, throttled);
    const times: number[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const each = running.next();
      expect(running.news()).to.deep.equal([]);
      times.push(each.ms);
      running.refuse(each, throttled);
    }
    const pauses = times.map((ms, place) => ms - (times[place - 1] ?? 0));
    expect(pauses[0]).to.be.within(25, 50);
    expect(pauses[3]).to.be.within(200, 400);
    for (const pause of pauses.slice(10)) expect(pause).to.be.within(2_500, 5_000);
    expect(running.progress.refusals).to.equal(34);
    running.answer(running.next());
    expect(running.news()).to.have.lengthOf(2);
  });

  it("throw once the time of the call is over, with the last refusal", () => {
    const running = new Running(60);
    fill(running.writer(), 25);
    for (let turn = 0; turn < 100; turn++) {
      try {
        running.refuse(running.next(), throttled);
      } catch (error) {
        expect(error)
          .to.be.instanceOf(BulkTimeoutError)
          .and.include({ items: 0, elapsedSeconds: 60, cause: throttled });
        return;
      }
    }
    expect.fail("no error");
  });

  it("throw an error that does not pass at once, and one of the endpoint after a minute", () => {
    const running = new Running();
    fill(running.writer(), 25);
    const denied = named("AccessDeniedException");
    const [first] = running.news();
    expect(() => first && running.refuse(first, denied)).to.throw(denied);
    const other = new Running();
    fill(other.writer(), 25);
    expect(() => {
      for (;;) other.refuse(other.next(), unavailable);
    }).to.throw(unavailable);
    expect(other.ms).to.be.within(60_000, 66_000);
  });

  it("consume no more capacity units in a second than they may", () => {
    for (const maxUnitsPerSecond of [1, 40, 1_000]) {
      const running = new Running();
      fill(running.writer({ maxUnitsPerSecond }), 25 * 200);
      let units = 0;
      for (let turn = 0; turn < 200; turn++) {
        running.answer(running.next(), consumed(25));
        units += 25;
        running.ms += 3;
      }
      // The first request and the last one, and what is made up for after late timers.
      expect(units - 50).to.be.at.most(maxUnitsPerSecond * (running.ms / 1000 + 0.25));
      expect(units).to.be.at.least(maxUnitsPerSecond * (running.ms / 1000) * 0.9);
    }
  });
});

describe("a batch writer", () => {
  it("sends 25 items, or a megabyte of them, in a request", () => {
    const running = new Running();
    fill(running.writer(), 30);
    expect(running.news().map(placesIn)).to.have.deep.members([
      Array.from({ length: 25 }, (_, index) => index + 1),
      [26, 27, 28, 29, 30],
    ]);
    const large = new Running();
    fill(large.writer(), 5, 400_000);
    expect(large.news().map(placesIn)).to.deep.equal([[1, 2], [3, 4], [5]]);
  });

  it("is full before it holds many batches, or many bytes", () => {
    const running = new Running();
    const writer = running.writer({ concurrency: 2 });
    let count = 0;
    while (!writer.isFull) writer.add(write(++count));
    expect(count).to.equal(75);
    const other = new Running().writer();
    for (count = 0; !other.isFull; ) other.add(write(++count, 400_000));
    expect(count).to.be.within(20, 25);
  });

  it("sends again what is unprocessed, and only that", () => {
    const running = new Running();
    const writer = running.writer();
    fill(writer, 25);
    const [first] = running.news();
    if (first) running.answer(first, { UnprocessedItems: { users: [write(3).request, write(9).request] } });
    expect(running.progress).to.include({ items: 23, refusals: 1 });
    expect(writer.firstUnwritten).to.equal(3);
    const again = running.next();
    expect(placesIn(again)).to.deep.equal([3, 9]);
    running.answer(again);
    expect(writer).to.include({ isIdle: true, firstUnwritten: undefined });
    expect(running.progress.items).to.equal(25);
  });

  it("never has two writes of an item under way", () => {
    const running = new Running();
    const writer = running.writer();
    expect(writer.add(write(1, 100, "a"))).to.equal(true);
    expect(writer.add(write(2, 100, "b"))).to.equal(true);
    expect(writer.add(write(3, 100, "a"))).to.equal(true);
    writer.flush();
    const first = running.next();
    expect(placesIn(first)).to.deep.equal([3, 2]);
    expect(writer.firstUnwritten).to.equal(1);
    expect(writer.add(write(4, 100, "c"))).to.equal(true);
    expect(writer.add(write(5, 100, "b"))).to.equal(false);
    expect(placesIn(running.next())).to.deep.equal([4]);
    running.answer(first, { UnprocessedItems: { users: [write(2, 100, "b").request] } });
    expect(writer.add(write(5, 100, "b"))).to.equal(false);
    running.answer(running.next());
    expect(running.progress.items).to.equal(3);
    expect(writer.add(write(5, 100, "b"))).to.equal(true);
  });
});

describe("a scan in segments", () => {
  const scanOf = (running: Running, options: Partial<ConstructorParameters<typeof SegmentScan>[1]> = {}) =>
    new SegmentScan(running.flow, {
      ...{ tableName: "users", positions: ["start", "start", "end", { pk: { S: "k" } }, "start", "start"] },
      ...{ consistentRead: false, maxUnitsPerSecond: undefined, ...options },
    });
  const segmentOf = ({ call }: Posted) => Object(call.input).Segment;
  const page = (...keys: readonly string[]) => ({ Items: keys.map((pk) => ({ pk: { S: pk } })) });

  it("reads a few pages ahead, the segments in turn, each from its position", () => {
    const running = new Running();
    const scan = scanOf(running);
    scan.readAhead();
    const first = running.news();
    expect(first.map(segmentOf)).to.deep.equal([0, 1, 3, 4]);
    expect(first.map(({ call }) => Object(call.input).ExclusiveStartKey?.pk.S)).to.deep.equal([
      ...[undefined, undefined, "k", undefined],
    ]);
    for (const each of first) running.answer(each, { ...page("a"), LastEvaluatedKey: { pk: { S: "z" } } });
    scan.readAhead();
    expect(running.news()).to.deep.equal([]);
    expect(scan.nextPage()).to.deep.equal({ segment: 0, items: page("a").Items, next: { pk: { S: "z" } } });
    scan.readAhead();
    expect(running.news().map(segmentOf)).to.deep.equal([5]);
  });

  it("has smaller pages where few units may be consumed", () => {
    const running = new Running();
    const scan = scanOf(running, { positions: ["start"], maxUnitsPerSecond: 10 });
    scan.readAhead();
    const first = running.next();
    expect(first.call.input).to.include({ Limit: 10 });
    const LastEvaluatedKey = { pk: { S: "z" } };
    running.answer(first, { Items: [], ScannedCount: 10, ConsumedCapacity: { CapacityUnits: 0.5 }, LastEvaluatedKey });
    scan.readAhead();
    expect(running.next().call.input).to.include({ Limit: 200 });
  });
});
