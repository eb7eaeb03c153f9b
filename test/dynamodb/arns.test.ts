import { expect } from "chai";
import { isArn, parseTableArn, tableArn, tableNameIn } from "../../src/dynamodb/arns.js";

const ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/users";
const PARTS = { partition: "aws", region: "eu-west-1", accountId: "123456789012", tableName: "users" };

describe("the ARN of a table", () => {
  it("has the parts that it was made from", () => {
    expect(tableArn("eu-west-1", "123456789012", "users")).to.equal(ARN);
    expect(parseTableArn(ARN)).to.deep.equal({ ...PARTS, subresource: "" });
  });

  for (const subresource of ["/index/by-email", "/stream/2026-01-01T00:00:00.000", "/backup/01"]) {
    it(`is in the ARN of what belongs to the table: ${subresource}`, () => {
      expect(parseTableArn(`${ARN}${subresource}`)).to.deep.equal({ ...PARTS, subresource });
    });
  }

  it("may be in another partition", () => {
    expect(parseTableArn(ARN.replace(":aws:", ":aws-cn:"))?.partition).to.equal("aws-cn");
  });

  for (const other of ["users", "arn:", "arn:aws:s3:::users", ARN.replace("table", "global-table"), `x${ARN}`]) {
    it(`is not ${other}`, () => expect(parseTableArn(other)).to.equal(undefined));
  }
});

describe("isArn", () => {
  it("distinguishes an ARN, complete or not, from a name", () => {
    expect([isArn(ARN), isArn("arn:"), isArn("arnold"), isArn("users")]).to.deep.equal([true, true, false, false]);
  });
});

describe("tableNameIn", () => {
  it("returns the table's name from an ARN, and a name as it is", () => {
    expect([ARN, `${ARN}/index/by-email`, "users"].map(tableNameIn)).to.deep.equal(["users", "users", "users"]);
  });
});
