import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import type { Call } from "../../../src/dynamodb/operations.js";
import { WaitTimeoutError } from "../../../src/errors.js";
import { Deadline } from "../../../src/procedure/deadline.js";
import { type Procedure, resume } from "../../../src/procedure/procedure.js";
import type { TableContext } from "../../../src/table/context.js";
import type { WaitProgress } from "../../../src/table/wait/options.js";
import { waitUntilActive } from "../../../src/table/wait/wait-for-table.js";
import { resolveWait } from "../../../src/table/wait/wait-settings.js";

const table = (index: object = {}): TableDescription => ({
  TableName: "docs",
  TableStatus: "ACTIVE",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "shop", AttributeType: "N" },
  ],
  VectorIndexes: [{ IndexName: "by-meaning", IndexStatus: "ACTIVE", Dimensions: 3, ...index }],
});
const WITH_KEY = { SearchSchema: [{ AttributeName: "shop", SearchSchemaElementType: "HASH" }] };

function failure(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const NOT_THERE = failure("ValidationException", "The table does not have the specified index: by-meaning");
const BACKFILLING = failure("ValidationException", "Cannot search backfilling vector index: by-meaning");

/** A wait for a table that is always described alike, and whose searches are answered one after the other. */
class Wait {
  readonly calls: Call[] = [];
  readonly progress: WaitProgress[] = [];
  #now = 0;

  constructor(
    readonly description: TableDescription,
    readonly answers: unknown[],
  ) {}

  get searches(): Call[] {
    return this.calls.filter(({ operation }) => operation === "SearchVectors");
  }

  run(until: "indexes" | "settled"): TableDescription {
    const context: TableContext = {
      now: () => this.#now,
      timeOfDay: () => this.#now,
      ...{ isLoopback: false, isOneOfMany: false, waitAdvice: undefined },
      ...{ noteCreated: () => {}, noteKnown: () => {}, mayAppear: () => false, allowFor: () => {} },
    };
    const wait = resolveWait({ until, timeoutSeconds: 60, onProgress: (state) => this.progress.push(state) });
    return this.#perform(waitUntilActive(context, "docs", wait, new Deadline(wait.timeoutMs, () => this.#now)));
  }

  #perform<T>(procedure: Procedure<T>): T {
    let turn = resume(procedure);
    while (turn.done !== true) {
      const step = turn.value;
      if (step.kind === "pause") {
        this.#now += step.ms;
        turn = resume(procedure);
        continue;
      }
      this.calls.push(step.call);
      const answer = step.call.operation === "DescribeTable" ? { Table: this.description } : this.answers.shift();
      turn = resume(
        procedure,
        answer instanceof Error ? { status: "rejected", reason: answer } : { status: "fulfilled", value: answer },
      );
    }
    return turn.value;
  }
}

describe("a wait until a table with a vector index is settled", () => {
  it("searches the index until DynamoDB does not refuse that", () => {
    const wait = new Wait(table(), [NOT_THERE, BACKFILLING, { SearchResults: [] }]);
    expect(wait.run("settled").TableName).to.equal("docs");
    expect(wait.searches).to.have.length(3);
    expect(wait.progress.map(({ pending }) => pending)).to.deep.equal([
      ["index by-meaning to be searchable"],
      ["index by-meaning to be searchable"],
      [],
    ]);
    expect(wait.progress.at(-1)).to.deep.include({
      polls: 6,
      indexes: [{ indexName: "by-meaning", status: "ACTIVE", backfilling: false }],
    });
  });

  it("searches by a vector of the index' length, and by a partition key where it has one", () => {
    const plain = new Wait(table(), [{}]);
    const keyed = new Wait(table(WITH_KEY), [{}]);
    plain.run("settled");
    keyed.run("settled");
    const search = {
      TableName: "docs",
      IndexName: "by-meaning",
      SearchVector: [{ N: "1" }, { N: "0" }, { N: "0" }],
      TopK: 1,
    };
    expect(plain.searches.map(({ input }) => input)).to.deep.equal([search]);
    expect(keyed.searches.map(({ input }) => input)).to.deep.equal([
      {
        ...search,
        SearchConditionExpression: "#key = :value",
        ExpressionAttributeNames: { "#key": "shop" },
        ExpressionAttributeValues: { ":value": { N: "0" } },
      },
    ]);
  });

  it("does not search before all else is ready, nor with until: indexes", () => {
    const backfilling = new Wait(table({ Backfilling: true }), []);
    expect(() => backfilling.run("settled")).to.throw("was not usable within 60 s");
    expect(backfilling.searches).to.deep.equal([]);
    const usable = new Wait(table(), []);
    usable.run("indexes");
    expect(usable.searches).to.deep.equal([]);
  });

  it("ends where the caller may not search, or the endpoint cannot", () => {
    for (const error of [
      failure("AccessDeniedException", "not authorized to perform: dynamodb:SearchVectors"),
      failure("UnknownOperationException", ""),
    ]) {
      const wait = new Wait(table(), [error]);
      wait.run("settled");
      expect(wait.searches).to.have.length(1);
    }
  });

  it("goes on after a temporary error, and has it in its progress", () => {
    const wait = new Wait(table(), [failure("ThrottlingException", "slow down"), {}]);
    wait.run("settled");
    expect(wait.progress.map(({ error }) => error?.message)).to.deep.equal(["slow down", undefined, undefined]);
  });

  it("says in its error what it has waited for", () => {
    const wait = new Wait(
      table(),
      Array.from({ length: 100 }, () => NOT_THERE),
    );
    try {
      wait.run("settled");
      expect.fail("no error");
    } catch (error) {
      expect(error).to.be.instanceOf(WaitTimeoutError).and.include({ cause: NOT_THERE });
    }
  });
});
