import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ProgramEnd } from "../support/run-program.js";
import type { InstalledPackage } from "./installed.js";

/** The commands that a script of ours runs with npx, by the file that runs each. */
const COMMANDS = {
  mocha: resolve("node_modules/mocha/bin/mocha.js"),
  vitest: resolve("node_modules/vitest/vitest.mjs"),
};

/**
 * Runs a shell script in a user's folder, as its packages are installed there. `npx` is replaced by one that only runs the
 * command: npm takes half a second for that.
 */
export async function runScript(installed: InstalledPackage, script: string): Promise<ProgramEnd> {
  const bin = join(installed.folder, "bin");
  mkdirSync(bin, { recursive: true });
  const dynatwin = join(installed.folder, "node_modules", "dynatwin", "dist", "cli.js");
  for (const [name, file] of Object.entries({ ...COMMANDS, dynatwin }))
    writeProgram(join(bin, name), `exec "${process.execPath}" "${file}" "$@"`);
  writeProgram(join(bin, "npx"), 'exec "$@"');
  const env = { ...process.env, NO_COLOR: "1", PATH: `${bin}:${process.env["PATH"]}` };
  return new Promise((done) => {
    execFile("bash", [script], { cwd: installed.folder, env, timeout: 60_000 }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === "number" ? error.code : error ? null : 0, stdout, stderr });
    });
  });
}

function writeProgram(file: string, text: string): void {
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}
