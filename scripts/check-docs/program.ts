import { join } from "node:path";
import ts from "typescript";

/**
 * A program of the library and the given texts, with the library's strict compiler options; the module names of
 * `entries` resolve to its source.
 */
export function createProgram(
  root: string,
  entries: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): ts.Program {
  const options: ts.CompilerOptions = {
    ...readOptions(root),
    noEmit: true,
    allowJs: true,
    checkJs: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
    paths: Object.fromEntries([...entries].map(([name, file]) => [name, [file]])),
    // The types that a reader has, without the globals of our test runner.
    types: ["node"],
  };
  delete options.rootDir;
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  return ts.createProgram([...entries.values(), ...texts.keys()], options, host);
}

function readOptions(root: string): ts.CompilerOptions {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
  };
  return ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), {}, host)?.options ?? {};
}
