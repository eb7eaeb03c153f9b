import { expect } from "chai";
import { InvalidArgumentError } from "commander";
import { describedText } from "../../src/cli/actions/describe-table.js";
import { readIndex, readKey } from "../../src/cli/options/key-options.js";
import { inCommandWords } from "../../src/cli/output/command-words.js";
import { differencesText } from "../../src/cli/output/differences.js";
import { summaryText } from "../../src/cli/output/plan-text.js";
import { printable, printableLine } from "../../src/cli/output/printable.js";

describe("the texts of the command", () => {
  it("have commands and their options where messages of the library have methods and options", () => {
    expect(inCommandWords('Allow it with allowDestroy: ["index a","stream"].')).to.equal(
      'Allow it with --allow-destroy "index a" --allow-destroy "stream".',
    );
    expect(inCommandWords('Change the table with ifDifferent: "update", or see it with planTable.')).to.equal(
      "Change the table with --if-different update, or see it with dynatwin plan.",
    );
    expect(inCommandWords("Wait for it with wait: { timeoutSeconds: 30 }, or longer with timeoutSeconds.")).to.equal(
      "Wait for it with --timeout 30, or longer with --timeout.",
    );
  });

  it("have no control characters that a terminal obeys", () => {
    expect(printable("a\u001b[2Jb\u009b1m\n\tc")).to.equal("a\\u001b[2Jb\\u009b1m\n\tc");
    expect(printableLine("a\nb")).to.equal("a\\u000ab");
  });

  it("have differences in columns, and long values in lines of their own", () => {
    const long = "x".repeat(50);
    const text = differencesText([
      { path: "billingMode", expected: "PROVISIONED", actual: "PAY_PER_REQUEST" },
      { path: "tags.team", expected: long, actual: undefined },
      { path: "stream", expected: false, actual: "NEW_IMAGE" },
    ]);
    expect(text.split("\n")).to.deep.equal([
      "  setting      definition     table",
      '  billingMode  "PROVISIONED"  "PAY_PER_REQUEST"',
      '  stream       false          "NEW_IMAGE"',
      "  tags.team",
      `    definition: "${long}"`,
      "    table:      absent",
    ]);
  });

  it("count tables", () => {
    expect(summaryText({ create: 2, change: 1, same: 3, failed: 0 })).to.equal(
      "2 tables to create, 1 to change, 3 as defined.",
    );
    expect(summaryText({ create: 0, change: 0, same: 1, failed: 2 })).to.equal("1 table as defined, 2 failed.");
  });

  it("describe a table with everything that it has", () => {
    const text = describedText({
      description: {
        TableName: "users",
        TableStatus: "UPDATING",
        AttributeDefinitions: [
          { AttributeName: "id", AttributeType: "S" },
          { AttributeName: "at", AttributeType: "N" },
        ],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-at",
            IndexStatus: "CREATING",
            Backfilling: true,
            KeySchema: [{ AttributeName: "at", KeyType: "HASH" }],
            Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["name"] },
            ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 },
          },
        ],
        ItemCount: 12,
        TableSizeBytes: 1_530_000,
        Replicas: [{ RegionName: "eu-west-1", ReplicaStatus: "ACTIVE" }],
      },
      settings: {
        timeToLive: "expires",
        pointInTimeRecovery: { recoveryPeriodInDays: 7 },
        tags: { team: "a\u001b[31m" },
      },
      notRead: [{ target: "policy", reason: "It was denied." }],
    });
    expect(text)
      .to.match(/^users\n {2}status +UPDATING$/m)
      .and.to.match(/^ {2}billing mode +PROVISIONED, read 5, write 6$/m)
      .and.to.match(
        /^ {2}index by-at +CREATING \(backfilling\), at \(N\), projection INCLUDE \(name\), read 1, write 2$/m,
      )
      .and.to.match(/^ {2}items +12, 1\.5 MB \(DynamoDB updates them about every six hours\)$/m)
      .and.to.match(/^ {2}replica eu-west-1 +ACTIVE$/m)
      .and.to.match(/^ {2}point-in-time recovery +on, 7 days$/m)
      .and.to.match(/^ {2}tag team +a\\u001b\[31m$/m)
      .and.to.match(/^ {2}policy +not read: It was denied\.$/m);
  });
});

describe("the options that define a table", () => {
  it("are read", () => {
    expect(readKey("a:b:N")).to.deep.equal(["a:b", "N"]);
    expect(readIndex("by-email=email:S,at:N", readIndex("by-at=at:N"))).to.deep.equal([
      { indexName: "by-at", partitionKey: ["at", "N"] },
      { indexName: "by-email", partitionKey: ["email", "S"], sortKey: ["at", "N"] },
    ]);
  });

  it("are refused with what to write", () => {
    expect(() => readKey("id:string")).to.throw(InvalidArgumentError, "Write id:S.");
    expect(() => readKey("id:X")).to.throw(InvalidArgumentError, "S (string), N (number) or B (binary)");
    expect(() => readKey("id")).to.throw(InvalidArgumentError, "id:S");
    expect(() => readIndex("email:S")).to.throw(InvalidArgumentError, "by-email=email:S,at:N");
    expect(() => readIndex("a=b:S,c:S,d:S")).to.throw(InvalidArgumentError, "by-email=email:S,at:N");
  });
});
