import { expect } from "chai";
import { NEEDS, readEngine } from "../support/engine/engine.js";

const DYNATWIN_TEST_ENDPOINT = "http://127.0.0.1:8000";

describe("the DynamoDB of the tests", () => {
  it("is our emulator by default", () => {
    expect(readEngine({})).to.equal(undefined);
    expect(readEngine({ DYNATWIN_TEST_ENDPOINT: "" })).to.equal(undefined);
  });

  it("is that of the endpoint of the environment, which has what is not declared as lacking", () => {
    for (const endpoint of [DYNATWIN_TEST_ENDPOINT, "http://localhost:1", "http://[::1]:1"]) {
      const engine = readEngine({ DYNATWIN_TEST_ENDPOINT: endpoint });
      expect(engine).to.include({ endpoint, isLocal: true });
      expect([...(engine?.lacks ?? [])]).to.deep.equal(["mock", "clock", "faults", "requests"]);
    }
    const engine = readEngine({ DYNATWIN_TEST_ENDPOINT, DYNATWIN_TEST_LACKS: "transactions,existingItems,vectors" });
    expect([...(engine?.lacks ?? [])]).to.have.members([...NEEDS]);
  });

  it("is not on another machine, unless that is permitted", () => {
    for (const host of ["dynamodb.eu-west-1.amazonaws.com", "127.0.0.1.example.com", "10.0.0.1"]) {
      const environment = { DYNATWIN_TEST_ENDPOINT: `https://${host}` };
      expect(() => readEngine(environment)).to.throw("DYNATWIN_TEST_ALLOW_REMOTE=1");
      expect(readEngine({ ...environment, DYNATWIN_TEST_ALLOW_REMOTE: "1" })).to.include({ isLocal: false });
    }
  });

  it("has no misspelt lacks", () => {
    expect(() => readEngine({ DYNATWIN_TEST_ENDPOINT, DYNATWIN_TEST_LACKS: "transaction" })).to.throw(
      "transaction is not one of mock,",
    );
  });
});
