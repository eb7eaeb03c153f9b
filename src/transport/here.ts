import { existsSync } from "node:fs";
import nodeModule from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * The URL of this file, or of the bundle that it went into, in both module systems. webpack writes the file's place at
 * the time of bundling for `import.meta.url`, and the place of the bundle for `import.meta.filename`.
 */
export const here: string = pathToFileURL(
  import.meta.filename ?? (import.meta.url ? fileURLToPath(import.meta.url) : __filename),
).href;

/**
 * `require` as seen from this file. What it names is looked up when the program runs: bundlers do not follow it, and
 * webpack does not warn of that, as it would of an import by the name `createRequire`.
 */
export const requireHere: NodeJS.Require = nodeModule.createRequire(here);

/** A file of ours that runs on a thread of its own: beside this one, beside the bundle, or in the installed package. */
export function findThreadFile(...names: readonly string[]): URL | undefined {
  const places = names.map((name) => new URL(name, here));
  try {
    const installed = pathToFileURL(requireHere.resolve("dynatwin/package.json"));
    places.push(...names.map((name) => new URL(`./dist/${name}`, installed)));
  } catch {
    // Not installed where the bundle runs.
  }
  return places.find((place) => existsSync(place));
}
