import { join, relative } from "node:path";
import { Project, type SourceFile } from "ts-morph";
import { format } from "./format.js";
import { headerOf } from "./header.js";
import { Mirror, type Pair } from "./mirror.js";
import type { Outputs } from "./outputs.js";
import type { Rules } from "./rules.js";
import { translate } from "./translate.js";

/** The rename tables of the two sides. */
export interface RuleTables {
  readonly source: Rules;
  readonly test: Rules;
}

/** The mirrors of a repository, or why there are none. */
export interface Generated {
  readonly outputs: Outputs;
  readonly failures: readonly string[];
}

/** Translates `src/async` and `test/async`. Reads the disk and writes nothing. */
export function generate(root: string, tables: RuleTables): Generated {
  const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json"), skipAddingFilesFromTsConfig: true });
  const pairs = findPairs(project, root, tables);
  const mirror = new Mirror(root, pairs);
  const texts = new Map<string, string>();
  // Sources before tests: a test's types come through src/index.ts, and so from the mirrors.
  for (const isTest of [false, true]) {
    const batch = [...mirror.pairs.values()].filter((pair) => pair.isTest === isTest);
    const translated = batch.map((pair): [string, string] => [pair.outputPath, translate(pair, mirror)]);
    for (const [path, text] of translated) {
      texts.set(path, text);
      if (!isTest) project.createSourceFile(path, text, { overwrite: true });
    }
  }
  checkRules(mirror, tables);
  const failures = mirror.failures.list;
  return { outputs: failures.length > 0 ? new Map() : finish(root, mirror, texts), failures };
}

function findPairs(project: Project, root: string, { source, test }: RuleTables): Pair[] {
  const both = {
    names: { ...source.names, ...test.names },
    members: { ...source.members, ...test.members },
  };
  const pairUp = (files: SourceFile[], isTest: boolean, rules: Rules): Pair[] =>
    files.map((file) => ({
      source: file,
      outputPath: join(root, relative(root, file.getFilePath()).replace("/async/", "/sync/")),
      isTest,
      rules,
    }));
  const sources = project.addSourceFilesAtPaths([
    join(root, "src/async/**/*.ts"),
    join(root, "src/testing/async/**/*.ts"),
  ]);
  const tests = project.addSourceFilesAtPaths(join(root, "test/async/**/*.test.ts"));
  project.resolveSourceFileDependencies();
  return [...pairUp(sources, false, source), ...pairUp(tests, true, both)];
}

function checkRules(mirror: Mirror, { source, test }: RuleTables): void {
  mirror.checkRules(source);
  // Without a test, nothing can be said about the rules for tests.
  if ([...mirror.pairs.values()].some(({ isTest }) => isTest)) mirror.checkRules(test);
}

function finish(root: string, mirror: Mirror, texts: ReadonlyMap<string, string>): Outputs {
  const formatted = format(root, texts);
  const outputs = [...mirror.pairs.values()].map(({ source, outputPath }): [string, string] => {
    const header = headerOf(relative(root, source.getFilePath()));
    return [relative(root, outputPath), `${header}\n\n${formatted.get(outputPath)?.trimStart()}`];
  });
  return new Map(outputs);
}
