import { PassThrough } from "node:stream";
import { expect } from "chai";
import { inputLines } from "../../src/cli/actions/import-table.js";
import { allOf } from "../support/all-of.js";
import { CommandRunner } from "./run-command.js";

describe("dynatwin with hostile input and closed outputs", () => {
  // Nothing is sent: each of them fails before.
  const command = new CommandRunner("http://127.0.0.1:1");

  it("prints no control characters of its arguments", async () => {
    const unknown = await command.run(["\u001b[31m"]);
    expect([unknown.code, unknown.stderr]).to.deep.equal([2, "error: unknown command '\\u001b[31m'\n"]);
    const named = await command.run(["exists", "a\u001b[31m"]);
    expect([named.code, named.stdout]).to.deep.equal([1, "a\\u001b[31m  failed\n"]);
  });

  it("refuses a connection option that is empty, as a document for programs", async () => {
    const end = await command.run(["list", "--endpoint-url", "", "--json"]);
    expect(end.code).to.equal(2);
    const { error } = JSON.parse(end.stdout) as { error: { name: string; message: string } };
    expect(error.name).to.equal("UsageError");
    expect(error.message).to.include("--endpoint-url").and.to.include("It is empty");
  });

  it("says that its output cannot be written, and continues without stderr", async () => {
    const full = await command.shell("dynatwin --help > /dev/full");
    expect([full.code, full.stderr]).to.deep.equal([
      1,
      "error: The output cannot be written: ENOSPC: no space left on device, write\n",
    ]);
    const silent = await command.shell("dynatwin exists no 2> /dev/full");
    expect([silent.code, silent.stdout]).to.deep.equal([1, "no  failed\n"]);
  });

  it("ends an import at an interruption while it waits for lines", async () => {
    const interruption = new AbortController();
    const lines = allOf(inputLines(new PassThrough(), interruption.signal)).catch((error: Error) => error.name);
    interruption.abort();
    expect(await lines).to.equal("AbortError");
  });
});
