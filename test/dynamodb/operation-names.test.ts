import * as sdk from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { OPERATION_NAMES } from "../../src/dynamodb/operation-names.js";

describe("the names of operations", () => {
  it("are those of the AWS SDK", () => {
    const commands = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
    expect(OPERATION_NAMES).to.have.members(commands);
  });
});
