import { expect } from "chai";
import { Emulator } from "../../../src/testing/server/emulator.js";
import { definition } from "../../support/table-requests.js";

describe("a snapshot", () => {
  it("contains the items of one moment, despite concurrent writes", async () => {
    const emulator = new Emulator({}, () => Date.now());
    const ask = async (operation: string, input: object) => {
      const { status, body } = await emulator.answer(operation, { ...input });
      expect(status, body).to.equal(200);
    };
    await ask("CreateTable", definition("large"));
    const put = (pk: string, text = "") =>
      ask("PutItem", { TableName: "large", Item: { pk: { S: pk }, text: { S: text } } });
    for (let n = 0; n < 12; n++) await put(`${n}`, "x".repeat(390_000)); // several pages
    const snapshot = emulator.dump();
    const late = Array.from({ length: 20 }, (_, n) => put(`late ${n}`));
    expect((await snapshot)["large"]).to.have.lengthOf(12);
    await Promise.all(late);
  });
});
