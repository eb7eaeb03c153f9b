import * as sdk from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { DynatwinError } from "../../src/errors.js";
import { commandClass } from "../../src/transport/command-classes.js";
import { refuseDroppedMembers } from "../../src/transport/newer-members.js";

const { SearchVectorsCommand: _, ...older } = sdk;
const REQUESTS = [
  ["CreateTable", { VectorIndexes: [] }],
  ["UpdateTable", { VectorIndexUpdates: [] }],
  ["RestoreTableFromBackup", { VectorIndexOverride: [] }],
  ["RestoreTableToPointInTime", { VectorIndexOverride: [] }],
] as const;

describe("a request with vector indexes", () => {
  for (const [operation, input] of REQUESTS) {
    const [member = ""] = Object.keys(input);

    it(`${operation} is refused with an SDK that would leave ${member} out`, () => {
      expect(() => refuseDroppedMembers(older, operation, input)).to.throw(
        DynatwinError,
        `${operation} would be sent without ${member}: the @aws-sdk/client-dynamodb that dynatwin loads does not know ` +
          "vector indexes. Install version 3.1103.0 or later.",
      );
      expect(() => refuseDroppedMembers(sdk, operation, input)).not.to.throw();
      expect(() => refuseDroppedMembers(older, operation, { [member]: undefined })).not.to.throw();
    });
  }

  it("SearchVectors is refused with an SDK that does not have it", () => {
    expect(() => commandClass(older as typeof sdk, "SearchVectors")).to.throw(
      DynatwinError,
      "The @aws-sdk/client-dynamodb that dynatwin loads has no SearchVectorsCommand. Install version 3.1103.0 or later.",
    );
    expect(commandClass(sdk, "SearchVectors")).to.equal(sdk.SearchVectorsCommand);
  });

  it("is left alone if it is any other", () => {
    expect(() => refuseDroppedMembers(older, "PutItem", { Item: {} })).not.to.throw();
  });
});
