import { expect } from "chai";
import { Placeholders } from "../../../src/model/expressions/placeholders.js";

describe("placeholders", () => {
  it("are the same for the same name, and new for every value", () => {
    const placeholders = new Placeholders();
    const names = ["a", "b", "a", "__proto__"].map((name) => placeholders.name(name));
    expect(names).to.deep.equal(["#0", "#1", "#0", "#2"]);
    expect([placeholders.value({ N: "1" }), placeholders.value({ N: "1" })]).to.deep.equal([":0", ":1"]);
    expect(placeholders.names).to.deep.equal({ "#0": "a", "#1": "b", "#2": "__proto__" });
    expect(placeholders.values).to.deep.equal({ ":0": { N: "1" }, ":1": { N: "1" } });
  });

  it("are undefined if there are none", () => {
    expect(new Placeholders()).to.include({ names: undefined, values: undefined });
  });
});
