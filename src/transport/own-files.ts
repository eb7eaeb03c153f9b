import { existsSync } from "node:fs";
import nodeModule from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * The URL of this file, or of the bundle that contains it, in both module systems. webpack replaces `import.meta.url`
 * by the file's location during bundling, and `import.meta.filename` by the bundle's location.
 */
export const ownModuleUrl: string = pathToFileURL(
  import.meta.filename ?? (import.meta.url ? fileURLToPath(import.meta.url) : __filename),
).href;

/**
 * `require` relative to this file. It resolves at run time: bundlers do not follow it, and webpack does not warn about
 * it, as it would about an import named `createRequire`.
 */
export const ownRequire: NodeJS.Require = nodeModule.createRequire(ownModuleUrl);

/** Finds the file of one of our threads: beside this file, beside the bundle, or in the installed package. */
export function findThreadFile(...names: readonly string[]): URL | undefined {
  const locations = names.map((name) => new URL(name, ownModuleUrl));
  try {
    const installed = pathToFileURL(ownRequire.resolve("dynatwin/package.json"));
    locations.push(...names.map((name) => new URL(`./dist/${name}`, installed)));
  } catch {
    // dynatwin is not installed beside the bundle.
  }
  return locations.find((location) => existsSync(location));
}
