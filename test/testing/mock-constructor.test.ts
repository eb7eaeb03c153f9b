import { expect } from "chai";
import { DynatwinError } from "../../src/index.js";
import { MockDynamoDB } from "../../src/testing/index.js";

describe("new MockDynamoDB()", () => {
  it("names the functions that create one", () => {
    const Mock = MockDynamoDB as unknown as new () => MockDynamoDB; // its constructor is internal
    expect(() => new Mock()).to.throw(DynatwinError, "is created by mockDynamoDB(…) or syncMockDynamoDB(…)");
  });
});
