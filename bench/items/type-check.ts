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

/** Seconds of CPU time to type-check a project of a hundred models, by library. */
export function measureTypeChecks(): Map<string, number> {
  const files = Object.entries(projects).map(([name, model]) => [name, modelFiles(MODELS, model)]);
  return measureProjects("type-check", Object.fromEntries(files));
}

/** A file for each model. */
export function modelFiles(count: number, model: (index: number) => string): ProjectFiles {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`model-${index}.ts`, model(index)]));
}

/** Seconds of CPU time to type-check each project, by its name. */
export function measureProjects(
  parent: string,
  named: Readonly<Record<string, ProjectFiles>>,
  count = ROUNDS,
): Map<string, number> {
  const folders = new Map(
    Object.entries(named).map(([name, files]) => [name, write(join("build", parent, name), files)]),
  );
  const rounds = new Map([...folders.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < count; round++) {
    for (const [name, folder] of folders) rounds.get(name)?.push(check(folder));
  }
  return new Map([...rounds].map(([name, seconds]) => [name, median(seconds)]));
}

/** Writes a project into `build/`, where `dynatwin` and the libraries can be resolved. */
function write(folder: string, files: ProjectFiles): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function check(folder: string): number {
  return Number(
    execFileSync(process.execPath, [CHECKER, folder], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
  );
}
