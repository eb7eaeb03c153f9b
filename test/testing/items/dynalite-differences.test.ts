import { expect } from "chai";
import { Emulator } from "../../../src/testing/server/emulator.js";
import { Dynalite } from "../../support/dynalite.js";
import { DIFFERENCES, TABLE } from "../../support/engine/differences.js";

describe("dynalite and the emulator differ:", () => {
  for (const { what, before = [], operation, input, ours, dynalite } of DIFFERENCES) {
    it(what, async () => {
      const other = new Dynalite();
      await other.create(TABLE);
      const emulator = new Emulator({}, () => 0);
      emulator.answer("CreateTable", { ...TABLE });
      for (const [operation, input] of before) {
        emulator.answer(operation, { ...input });
        await other.ask(operation, input);
      }
      expect(emulator.answer(operation, { ...input }).body).to.include(ours);
      const { body } = await other.ask(operation, input);
      expect(JSON.stringify(body)).to.include(dynalite).and.not.to.include(ours);
    });
  }
});
