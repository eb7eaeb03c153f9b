import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { InstalledPackage } from "../package/installed.js";
import { runProgram } from "../support/run-program.js";
import { SIGNATURE } from "../support/signature.js";
import { EmulatorProcess } from "./command.js";

interface Manifest {
  readonly version: string;
  readonly bin: { readonly dynatwin: string };
}

describe("the command in the packed tarball", function () {
  this.timeout(60_000); // Packs and installs.

  let installed: InstalledPackage;
  let manifest: Manifest;
  let command: string;

  before(async () => {
    installed = await InstalledPackage.install("test/package/apps");
    manifest = JSON.parse(installed.read("package.json")) as Manifest; // our own
    command = join(installed.folder, "node_modules", "dynatwin", manifest.bin.dynatwin);
  });

  after(() => installed.remove());

  it("starts with only the packages that the manifest names", async () => {
    const emulator = await EmulatorProcess.start(command, "emulator", "--port", "0");
    const headers = { ...SIGNATURE, "x-amz-target": "DynamoDB_20120810.ListTables" };
    const answer = await fetch(emulator.endpoint, { method: "POST", headers, body: "{}" });
    expect(await answer.json()).to.deep.equal({ TableNames: [] });
    expect((await emulator.stop("SIGINT")).code).to.equal(0);
  });

  it("prints its version", async () => {
    const answer = await runProgram([command, "--version"]);
    expect(answer).to.deep.equal({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  it("contains commander's licence", () => {
    const licence = readFileSync("node_modules/commander/LICENSE", "utf8");
    expect(readFileSync(command, "utf8")).to.include(licence);
  });
});
