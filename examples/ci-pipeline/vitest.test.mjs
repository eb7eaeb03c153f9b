import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { User } from "./models.mjs";

describe("User", () => {
  it("is found by its email", async () => {
    await User.put({ id: "vitest", email: "vitest@example.com" });
    const user = await User.byEmail.query({ email: "vitest@example.com" }).first();
    assert.equal(user?.id, "vitest");
  });
});
