import * as sdk from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { DynatwinError } from "../../../src/index.js";
import { operationNames } from "../../../src/testing/control-plane/operation-names.js";
import { MockDynamoDB } from "../../../src/testing/index.js";

describe("the operations that a fault can name", () => {
  it("are those of the AWS SDK", () => {
    const commands = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
    expect(operationNames).to.have.members(commands);
  });
});

describe("new MockDynamoDB()", () => {
  it("names the functions that create one", () => {
    const Mock = MockDynamoDB as unknown as new () => MockDynamoDB; // its constructor is internal
    expect(() => new Mock()).to.throw(DynatwinError, "is created by mockDynamoDB(…) or syncMockDynamoDB(…)");
  });
});
