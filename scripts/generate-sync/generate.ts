import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { Project, type SourceFile } from "ts-morph";
import { generateModelTables } from "../generate-model/generate.js";
import { Failures } from "./failures.js";
import { format } from "./format.js";
import { headerOf } from "./header.js";
import { Mirror, type Pair } from "./mirror.js";
import type { Outputs } from "./outputs.js";
import type { Rules } from "./rules.js";
import { translate } from "./translate.js";

const SOURCES = ["src/async/**/*.ts", "src/testing/async/**/*.ts", "test/async/**/*.test.ts"];

/** The rename tables for sources and tests. */
export interface RuleTables {
  readonly source: Rules;
  readonly test: Rules;
}

/** A generated file that is not formatted yet, and its source files. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  readonly sources: readonly string[];
}

/** The generated files of a repository, or why there are none. */
export interface Generated {
  readonly outputs: Outputs;
  readonly failures: readonly string[];
}

/**
 * Generates the table methods of models from the client's, and then translates `src/async`, `src/testing/async`
 * and `test/async`. Reads the disk, but does not write.
 */
export function generate(root: string, tables: RuleTables): Generated {
  const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json"), skipAddingFilesFromTsConfig: true });
  project.addSourceFilesAtPaths(SOURCES.map((path) => join(root, path)));
  project.resolveSourceFileDependencies();
  const failures = new Failures(root);
  const files = generateModelTables(project, root, tables.source, failures);
  const pairs = findPairs(project, root, tables);
  // The types of a source can depend on the mirror of another one, which does not exist in the first pass, so there are
  // two passes.
  const first = new Mirror(new Failures(root), pairs);
  if ([...first.pairs.values()].some(({ outputPath }) => !existsSync(outputPath))) addMirrors(project, first, false);
  const mirror = new Mirror(failures, pairs);
  // Sources before tests, because a test's types come from src/index.ts, which exports the mirrors.
  files.push(...addMirrors(project, mirror, false), ...addMirrors(project, mirror, true));
  checkRules(mirror, tables);
  return { outputs: failures.list.length > 0 ? new Map() : finish(root, files), failures: failures.list };
}

/** Translates the sources, or the tests, and adds their mirrors to the project. */
function addMirrors(project: Project, mirror: Mirror, isTest: boolean): GeneratedFile[] {
  const pairs = [...mirror.pairs.values()].filter((pair) => pair.isTest === isTest);
  const files = pairs.map((pair) => ({
    path: pair.outputPath,
    text: translate(pair, mirror),
    sources: [pair.source.getFilePath()],
  }));
  for (const { path, text } of files) project.createSourceFile(path, text, { overwrite: true });
  return files;
}

function findPairs(project: Project, root: string, { source, test }: RuleTables): Pair[] {
  const both = {
    names: { ...source.names, ...test.names },
    members: { ...source.members, ...test.members },
  };
  const pathOf = (file: SourceFile) => relative(root, file.getFilePath()).replaceAll("\\", "/");
  const pairUp = (pattern: RegExp, isTest: boolean, rules: Rules): Pair[] =>
    project
      .getSourceFiles()
      .filter((file) => pattern.test(pathOf(file)))
      .map((file) => ({
        source: file,
        outputPath: join(root, pathOf(file).replace("/async/", "/sync/")),
        isTest,
        rules,
      }));
  return [...pairUp(/^src\/(testing\/)?async\//, false, source), ...pairUp(/^test\/async\/.*\.test\.ts$/, true, both)];
}

function checkRules(mirror: Mirror, { source, test }: RuleTables): void {
  mirror.checkRules(source);
  // Without tests, the rules for tests are not checked.
  if ([...mirror.pairs.values()].some(({ isTest }) => isTest)) mirror.checkRules(test);
}

function finish(root: string, files: readonly GeneratedFile[]): Outputs {
  const formatted = format(root, new Map(files.map(({ path, text }) => [path, text])));
  const outputs = files.map(({ path, sources }): [string, string] => {
    const header = headerOf(sources.map((source) => relative(root, source)));
    return [relative(root, path), `${header}\n\n${formatted.get(path)?.trimStart()}`];
  });
  return new Map(outputs);
}
