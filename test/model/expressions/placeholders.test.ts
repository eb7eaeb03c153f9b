import { expect } from "chai";
import { Placeholders } from "../../../src/model/expressions/placeholders.js";

describe("placeholders", () => {
  it("are the same for the same name, and new for every value", () => {
    const into = new Placeholders();
    const names = ["a", "b", "a", "__proto__"].map((name) => into.name(name));
    expect(names).to.deep.equal(["#0", "#1", "#0", "#2"]);
    expect([into.value({ N: "1" }), into.value({ N: "1" })]).to.deep.equal([":0", ":1"]);
    expect(into.names).to.deep.equal({ "#0": "a", "#1": "b", "#2": "__proto__" });
    expect(into.values).to.deep.equal({ ":0": { N: "1" }, ":1": { N: "1" } });
  });

  it("are undefined where there are none", () => {
    expect(new Placeholders()).to.include({ names: undefined, values: undefined });
  });
});
