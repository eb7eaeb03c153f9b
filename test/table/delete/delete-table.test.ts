import { expect } from "chai";
import type { OperationName } from "../../../src/dynamodb/operations.js";
import { Deadline } from "../../../src/procedure/deadline.js";
import { deleteTable } from "../../../src/table/delete/delete-table.js";
import { resolveWait } from "../../../src/table/wait/wait-settings.js";
import { SimulatedTables } from "../../support/simulated-tables.js";

type Answer = object | Error;

const failure = Object.assign(new Error("no answer"), { name: "TimeoutError" });
const table = (TableId: string, TableStatus = "ACTIVE") => ({ Table: { TableName: "users", TableId, TableStatus } });

/** Deletes the table with the id "first", with these answers. Returns the operations that were sent, and the result. */
function deleteFirst(answers: readonly (readonly [OperationName, Answer])[]) {
  const { context } = new SimulatedTables();
  const limits = resolveWait({ timeoutSeconds: 60 });
  const deletion = {
    limits,
    deadline: new Deadline(limits.timeoutMs, context.now),
    waits: false,
    ifExists: false,
    disableProtection: false,
    keepsFinalBackup: true,
    expectTableId: "first",
  };
  const procedure = deleteTable(context, "users", deletion);
  const left = [...answers];
  let turn = procedure.next();
  while (turn.done !== true) {
    const step = turn.value;
    if (step.kind === "pause") turn = procedure.next();
    else {
      const [operation, answer] = left.shift() ?? [];
      expect(step.call.operation).to.equal(operation);
      turn = answer instanceof Error ? procedure.throw(answer) : procedure.next(answer);
    }
  }
  expect(left).to.deep.equal([]);
  return turn.value;
}

describe("deleting the table with an id", () => {
  it("does not delete the table that was created while the answer was lost", () => {
    const deleted = deleteFirst([
      ["DescribeTable", table("first")],
      ["DeleteTable", failure],
      ["DescribeTable", failure],
      ["DescribeTable", table("second")],
    ]);
    expect(deleted?.TableStatus).to.equal("DELETING");
  });

  it("sends the request again as long as it is there", () => {
    const deleted = deleteFirst([
      ["DescribeTable", table("first")],
      ["DeleteTable", failure],
      ["DescribeTable", table("first")],
      ["DescribeTable", table("first")],
      ["DeleteTable", { TableDescription: { TableName: "users", TableStatus: "DELETING", TableId: "first" } }],
    ]);
    expect(deleted?.TableId).to.equal("first");
  });
});
