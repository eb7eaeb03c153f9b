import { readFileSync } from "node:fs";
import { expect } from "chai";
import { REALISTIC } from "../../src/testing/control-plane/durations.js";
import { operations } from "../../src/testing/control-plane/operations/index.js";
import { itemOperations } from "../../src/testing/items/operations/index.js";
import { streamOperations } from "../../src/testing/items/streams/operations/index.js";
import { Emulated } from "../support/emulated.js";

/** The operations in the guide's table, in its order. */
function operationsOfGuide(): string[] {
  const guide = readFileSync("docs/guides/testing.md", "utf8");
  const table = guide.slice(guide.indexOf("| operation | support |"), guide.indexOf("| all others |"));
  return table
    .split("\n")
    .slice(2, -1)
    .flatMap((row) => (row.split("|")[1] ?? "").split(",").map((name) => name.trim()));
}

describe("the guide's table of operations", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start({ latency: "instant" });
  });

  after(() => emulated.close());

  it("has every supported operation", () => {
    expect(new Set(operationsOfGuide())).to.deep.equal(
      new Set([...operations.keys(), ...itemOperations.keys(), ...streamOperations.keys()]),
    );
  });

  it("has no other operation", async () => {
    for (const operation of operationsOfGuide()) {
      expect((await emulated.dynamodb.send(operation, {})).error, operation).not.to.equal("UnknownOperationException");
    }
  });

  for (const operation of ["ExportTableToPointInTime", "DescribeEndpoints", "ImportTable", "NoSuchThing"]) {
    it(`does not have ${operation}, which is refused`, async () => {
      expect((await emulated.dynamodb.send(operation, {})).error).to.equal("UnknownOperationException");
    });
  }
});

describe("the guide's times", () => {
  const guide = readFileSync("docs/guides/testing.md", "utf8");

  for (const [name, ms] of Object.entries(REALISTIC)) {
    it(`contain ${name}`, () => {
      expect(guide).to.include(`\`${name}\` ${ms}`);
    });
  }
});
