import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SyncUnavailableError } from "../errors.js";

/** Where a module is, and how the program said so. */
export interface ModulePlace {
  readonly url: string;
  /** The path as given, where it depends on the directory that is current. */
  readonly relativePath: string | undefined;
}

/** How to name a module so that no change of the current directory moves it. */
export const FIXED_PLACE =
  'Give a URL, new URL("./config.mjs", import.meta.url), or an absolute path, which no change of the current directory moves.';

/**
 * Finds the place of a `sync.configModule`, for a path from the directory that is current now. Where there is none, the
 * path stays as it is: a client that never blocks must not fail for it.
 */
export function locateModule(module: string | URL): ModulePlace | string {
  if (typeof module !== "string" || /^(file|data|node):/.test(module))
    return { url: String(module), relativePath: undefined };
  try {
    return { url: pathToFileURL(resolve(module)).href, relativePath: isAbsolute(module) ? undefined : module };
  } catch {
    return module;
  }
}

/** The place of a module, or an error that says why there is none. */
export function placeOf(module: ModulePlace | string | URL): ModulePlace {
  const place = typeof module === "string" || "href" in module ? locateModule(module) : module;
  if (typeof place !== "string") return place;
  throw new SyncUnavailableError(
    `sync.configModule ${JSON.stringify(place)} is a path from the current directory, and there is none: it was ` +
      `deleted. ${FIXED_PLACE}`,
  );
}
