import { expect } from "chai";
import { Played } from "../support/played.js";

describe("DescribeLimits of the emulator", () => {
  let played: Played;

  before(async () => {
    played = await Played.start();
  });

  after(() => played.close());

  it("tells the limits of an account that never asked for more", async () => {
    expect(await played.does("DescribeLimits", {})).to.deep.equal({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
  });

  it("takes no members", async () => {
    expect(await played.refusal("DescribeLimits", { TableName: "users" })).to.include(
      "does not play the member TableName.",
    );
  });
});
