import { expect } from "chai";
import { answerProblem } from "../../src/transport/answer-check.js";

const answer = (body: string) => ({
  status: 200,
  contentType: "application/x-amz-json-1.0",
  body: new TextEncoder().encode(body),
});

describe("an answer without members", () => {
  it("is DynamoDB's for the operations that it answers with an empty body", () => {
    for (const operation of ["TagResource", "UntagResource"])
      for (const body of ["", "{}", '""']) expect(answerProblem(operation, {}, answer(body)), body).to.equal(undefined);
  });

  it("is not DynamoDB's otherwise", () => {
    expect(answerProblem("TagResource", {}, answer('"ok"'))).to.equal("JSON that is not an object");
    expect(answerProblem("PutItem", {}, answer(""))).to.equal("an empty body");
    expect(answerProblem("PutItem", {}, answer('""'))).to.equal("JSON that is not an object");
  });
});
