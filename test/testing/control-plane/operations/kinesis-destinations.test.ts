import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { Emulated } from "../../../support/emulated.js";
import { definition, tableArn } from "../../../support/table-requests.js";

const stream = (name: string, region = "us-east-1") => `arn:aws:kinesis:${region}:123456789012:stream/${name}`;
const MICROSECOND = { ApproximateCreationDateTimePrecision: "MICROSECOND" };
const INVALID = "ValidationException: Table is not in a valid state to enable Kinesis Streaming Destination: ";
const NOT_ENABLED = `${INVALID}EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE operation.`;
const NOT_ACTIVE = `${INVALID}KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.`;
const NO_UPDATE = `${INVALID}Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state`;

type Request = readonly [operation: string, input: Json];

describe("the Kinesis streaming destinations of an emulated table", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });
  after(() => emulated.close());

  const described = async (TableName: string) =>
    (await emulated.ask("DescribeKinesisStreamingDestination", { TableName }))["KinesisDataStreamDestinations"];
  const enabling = (TableName: string, StreamArn = stream("changes"), members: Json = {}): Request => [
    "EnableKinesisStreamingDestination",
    { TableName, StreamArn, ...members },
  ];
  const disabling = (TableName: string, StreamArn = stream("changes")): Request => [
    "DisableKinesisStreamingDestination",
    { TableName, StreamArn },
  ];
  const updating = (TableName: string, precision: string, StreamArn = stream("changes")): Request => [
    "UpdateKinesisStreamingDestination",
    { TableName, StreamArn, UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: precision } },
  ];
  /** Creates a table with an ACTIVE destination. */
  const active = async (name: string) => {
    await emulated.create(name);
    await emulated.ask(...enabling(name));
    emulated.advance(REALISTIC.enableKinesisDestinationMs);
  };

  it("are ENABLING, ACTIVE, DISABLING and DISABLED", async () => {
    await emulated.create("lifecycle");
    expect(await described("lifecycle")).to.deep.equal([]);
    const answer = { TableName: "lifecycle", StreamArn: stream("changes") };
    const is = async (DestinationStatus: string) =>
      expect(await described("lifecycle")).to.deep.equal([{ StreamArn: stream("changes"), DestinationStatus }]);
    expect(await emulated.ask(...enabling("lifecycle"))).to.deep.equal({
      ...answer,
      DestinationStatus: "ENABLING",
      EnableKinesisStreamingConfiguration: {},
    });
    emulated.advance(REALISTIC.enableKinesisDestinationMs - 1);
    await is("ENABLING");
    emulated.advance(1);
    await is("ACTIVE");
    expect(await emulated.ask(...disabling("lifecycle"))).to.deep.equal({ ...answer, DestinationStatus: "DISABLING" });
    emulated.advance(REALISTIC.disableKinesisDestinationMs - 1);
    await is("DISABLING");
    emulated.advance(1);
    await is("DISABLED");
    await emulated.ask(...enabling("lifecycle"));
    await is("ENABLING");
  });

  it("are one at a time, and changed only while they are ACTIVE", async () => {
    await emulated.create("states");
    await emulated.ask(...enabling("states"));
    const refusals = async () => [
      await emulated.refusal(...enabling("states")),
      await emulated.refusal(...enabling("states", stream("other"))),
      await emulated.refusal(...disabling("states")),
      await emulated.refusal(...updating("states", "MICROSECOND")),
    ];
    const busy = [NOT_ENABLED, NOT_ENABLED, NOT_ACTIVE, NO_UPDATE];
    expect(await refusals()).to.deep.equal(busy);
    emulated.advance(REALISTIC.enableKinesisDestinationMs);
    for (const arn of [stream("changes"), stream("other")])
      expect(await emulated.refusal(...enabling("states", arn))).to.equal(NOT_ENABLED);
    expect(await emulated.refusal(...disabling("states", stream("other")))).to.equal(NOT_ACTIVE);
    await emulated.ask(...disabling("states"));
    expect(await refusals()).to.deep.equal(busy);
    emulated.advance(REALISTIC.disableKinesisDestinationMs);
    expect(await emulated.refusal(...disabling("states"))).to.equal(NOT_ACTIVE);
    await emulated.ask(...enabling("states", stream("other")));
    expect(await described("states")).to.deep.equal([
      { StreamArn: stream("changes"), DestinationStatus: "DISABLED" },
      { StreamArn: stream("other"), DestinationStatus: "ENABLING" },
    ]);
  });

  it("have a precision, which is updated, and gone after they were DISABLED", async () => {
    await emulated.create("precision");
    const configured = enabling("precision", stream("changes"), { EnableKinesisStreamingConfiguration: MICROSECOND });
    expect(await emulated.ask(...configured)).to.deep.include({ EnableKinesisStreamingConfiguration: MICROSECOND });
    emulated.advance(REALISTIC.enableKinesisDestinationMs);
    const StreamArn = stream("changes");
    expect(await described("precision")).to.deep.equal([{ StreamArn, DestinationStatus: "ACTIVE", ...MICROSECOND }]);
    const answer = await emulated.ask(...updating("precision", "MILLISECOND"));
    const millisecond = { ApproximateCreationDateTimePrecision: "MILLISECOND" };
    expect(answer).to.deep.include({ DestinationStatus: "UPDATING", UpdateKinesisStreamingConfiguration: millisecond });
    emulated.advance(REALISTIC.updateKinesisDestinationMs - 1);
    expect(await described("precision")).to.deep.equal([{ StreamArn, DestinationStatus: "UPDATING", ...millisecond }]);
    emulated.advance(1);
    expect(await described("precision")).to.deep.equal([{ StreamArn, DestinationStatus: "ACTIVE", ...millisecond }]);
    await emulated.ask(...disabling("precision"));
    emulated.advance(REALISTIC.disableKinesisDestinationMs);
    await emulated.ask(...enabling("precision"));
    expect(await described("precision")).to.deep.equal([{ StreamArn, DestinationStatus: "ENABLING" }]);
  });

  it("are not updated to the precision that they have, nor without one, nor if they do not exist", async () => {
    await active("same");
    const { TableId } = await emulated.describe("same");
    expect(await emulated.refusal(...updating("same", "MILLISECOND"))).to.equal(
      "ValidationException: Invalid Request: Precision is already set to the desired value of MILLISECOND for " +
        `tableId: ${TableId}, kdsArn: ${stream("changes")}`,
    );
    expect(await emulated.refusal(...updating("same", "MICROSECOND", stream("other")))).to.equal(
      `${INVALID}No streaming destination with streamArn: ${stream("other")}`,
    );
    const request = { TableName: "same", StreamArn: stream("changes") };
    for (const members of [{}, { UpdateKinesisStreamingConfiguration: {} }]) {
      expect(await emulated.refusal("UpdateKinesisStreamingDestination", { ...request, ...members })).to.include(
        "UpdateKinesisStreamingConfiguration cannot be null or contain only null values",
      );
    }
  });

  it("end as ENABLE_FAILED for what is no stream of the region, and can then be enabled", async () => {
    await emulated.create("failed");
    const failures = [
      [tableArn("failed"), "User does not have a permission to use kinesis stream"],
      [
        stream("changes", "eu-west-1"),
        "The kinesis Arn used to enable kinesis replication belongs to a stream which is not in the current region",
      ],
    ] as const;
    for (const [arn] of failures) {
      expect(await emulated.ask(...enabling("failed", arn))).to.include({ DestinationStatus: "ENABLING" });
      emulated.advance(REALISTIC.enableKinesisDestinationMs);
    }
    expect(await described("failed")).to.deep.equal(
      failures.map(([StreamArn, DestinationStatusDescription]) => ({
        StreamArn,
        DestinationStatus: "ENABLE_FAILED",
        DestinationStatusDescription,
      })),
    );
    await emulated.ask(...enabling("failed"));
  });

  it("are those of a table that exists, which may be UPDATING, and of a valid request", async () => {
    await emulated.ask("CreateTable", definition("young"));
    const missing = (name: string) =>
      `ResourceNotFoundException: Requested resource not found: Table: ${name} not found`;
    const requests = (name: string) => [enabling(name), disabling(name), updating(name, "MICROSECOND")];
    for (const name of ["young", "nowhere"])
      for (const request of requests(name)) expect(await emulated.refusal(...request)).to.equal(missing(name));
    emulated.advance(REALISTIC.createTableMs / 2);
    for (const request of requests("young"))
      expect(await emulated.refusal(...request)).to.match(/^ResourceInUseException: .*Table is being created: young$/);
    expect(await described("young")).to.deep.equal([]);
    emulated.advance(REALISTIC.createTableMs / 2);
    await emulated.ask("UpdateTable", { TableName: "young", TableClass: "STANDARD_INFREQUENT_ACCESS" });
    await emulated.ask(...enabling("young"));
    expect(await emulated.refusal(...enabling("young", "arn:short"))).to.include("Value 'arn:short' at 'streamArn'");
    expect(await emulated.refusal("EnableKinesisStreamingDestination", { TableName: "young" })).to.include(
      "Value null at 'streamArn'",
    );
  });

  it("do not keep a table from being deleted, and a new one of the name has none", async () => {
    await active("deleted");
    await emulated.ask("DeleteTable", { TableName: "deleted" });
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.create("deleted");
    expect(await described("deleted")).to.deep.equal([]);
  });
});
