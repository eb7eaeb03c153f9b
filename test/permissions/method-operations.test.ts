import { expect } from "chai";
import { DynamoClient, Model, ModelIndex, ModelVectorIndex } from "../../src/index.js";
import {
  METHOD_OPERATIONS,
  type MethodName,
  operationsOf,
  type SentOperation,
} from "../../src/permissions/method-operations.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { BACKUP_CALLS } from "./backup-calls.js";
import { ITEM_CALLS } from "./item-calls.js";
import { manyOf } from "./many-calls.js";
import type { MethodCall } from "./method-call.js";
import { TABLE_CALLS } from "./table-calls.js";

const CALLS = [...BACKUP_CALLS, ...TABLE_CALLS, ...TABLE_CALLS.flatMap(manyOf), ...ITEM_CALLS];
const METHODS = Object.keys(METHOD_OPERATIONS) as MethodName[]; // its own keys

/** The methods of an object that have a blocking twin, inherited ones too: those that send requests. */
function methodsWithTwins(owner: object | null): string[] {
  if (owner === null) return [];
  const methods = Object.entries(Object.getOwnPropertyDescriptors(owner)).filter(
    ([, { value }]) => typeof value === "function",
  );
  const twins = methods.flatMap(([name]) => /^sync([A-Z]\w*)$/.exec(name)?.[1] ?? []);
  const names = twins.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  return [...names, ...methodsWithTwins(Object.getPrototypeOf(owner))];
}

function titleOf({ method, options = {}, scenario: { tables, faults } = {}, before }: MethodCall): string {
  const given = Object.entries(options).map(([name, value]) =>
    typeof value === "object" ? name : `${name}: ${value}`,
  );
  const isThere = tables !== undefined || before !== undefined;
  return `${method}(${given.join(", ")}) ${isThere ? "on a table" : "without a table"}${faults ? ", with a lost answer" : ""}`;
}

/** Whether a call can have sent an operation because of this option, and of no other. */
function isReason({ options = {} }: MethodCall, sent: SentOperation, option: string | undefined): boolean {
  const nameOf = (text: string) => text.replace(/:.*/, "");
  if (option === undefined) return true;
  const others = (sent.options ?? []).filter((other) => other !== option);
  return nameOf(option) in options && !others.some((other) => nameOf(other) in options);
}

describe("the operations of methods", () => {
  let dynamodb: ScriptedDynamoDB;
  /** The operations that each call has sent. */
  const sentBy = new Map<MethodCall, ReadonlySet<string>>();

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  for (const [place, each] of CALLS.entries()) {
    it(`are all listed that call ${place + 1} sends: ${titleOf(each)}`, async () => {
      dynamodb.startScenario(each.scenario);
      const client = dynamodb.client();
      await each.before?.(client);
      const { length } = dynamodb.requests();
      const calling = each.call(client);
      await (each.mayFail ? calling.catch(() => undefined) : calling);
      const sent = dynamodb.requests().slice(length);
      sentBy.set(each, new Set(sent.map(({ operation }) => operation)));
      const listed = operationsOf(each.method, { ...each.options }).map(({ operation }): string => operation);
      for (const { operation } of sent) expect(listed).to.include(operation);
    });
  }

  for (const method of METHODS) {
    it(`are all sent that are listed for ${method}, by calls with each of the options`, () => {
      const calls = CALLS.filter((call) => call.method === method);
      const isSent = (sent: SentOperation, option?: string) =>
        calls.some((call) => sentBy.get(call)?.has(sent.operation) && isReason(call, sent, option));
      const unsent = operationsOf(method).flatMap((sent) =>
        (sent.options ?? [undefined])
          .filter((option) => !isSent(sent, option))
          .map((option) => [sent.operation, option]),
      );
      expect(unsent).to.deep.equal([]);
    });
  }

  it("are listed for every method that sends requests", () => {
    const owners = [DynamoClient.prototype, Model, Model.prototype, ModelIndex.prototype, ModelVectorIndex.prototype];
    expect([...new Set(owners.flatMap(methodsWithTwins))].toSorted()).to.deep.equal(METHODS.toSorted());
  });
});
