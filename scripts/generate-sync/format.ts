import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** Formats files, and sorts their imports, by the repository's rules: one run of Biome for all of them. */
export function format(root: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  if (texts.size === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "dynatwin-generate-"));
  try {
    const paths = [...texts].map(([path, text], index): [string, string] => {
      const copy = join(folder, String(index), basename(path));
      mkdirSync(join(folder, String(index)));
      writeFileSync(copy, text);
      return [path, copy];
    });
    runBiome(root, folder);
    return new Map(paths.map(([path, copy]) => [path, readFileSync(copy, "utf8")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runBiome(root: string, folder: string): void {
  // The ignore file and the list of files apply to the repository, and the copies are outside it.
  const options = [
    "--write",
    "--linter-enabled=false",
    "--vcs-enabled=false",
    `--config-path=${root}`,
    "--log-level=error",
  ];
  execFileSync(join(root, "node_modules/.bin/biome"), ["check", ...options, folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}
