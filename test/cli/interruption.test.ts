import { expect } from "chai";
import { abortAtSignals, Interruption } from "../../src/cli/session/interruption.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { CommandRunner } from "./run-command.js";

const INDEX = ["--partition-key", "id:S", "--index", "by-email=email:S"];
const MODELS = ["--models", "test/cli/fixtures/models.ts"];

interface Interrupted {
  readonly type?: string;
  readonly interrupted: boolean;
  readonly hasChanged: boolean;
  readonly tables: readonly { readonly tableName: string; readonly state: string }[];
  readonly unfinished?: readonly { readonly action: string }[];
}

describe("an interruption of dynatwin", () => {
  let emulator: EmulatorProcess;
  let command: CommandRunner;

  before(async () => {
    const options = ["emulator", "--port", "0", "--latency", "realistic"];
    emulator = await EmulatorProcess.start(process.execPath, MAIN, ...options);
    command = new CommandRunner(emulator.endpoint);
  });

  after(() => emulator.stop());

  it("of create ends at once, says what state was left, and names the command that goes on", async () => {
    const end = await command.interrupted(["create", "users", ...INDEX], /CREATING/);
    expect([end.code, end.stdout], end.stderr).to.deep.equal([130, ""]);
    expect(end.stderr).to.match(
      /Interrupted by SIGINT\. What was sent by then takes effect\. The last state:\n {2}users: CREATING.*\nGo on with dynatwin ensure/,
    );
  });

  it("of ensure has one document for programs", async () => {
    const args = ["ensure", "orders", ...INDEX, "--json"];
    const end = await command.interrupted(args, /CREATING/, "SIGTERM");
    expect(end.code, end.stderr).to.equal(143);
    const { interrupted, hasChanged, tables } = JSON.parse(end.stdout) as Interrupted;
    expect([interrupted, hasChanged, tables.map(({ tableName }) => tableName)]).to.deep.equal([true, true, ["orders"]]);
    expect(end.stderr).to.include("The same command goes on from there.");
  });

  it("of a wait has changed nothing", async () => {
    await command.interrupted(["create", "events", ...INDEX], /CREATING/);
    const end = await command.interrupted(["wait", "events"], /CREATING/);
    expect(end.code).to.equal(130);
    expect(end.stderr).to.match(
      /Nothing was changed\. The last state:\n {2}events: CREATING.*\nThe same command waits/,
    );
  });

  it("of apply has a last record with the steps that are done, unfinished and not attempted", async () => {
    const end = await command.interrupted(["apply", "audit", ...MODELS, "--json"], /CREATING/);
    expect(end.code, end.stderr).to.equal(130);
    const last = JSON.parse(end.stdout.trim().split("\n").at(-1) ?? "") as Interrupted;
    expect(last).to.deep.include({ type: "summary", interrupted: true, done: [], notAttempted: [] });
    expect(last.unfinished?.map(({ action }) => action)).to.deep.equal(["createTable"]);
  });

  it("comes by Ctrl-C on a terminal, with the lines of progress above it", async () => {
    const { code, shown } = await command.onTerminal(["ensure", "stock", ...INDEX], "\u0003", /CREATING/);
    expect(code, shown).to.equal(130);
    expect(shown).to.match(/stock {2}CREATING, index by-email CREATING[\s\S]*Interrupted by SIGINT/);
  });

  it("comes by Ctrl-C at a question, too", async () => {
    const { code, shown } = await command.onTerminal(["delete", "users"], "\u0003", /to go on/);
    expect(code, shown).to.equal(130);
    expect(shown).to.include("Interrupted by SIGINT. Nothing was changed.");
  });

  it("ends the process when it comes a second time", () => {
    const [exit, listeners] = [process.exit, process.listeners("SIGINT")];
    const codes: unknown[] = [];
    process.exit = ((code: unknown) => codes.push(code)) as never; // it returns
    try {
      const signal = abortAtSignals();
      const [listener] = process.listeners("SIGINT").filter((each) => !listeners.includes(each));
      listener?.("SIGINT");
      expect([signal.aborted, signal.reason instanceof Interruption, codes]).to.deep.equal([true, true, []]);
      listener?.("SIGINT");
      expect(codes).to.deep.equal([130]);
    } finally {
      process.exit = exit;
      for (const name of ["SIGINT", "SIGTERM"] as const) {
        const own = process.listeners(name).at(-1);
        if (own !== undefined && !listeners.includes(own)) process.removeListener(name, own);
      }
    }
  });
});
