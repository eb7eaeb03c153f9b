import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SyncUnavailableError } from "../errors.js";

/** The location of a `sync.configModule`. */
export interface ModuleLocation {
  readonly url: string;
  /** The path as given, if it is relative to the current directory. */
  readonly relativePath: string | undefined;
}

/** How to name a module independently of the current directory. */
export const FIXED_LOCATION_HINT =
  'Use a URL, new URL("./config.mjs", import.meta.url), or an absolute path, which do not depend on the current directory.';

/**
 * Resolves the location of a `sync.configModule`. A path is relative to the current directory. If that was deleted, the
 * path is returned unchanged, because a client that never blocks must not fail.
 */
export function locateConfigModule(module: string | URL): ModuleLocation | string {
  if (typeof module !== "string" || /^(file|data|node):/.test(module))
    return { url: String(module), relativePath: undefined };
  try {
    return { url: pathToFileURL(resolve(module)).href, relativePath: isAbsolute(module) ? undefined : module };
  } catch {
    return module;
  }
}

/** Returns the location of a module, or throws if it cannot be resolved. */
export function requireLocation(module: ModuleLocation | string | URL): ModuleLocation {
  const location = typeof module === "string" || "href" in module ? locateConfigModule(module) : module;
  if (typeof location !== "string") return location;
  throw new SyncUnavailableError(
    `sync.configModule ${JSON.stringify(location)} is relative to the current directory, which was deleted. ` +
      `${FIXED_LOCATION_HINT}`,
  );
}
