import assert from "node:assert/strict";
import { User } from "./models.mjs";

describe("User", () => {
  it("is found by its email", async () => {
    await User.put({ id: "mocha", email: "mocha@example.com" });
    const user = await User.byEmail.query({ email: "mocha@example.com" }).first();
    assert.equal(user?.id, "mocha");
  });
});
