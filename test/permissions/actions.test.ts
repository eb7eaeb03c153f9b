import { expect } from "chai";
import { actionsOf } from "../../src/permissions/actions.js";
import { policyFor } from "../../src/permissions/policy.js";

const tableArn = "arn:aws:dynamodb:eu-west-1:123456789012:table/users";

describe("the actions of methods", () => {
  it("are named like the operations, with the same conditions", () => {
    expect(actionsOf("deleteTable")).to.deep.equal([
      { action: "DeleteTable" },
      { action: "DescribeTable" },
      { action: "UpdateTable", options: ["disableProtection"] },
      { action: "UpdateContinuousBackups", options: ["keepFinalBackup: false"] },
    ]);
  });

  it("are those of the tags and the policy as well, where CreateTable has them", () => {
    expect(actionsOf("createTable").slice(0, 3)).to.deep.equal([
      { action: "CreateTable" },
      { action: "TagResource", options: ["tags"] },
      { action: "PutResourcePolicy", options: ["resourcePolicy"] },
    ]);
  });

  it("are those of single items for a transaction", () => {
    expect(actionsOf("transactGet")).to.deep.equal([{ action: "GetItem" }]);
    expect(actionsOf("transactWrite").map(({ action }) => action)).to.deep.equal([
      "PutItem",
      "UpdateItem",
      "DeleteItem",
      "ConditionCheckItem",
    ]);
  });

  it("are each listed once, and need no option where a plan says what is sent", () => {
    const needed = actionsOf("applyPlan");
    expect(new Set(needed.map(({ action }) => action))).to.have.property("size", needed.length);
    expect(needed.filter(({ options }) => options !== undefined)).to.deep.equal([]);
  });
});

describe("the policy for methods", () => {
  it("allows queries on indexes, and lists on everything", () => {
    expect(policyFor(["listTables", "query", "get", "transactGet"], tableArn)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: [tableArn] },
        { Effect: "Allow", Action: ["dynamodb:Query"], Resource: [tableArn, `${tableArn}/index/*`] },
        { Effect: "Allow", Action: ["dynamodb:ListTables"], Resource: ["*"] },
      ],
    });
  });

  it("allows searches on indexes only, in a statement of their own", () => {
    expect(policyFor(["search", "get"], tableArn).Statement).to.deep.equal([
      { Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: [tableArn] },
      { Effect: "Allow", Action: ["dynamodb:SearchVectors"], Resource: [`${tableArn}/index/*`] },
    ]);
  });

  it("allows restores from backups, and what DynamoDB does with the items for it", () => {
    const { Statement } = policyFor(["listBackups", "restoreTable"], tableArn);
    const [table, indexes, backups, all] = Statement;
    expect(table?.Action).to.include.members(["dynamodb:RestoreTableToPointInTime", "dynamodb:PutItem"]);
    expect(indexes?.Action).to.deep.equal(["dynamodb:Query", "dynamodb:Scan"]);
    expect(backups).to.deep.equal({
      Effect: "Allow",
      Action: ["dynamodb:DescribeBackup", "dynamodb:RestoreTableFromBackup"],
      Resource: [tableArn, `${tableArn}/backup/*`],
    });
    expect(all).to.deep.equal({ Effect: "Allow", Action: ["dynamodb:ListBackups"], Resource: ["*"] });
  });

  it("has no statement for what no method needs", () => {
    expect(policyFor(["tableExists"], tableArn).Statement).to.deep.equal([
      { Effect: "Allow", Action: ["dynamodb:DescribeTable"], Resource: [tableArn] },
    ]);
  });
});
