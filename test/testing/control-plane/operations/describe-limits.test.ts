import { expect } from "chai";
import { Emulated } from "../../../support/emulated.js";

describe("DescribeLimits of the emulator", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  it("answers the default quotas of an account", async () => {
    expect(await emulated.ask("DescribeLimits")).to.deep.equal({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
  });

  it("accepts no members", async () => {
    expect(await emulated.refusal("DescribeLimits", { TableName: "users" })).to.include(
      "does not support the member TableName.",
    );
  });
});
