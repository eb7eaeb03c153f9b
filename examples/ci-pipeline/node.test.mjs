import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { User } from "./models.mjs";

describe("User", () => {
  it("is found by its email", async () => {
    await User.put({ id: "node", email: "node@example.com" });
    const user = await User.byEmail.query({ email: "node@example.com" }).first();
    assert.equal(user?.id, "node");
  });
});
