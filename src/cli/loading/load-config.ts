import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DynatwinConfig, StageConfig } from "../../config.js";
import { Issues } from "../../validation/issues.js";
import { objectOf } from "../../validation/object-readers.js";
import { either, listOf, type Reader, recordOf, string } from "../../validation/readers.js";
import { suggest } from "../../validation/suggestions.js";
import { EMULATOR_VARIABLE } from "../emulator/client-environment.js";
import type { ConfigurationOptions } from "../options.js";
import { UsageError } from "../usage-error.js";
import { loadModule } from "./load-module.js";

const FILES = [
  "dynatwin.config.ts",
  "dynatwin.config.mts",
  "dynatwin.config.js",
  "dynatwin.config.mjs",
  "dynatwin.config.json",
];

const models: Reader<string | readonly string[]> = either(
  Array.isArray,
  listOf(string, (path) => path),
  string,
);
const stageReaders = { models, region: string, profile: string, endpoint: string };
const readStage = objectOf<StageConfig>(stageReaders);
const readConfig = objectOf<DynatwinConfig>({
  ...stageReaders,
  stage: string,
  stages: recordOf(readStage),
});

/** The settings of a run: those of the configuration file for the stage, with models as absolute paths. */
export interface Settings extends Omit<StageConfig, "models"> {
  readonly models: readonly string[];
  /** The stage, if there is one. */
  readonly stage?: string;
}

/**
 * Reads the configuration file of the current folder, or the one that `--config` names. Without a file there are no
 * settings.
 */
export async function loadConfig({ config: given, stage: wanted }: ConfigurationOptions): Promise<Settings> {
  const stageName = wanted ?? process.env["DYNATWIN_STAGE"];
  const file = given === undefined ? FILES.map((name) => resolve(name)).find(existsSync) : resolve(given);
  if (file === undefined) {
    if (wanted !== undefined)
      throw new UsageError("--stage needs a configuration file: dynatwin.config.ts, .js or .json.");
    return { models: [] };
  }
  if (!existsSync(file)) throw new UsageError(`There is no configuration file ${file}.`);
  if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder. --config names a file.`);
  const issues = new Issues();
  const config = readConfig(await contentsOf(file), "", issues.report) ?? {};
  const problems = issues.list.map(
    ({ path, message, fix }) => `\n- ${path && `${path}: `}${message}${fix === undefined ? "" : ` Fix: ${fix}`}`,
  );
  if (problems.length > 0) throw new UsageError(`${file} is not valid:${problems.join("")}`);
  return settingsOf(config, stageName ?? config.stage, file);
}

async function contentsOf(file: string): Promise<unknown> {
  if (!file.endsWith(".json")) {
    const loaded = (await loadModule(file)) as { readonly default?: unknown };
    // A CommonJS module that was compiled from `export default` has a default in its default.
    const inner = Object(loaded.default) as { readonly __esModule?: boolean; readonly default?: unknown };
    const content = inner.__esModule ? inner.default : loaded.default;
    if (content !== undefined) return content;
    throw new UsageError(`${file} has no default export: write export default { models: "./src/models.ts" };`);
  }
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

function settingsOf(config: DynatwinConfig, stageName: string | undefined, file: string): Settings {
  const { stage: _, stages = {}, ...base } = config;
  const names = Object.keys(stages);
  if (stageName !== undefined && !names.includes(stageName)) {
    const fix = names.length === 0 ? "add stages to the file." : suggest(stageName, names, "stages");
    throw new UsageError(`${file} has no stage ${JSON.stringify(stageName)}: ${fix}`);
  }
  const own = stageName === undefined ? {} : (stages[stageName] ?? {});
  const merged = { ...base, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
  const { models: paths = [], ...others } = merged as StageConfig; // members of the same types
  const folder = dirname(file);
  // In `emulator --exec` only the models are those of the file: its other members would send requests elsewhere.
  const usesEmulator = process.env[EMULATOR_VARIABLE] !== undefined;
  return {
    ...(!usesEmulator && others),
    models: [paths].flat().map((path) => resolve(folder, path)),
    ...(stageName !== undefined && { stage: stageName }),
  };
}
