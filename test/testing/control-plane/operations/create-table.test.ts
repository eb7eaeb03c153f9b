import { expect } from "chai";
import { Emulated } from "../../../support/emulated.js";
import { definition, global, held, index, key, local, named, on, wide } from "../../../support/table-requests.js";

describe("CreateTable of the emulator", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  it("refuses members of other types", async () => {
    for (const [members, says] of [
      [{ BillingMode: 1 }, "NUMBER_VALUE cannot be converted to String"],
      [{ DeletionProtectionEnabled: "yes" }, "STRING_VALUE cannot be converted to Boolean"],
      [{ OnDemandThroughput: { MaxReadRequestUnits: true } }, "TRUE_VALUE cannot be converted to Long"],
      [{ TableClass: { name: "STANDARD" } }, "Start of structure or map found where not expected"],
      [{ KeySchema: "pk" }, "Unexpected field type"],
      [{ Tags: {} }, "Start of structure or map found where not expected"],
      [{ Tags: [1] }, "Unexpected value type in payload"],
      [{ TableClass: [] }, "Unrecognized collection type class java.lang.String"],
      [{ BillingMode: 1.5 }, "DECIMAL_VALUE cannot be converted to String"],
      [{ OnDemandThroughput: [] }, "Unexpected field type"],
    ] as const) {
      const refusal = await emulated.refusal("CreateTable", definition("mistake", members));
      expect(refusal).to.equal(`SerializationException: ${says}`);
    }
  });

  it("names the first of several rules that are broken, and says that the table is there only when none is", async () => {
    await emulated.create("twice");
    expect(await emulated.refusal("CreateTable", definition("twice", { TableClass: "GLACIER" }))).to.include(
      "table-class",
    );
    expect(await emulated.refusal("CreateTable", definition("twice"))).to.equal(
      "ResourceInUseException: Table already exists: twice",
    );
  });

  it("accepts values at the bounds", async () => {
    for (const [place, members] of [
      wide("a", "b", "c", "d", "/", "e", "f", "g", "h"),
      { GlobalSecondaryIndexes: named(20).map((name) => index(`by-${name}`, key("pk"))) },
      local(...named(5).map(() => key("pk", "/", "a"))),
      {
        ...on("pk", "a"),
        GlobalSecondaryIndexes: named(5).map((name) => index(`by-${name}`, key("a"), held(named(20)))),
      },
      { OnDemandThroughput: { MaxReadRequestUnits: 1 }, WarmThroughput: { ReadUnitsPerSecond: 12_000 } },
      global({ OnDemandThroughput: {}, WarmThroughput: {} }),
      { Tags: named(50).map((Key) => ({ Key: Key.padEnd(128, "k"), Value: "v".repeat(256) })) },
      { Tags: [] },
      { ResourcePolicy: "ü".repeat(10_240) },
      { SSESpecification: {} },
      { StreamSpecification: { StreamEnabled: false } },
      { ...on("p".repeat(255)), KeySchema: key("p".repeat(255)) },
      { GlobalSecondaryIndexes: null, Tags: null, SSESpecification: { Enabled: null }, ResourcePolicy: null },
    ].entries())
      await emulated.ask("CreateTable", definition(`bound-${place}`, members));
  });
});
