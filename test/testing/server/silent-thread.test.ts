import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { expect } from "chai";
import { DynatwinError } from "../../../src/index.js";
import { EmulatorLink } from "../../../src/testing/server/emulator-link.js";

describe("an emulator's thread that is silent for too long", () => {
  it("is ended, and later commands fail with the reason", async () => {
    const started = once(process, "worker") as unknown as Promise<[Worker]>; // Node's event of that name
    const link = new EmulatorLink({}, 1); // no thread starts within a millisecond
    const [worker] = await started;
    const exit = once(worker, "exit");
    const silent = "did not answer within 0.001 s (tables)";
    expect(() => link.syncControl.ask("tables")).to.throw(DynatwinError, silent);
    await exit;
    expect(() => link.syncControl.ask("tables")).to.throw(DynatwinError, silent);
    let reason: unknown;
    await link.asyncControl.ask("tables").catch((error: unknown) => {
      reason = error;
    });
    expect(reason).to.be.instanceOf(DynatwinError).with.property("message").that.includes(silent);
    await link.asyncControl.end();
  });
});
