import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.js";
import { projects } from "./projects.js";

const ROUNDS = 3;
const MODELS = 100;
const CHECKER = fileURLToPath(new URL("./type-checker.js", import.meta.url));

/** Seconds of CPU time to type-check a project of a hundred models, by library. */
export function measureTypeChecks(): Map<string, number> {
  const folders = new Map(Object.entries(projects).map(([name, model]) => [name, generate(name, model)]));
  const rounds = new Map([...folders.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, folder] of folders) rounds.get(name)?.push(check(folder));
  }
  return new Map([...rounds].map(([name, seconds]) => [name, median(seconds)]));
}

/** Writes the project into `build/`, where `dynatwin` and the libraries can be resolved. */
function generate(name: string, model: (index: number) => string): string {
  const folder = join("build", "type-check", name);
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < MODELS; index++) writeFileSync(join(folder, `model-${index}.ts`), model(index));
  return folder;
}

function check(folder: string): number {
  return Number(
    execFileSync(process.execPath, [CHECKER, folder], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
  );
}
