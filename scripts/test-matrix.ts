// Runs test/contexts with child processes on every Node that dynatwin supports, and writes docs/blocking-matrix.md.
import { execFileSync, execSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { MatrixRecord } from "../test/contexts/matrix.js";
import { documentOf } from "./test-matrix/document.js";

const VERSIONS = ["20", "22", "24", "26"];
const CACHE = "node_modules/.cache/dynatwin-node";
const RECORDS = resolve("build/matrix-records.jsonl");
const DOCUMENT = "docs/blocking-matrix.md";

/** The npm packages with the binaries of Node. */
const BINARY_PACKAGE = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

function binaryOf(version: string): string {
  const file = process.platform === "win32" ? "node.exe" : "node";
  return resolve(CACHE, "node_modules", `node-${version}`, "bin", file);
}

/** About 190 MB each, and kept for the next run. */
function install(versions: readonly string[]): void {
  if (versions.length === 0) return;
  mkdirSync(CACHE, { recursive: true });
  const manifest = join(CACHE, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const packages = versions.map((version) => `node-${version}@npm:${BINARY_PACKAGE}@${version}`);
  // As dependencies: what is not in the manifest would be removed when the next version is added.
  execSync(`npm install --no-audit --no-fund --ignore-scripts ${packages.join(" ")}`, { cwd: CACHE, stdio: "inherit" });
}

function run(version: string): void {
  const env = { ...process.env, MATRIX_NODE: binaryOf(version), MATRIX_RECORDS: RECORDS };
  const settings = ["--no-config", "--enable-source-maps", "--env-file=scripts/node.env", "--reporter=dot"];
  const specs = ["contexts", "own-server"].map((name) => `build/test/contexts/${name}.test.js`);
  execFileSync(process.execPath, ["node_modules/mocha/bin/mocha.js", ...settings, ...specs], { env, stdio: "inherit" });
}

function packageVersions(...names: readonly string[]): Record<string, string> {
  const versionOf = (name: string) => {
    const manifest = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string };
    return manifest.version;
  };
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

install(VERSIONS.filter((version) => !existsSync(binaryOf(version))));
rmSync(RECORDS, { force: true });
for (const version of VERSIONS) run(version);
const lines = readFileSync(RECORDS, "utf8").trim().split("\n");
// The lines written by test/contexts/matrix.ts.
const records = lines.map((line) => JSON.parse(line) as MatrixRecord);
const facts = {
  date: new Date().toISOString().slice(0, 10),
  platform: `${process.platform}-${process.arch}`,
  packages: packageVersions("@aws-sdk/client-dynamodb", "deasync", "dynalite"),
};
writeFileSync(DOCUMENT, documentOf(records, facts));
console.log(`${DOCUMENT}: ${records.length} cases on Node ${VERSIONS.join(", ")}.`);
