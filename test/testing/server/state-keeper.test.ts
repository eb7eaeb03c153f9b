import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Emulator } from "../../../src/testing/server/emulator.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { StateKeeper } from "../../../src/testing/server/state/state-keeper.js";
import { rejects } from "../../support/both.js";
import { indexed, plain } from "../../support/item-tables.js";

describe("the state of an emulator", () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dynatwin-state-"));
    path = join(folder, "dynamodb.state");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  describe("is kept", () => {
    const problems: string[] = [];
    let emulator: Emulator;
    let keeper: StateKeeper;

    async function keep(minMs: number): Promise<void> {
      problems.length = 0;
      emulator = new Emulator({}, Date.now);
      const file = await StateFile.load(path, emulator.loader());
      keeper = new StateKeeper(file, emulator, (problem) => problems.push(problem), { minMs, factor: 0 });
      await keeper.start();
    }

    const ask = (operation: string, input: object) => emulator.answer(operation, { ...input });

    async function tables(): Promise<string[]> {
      const loaded = new Emulator({}, Date.now);
      await StateFile.load(path, loaded.loader());
      return loaded.tableNames();
    }

    it("from the start, after changes, and at the end", async () => {
      await keep(1);
      expect(await tables()).to.deep.equal([]);
      ask("CreateTable", plain);
      while ((await tables()).length === 0) await new Promise(setImmediate);
      ask("CreateTable", indexed);
      await keeper.finish();
      expect(await tables()).to.deep.equal(["indexed", "plain"]);
      expect(problems).to.deep.equal([]);
    });

    it("and not written again without a change", async () => {
      await keep(1e6);
      const before = readFileSync(path, "utf8");
      ask("ListTables", {});
      ask("GetItem", {});
      writeFileSync(path, "mine"); // a save would fail
      await keeper.finish();
      expect(before).to.include('"formatVersion":3');
    });

    it("and reports once why it cannot be", async () => {
      await keep(1);
      writeFileSync(path, "mine");
      ask("CreateTable", plain);
      while (problems.length === 0) await new Promise(setImmediate);
      for (let round = 0; round < 50; round += 1) await new Promise(setImmediate);
      expect(problems).to.have.lengthOf(1);
      expect((await rejects(() => keeper.finish())).message).to.equal(problems[0]);
      expect(readFileSync(path, "utf8")).to.equal("mine");
    });

    it("only in a folder that exists", async () => {
      path = join(folder, "missing", "dynamodb.state");
      expect((await rejects(() => keep(1))).message)
        .to.include("Cannot save the state in")
        .and.to.include("ENOENT");
    });
  });
});
