import { expect } from "chai";
import fc from "fast-check";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import { stream } from "../../../support/emulated-tables.js";
import { ItemRequests } from "../../../support/item-requests.js";
import { plain } from "../../../support/item-tables.js";
import type { StreamRecord } from "../../../support/stream-reader.js";

const RUNS = { seed: 20_120_810, numRuns: 100 };
const MINUTE = 60_000;
const TableName = "plain";

/** One write of a random item. `n` is also when the item expires, in units of ten minutes. */
interface Write {
  readonly kind: "put" | "update" | "delete";
  readonly id: number;
  readonly n: number;
}

const write = fc.record<Write>({
  kind: fc.constantFrom("put", "update", "delete"),
  id: fc.nat(4),
  n: fc.nat(3),
});
const step = fc.record({
  how: fc.constantFrom("alone", "batch", "transaction"),
  writes: fc.uniqueArray(write, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
  minutes: fc.nat(14), // an iterator can be used for 15
});

const keyOf = ({ id }: Write): Item => ({ pk: { S: String(id) } });
const itemOf = (each: Write): Item => ({ ...keyOf(each), n: { N: String(each.n) }, ttl: expiryOf(each) });
const expiryOf = ({ n }: Write) => ({ N: String(n * 600) });

function actionOf(each: Write): object {
  if (each.kind === "put") return { Put: { TableName, Item: itemOf(each) } };
  if (each.kind === "delete") return { Delete: { TableName, Key: keyOf(each) } };
  return {
    Update: {
      TableName,
      Key: keyOf(each),
      UpdateExpression: "SET n = :n, #ttl = :ttl",
      ExpressionAttributeNames: { "#ttl": "ttl" },
      ExpressionAttributeValues: { ":n": { N: String(each.n) }, ":ttl": expiryOf(each) },
    },
  };
}

/** A table with a stream, and time to live. */
class StreamedTable {
  readonly requests = new ItemRequests({ ...plain, ...stream("NEW_AND_OLD_IMAGES") });
  /** What a reader of the stream knows of the table. */
  readonly copy = new Map<string, Item>();
  #iterator: string;

  constructor() {
    const specification = { Enabled: true, AttributeName: "ttl" };
    this.requests.ask("UpdateTimeToLive", { TableName, TimeToLiveSpecification: specification });
    const { LatestStreamArn: StreamArn } = this.requests.ask("DescribeTable", { TableName })["Table"] as Json;
    const { StreamDescription } = this.requests.ask("DescribeStream", { StreamArn });
    const { Shards } = StreamDescription as { Shards: [{ ShardId: string }] };
    const start = { StreamArn, ShardId: Shards[0].ShardId, ShardIteratorType: "TRIM_HORIZON" };
    this.#iterator = String(this.requests.ask("GetShardIterator", start)["ShardIterator"]);
  }

  execute(how: string, writes: readonly Write[]): void {
    const actions = writes.map(actionOf);
    if (how === "transaction") this.requests.ask("TransactWriteItems", { TransactItems: actions });
    else if (how === "batch" && writes.every(({ kind }) => kind !== "update")) this.#batch(writes);
    else {
      for (const action of actions)
        for (const [name, input] of Object.entries(action)) this.requests.ask(`${name}Item`, input as object);
    }
  }

  /** Reads one page, and changes the copy. The old images have to be what the copy has. */
  read(Limit: number): number {
    const answer = this.requests.ask("GetRecords", { ShardIterator: this.#iterator, Limit });
    this.#iterator = String(answer["NextShardIterator"]);
    const records = answer["Records"] as readonly StreamRecord[];
    for (const { eventName, dynamodb } of records) {
      const id = JSON.stringify(dynamodb.Keys);
      const known = this.copy.get(id);
      expect(dynamodb.OldImage).to.deep.equal(known);
      expect(eventName).to.equal(known === undefined ? "INSERT" : dynamodb.NewImage ? "MODIFY" : "REMOVE");
      expect(dynamodb.NewImage).not.to.deep.equal(known);
      if (dynamodb.NewImage) this.copy.set(id, dynamodb.NewImage);
      else this.copy.delete(id);
    }
    return records.length;
  }

  items(): Item[] {
    return this.requests.ask("Scan", { TableName })["Items"] as Item[];
  }

  #batch(writes: readonly Write[]): void {
    const requests = writes.map((each) =>
      each.kind === "put" ? { PutRequest: { Item: itemOf(each) } } : { DeleteRequest: { Key: keyOf(each) } },
    );
    this.requests.ask("BatchWriteItem", { RequestItems: { [TableName]: requests } });
  }
}

describe("a reader of a stream", () => {
  it("has the items of the table after each page that is the last one, whatever is written and expires", () => {
    const agrees = fc.property(fc.array(step, { maxLength: 15 }), fc.integer({ min: 1, max: 5 }), (steps, limit) => {
      const table = new StreamedTable();
      for (const { how, writes, minutes } of steps) {
        table.execute(how, writes);
        table.requests.now += minutes * MINUTE + 1;
        const items = table.items(); // what has expired is deleted
        while (table.read(limit) === limit);
        expect([...table.copy.values()]).to.have.deep.members(items);
      }
    });
    fc.assert(agrees, RUNS);
  });
});
