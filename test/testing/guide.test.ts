import { readFileSync } from "node:fs";
import * as sdk from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { RawDynamoDB } from "../support/raw-dynamodb.js";

/** The operations that the guide says are not refused as unknown. */
function namedInGuide(): string[] {
  const [, section = ""] = readFileSync("docs/guides/testing.md", "utf8").split("\n## What is played\n");
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| all others"));
  return rows.slice(1).flatMap((row) => row.split("|")[1]?.trim().split(", ") ?? []);
}

/** All that DynamoDB has, as the SDK knows it. */
const OPERATIONS = Object.keys(sdk).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);

describe("the testing guide", () => {
  let db: MockDynamoDB;
  let raw: RawDynamoDB;

  before(async () => {
    db = await mockDynamoDB();
    raw = new RawDynamoDB(db.endpoint);
  });

  after(async () => {
    raw.destroy();
    await db.close();
  });

  it("says of every operation whether it is played, and all others are refused by name", async () => {
    const known: string[] = [];
    for (const operation of OPERATIONS) {
      const { error, message } = await raw.send(operation, {});
      if (error !== "UnknownOperationException") known.push(operation);
      else expect(message).to.include(operation);
    }
    expect(known).to.have.members(namedInGuide());
  });
});
