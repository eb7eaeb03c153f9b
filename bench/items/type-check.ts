import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.js";
import { projects } from "./projects.js";

const ROUNDS = 3;
const MODELS = 100;
const CHECKER = fileURLToPath(new URL("./type-checker.js", import.meta.url));

/** The texts of a project's files, by name. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** The type check of a project: CPU seconds, with and without the time to read the files, and the instantiations of types. */
export interface TypeCheck {
  readonly seconds: number;
  readonly checkSeconds: number;
  readonly instantiations: number;
}

/** Seconds of CPU time to type-check a project of a hundred models, by library. */
export function measureTypeChecks(): Map<string, number> {
  const files = Object.entries(projects).map(([name, model]) => [name, modelFiles(MODELS, model)]);
  const checks = measureProjects("type-check", Object.fromEntries(files));
  return new Map([...checks].map(([name, { seconds }]) => [name, seconds]));
}

/** A file for each model. */
export function modelFiles(count: number, model: (index: number) => string): ProjectFiles {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`model-${index}.ts`, model(index)]));
}

/** The type check of each project, by its name: the medians of some rounds. */
export function measureProjects(parent: string, named: Readonly<Record<string, ProjectFiles>>): Map<string, TypeCheck> {
  const folders = new Map(
    Object.entries(named).map(([name, files]) => [name, write(join("build", parent, name), files)]),
  );
  const rounds = new Map([...folders.keys()].map((name) => [name, [] as TypeCheck[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, folder] of folders) rounds.get(name)?.push(check(folder));
  }
  return new Map([...rounds].map(([name, checks]) => [name, medianOf(checks)]));
}

/** Writes a project into `build/`, where `dynatwin` and the libraries can be resolved. */
function write(folder: string, files: ProjectFiles): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function check(folder: string): TypeCheck {
  const output = execFileSync(process.execPath, [CHECKER, folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output);
}

function medianOf(checks: readonly TypeCheck[]): TypeCheck {
  const of = (member: keyof TypeCheck) => median(checks.map((each) => each[member]));
  return { seconds: of("seconds"), checkSeconds: of("checkSeconds"), instantiations: of("instantiations") };
}
