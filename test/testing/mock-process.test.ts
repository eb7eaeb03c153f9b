import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { runProgram } from "../support/run-program.js";

const PROGRAM = fileURLToPath(new URL("./mock-program.js", import.meta.url));

describe("a process with mockDynamoDB", function () {
  this.timeout(30_000); // One process each, some of which start several emulators.

  /** Runs a scenario of the program: it must end by itself, and print only its result. */
  async function run(scenario: string): Promise<unknown> {
    const { code, stdout, stderr } = await runProgram([PROGRAM, scenario]);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    return JSON.parse(stdout);
  }

  for (const scenario of ["ends-with-the-mock-open", "ends-with-a-blocking-mock-open"]) {
    it(scenario.replaceAll("-", " "), async () => {
      expect(await run(scenario)).to.deep.equal(["users"]);
    });
  }

  it("stays alive for awaited calls", async () => {
    expect(await run("stays-for-what-is-awaited")).to.equal("done");
  });

  for (const when of ["", "-when-it-blocks", "-when-the-start-fails"]) {
    it(`has no thread, socket or timer left after close${when.replaceAll("-", " ")}`, async () => {
      const { before, after } = (await run(`leaves-nothing${when}`)) as Record<"before" | "after", string[]>;
      expect(after).to.deep.equal(before);
    });
  }

  it("gets an error for pending calls", async () => {
    expect(await run("gives-up-what-is-awaited-when-it-is-closed")).to.include("This embedded DynamoDB is closed.");
  });

  it("ends with an open mock after a call that could not be sent", async () => {
    expect(await run("ends-after-what-could-not-be-asked")).to.equal("TableDefinitionError");
  });

  it("can have it in a worker thread, async and blocking", async () => {
    expect(await run("in-a-worker-thread")).to.deep.equal(["Bob", "none"]);
  });
});
