import { expect } from "chai";
import { readPlan } from "../../../src/table/update/read-plan.js";

const tableArn = "arn:aws:dynamodb:us-east-1:000000000000:table/users";
const step = {
  action: "updateDeletionProtection",
  target: "table",
  reason: "Deletion protection is off, and on is defined.",
  destroys: [],
  waitsFor: "table ACTIVE",
  usualSeconds: [0, 0],
  request: { operation: "UpdateTable", input: { TableName: "users", DeletionProtectionEnabled: true } },
};
const plan = {
  formatVersion: 1,
  tableName: "users",
  exists: true,
  tableArn,
  steps: [step],
  unmanaged: [],
  notCompared: [],
  basedOn: {},
};
const create = { ...step, action: "createTable", request: { operation: "CreateTable", input: { TableName: "users" } } };
const tag = (ResourceArn: string) => ({ ...step, request: { operation: "TagResource", input: { ResourceArn } } });
const to = (TableName: string) => ({ ...step, request: { operation: "UpdateTable", input: { TableName } } });

/** The message about a plan with other members, after what all have in common. */
function problem(wrong: unknown): string {
  try {
    readPlan(wrong);
  } catch (error) {
    return String((error as Error).message).replace("applyPlan accepts a plan of planTable", "");
  }
  return "none";
}

describe("reading a plan", () => {
  it("accepts it as it was made, by name and by ARN", () => {
    expect(problem(plan)).to.equal("none");
    expect(problem({ ...plan, steps: [tag(tableArn), to(tableArn)] })).to.equal("none");
    expect(problem({ ...plan, tableName: tableArn, steps: [tag(tableArn), to(tableArn)] })).to.equal("none");
    expect(problem({ ...plan, exists: false, tableArn: undefined, steps: [create, step] })).to.equal("none");
  });

  it("says what to do with a text, and with a promise", () => {
    expect(problem(JSON.stringify(plan))).to.match(/ of another form\. Parse it with JSON\.parse first\.$/);
    expect(problem(Promise.resolve(plan))).to.match(/ of another form\. Wait for it with await first\.$/);
  });

  it("refuses requests for another table", () => {
    const other = ': steps[0].request is for the table "orders", and the plan for "users".';
    expect(problem({ ...plan, steps: [to("orders")] })).to.equal(other);
    expect(problem({ ...plan, steps: [to(tableArn.replace("us-east-1", "eu-west-1"))] })).to.match(
      /^: steps\[0\]\.request is for/,
    );
    expect(problem({ ...plan, steps: [tag(`${tableArn}s`)] })).to.match(/^: steps\[0\]\.request is for/);
    const both = {
      ...step,
      request: { operation: "TagResource", input: { TableName: "users", ResourceArn: "orders" } },
    };
    expect(problem({ ...plan, steps: [both] })).to.equal(other);
    const created = { ...plan, exists: false, tableArn: undefined };
    expect(problem({ ...created, steps: [create, tag(tableArn)] })).to.match(/^: steps\[1\]\.request is for/);
  });

  it("refuses creations of a table that is there, and other steps of one that is not", () => {
    expect(problem({ ...plan, steps: [create] })).to.match(/^: steps\[0\]\.request creates the table, which only/);
    expect(problem({ ...plan, exists: false, steps: [step] })).to.match(
      /^: steps\[0\]\.request has to create the table/,
    );
    expect(problem({ ...plan, exists: false, steps: [create, create] })).to.match(/^: steps\[1\]\.request creates/);
    expect(problem({ ...plan, exists: false, steps: [] })).to.equal(
      ": the table is not there, and no step creates it.",
    );
  });

  it("names the member of a step that is not as it was made", () => {
    const wrong: readonly (readonly [member: string, value: unknown])[] = [
      ["action", undefined],
      ["target", 1],
      ["reason", undefined],
      ["waitsFor", null],
      ["destroys", "index by-old"],
      ["destroys", [1]],
      ["usualSeconds", [1]],
      ["secondsAfterPrevious", "soon"],
      ["notBefore", "tomorrow"],
      ["request", undefined],
      ["request", { operation: "DeleteTable", input: { TableName: "users" } }],
      ["request", { operation: "UpdateTable", input: [] }],
    ];
    for (const [member, value] of wrong)
      expect(problem({ ...plan, steps: [{ ...step, [member]: value }] }), member).to.include(`: steps[0].${member}`);
  });
});
