// Type-checks the files of one folder in a new process, and prints the CPU seconds and the instantiations of types.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const [folder = ""] = process.argv.slice(2);
const files = readdirSync(folder).map((name) => join(folder, name));
const program = ts.createProgram(files, {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
});
const loaded = cpuSeconds();
const found = ts.getPreEmitDiagnostics(program);
// The time for a project with errors would be useless.
if (found.length > 0) {
  console.error(
    ts.formatDiagnostics(found.slice(0, 3), {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => "",
      getNewLine: () => "\n",
    }),
  );
  process.exit(1);
}
const seconds = cpuSeconds();
console.log(
  JSON.stringify({ seconds, checkSeconds: seconds - loaded, instantiations: program.getInstantiationCount() }),
);

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
