import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { isError, SyncUnavailableError } from "../errors.js";
import { FIXED_LOCATION_HINT, type ModuleLocation } from "./config-module-location.js";

/**
 * Imports the module that completes a configuration, in the thread that will use it.
 *
 * @param location - The location of the module.
 * @param missing - The fields that the module must have: without them the SDK would use its own defaults, and could
 * reach another account than intended.
 */
export async function importConfig(
  location: ModuleLocation,
  missing: readonly string[],
): Promise<DynamoDBClientConfig> {
  const name = moduleName(location);
  const exported = await importDefault(location.url).catch((cause: unknown) => {
    const reason = isError(cause) ? cause.message : String(cause);
    const { relativePath } = location;
    const hint =
      relativePath === undefined
        ? ""
        : `. It was given as ${JSON.stringify(relativePath)}, a path relative to the current directory at the time ` +
          `when the client was created. ${FIXED_LOCATION_HINT}`;
    throw new SyncUnavailableError(`${name} cannot be loaded: ${reason}${hint}`, { cause });
  });
  if (typeof exported !== "object" || exported === null) {
    const found = exported === undefined ? "it has none" : `it is a ${typeof exported}`;
    throw new SyncUnavailableError(
      `${name} must have a default export that is an SDK configuration object, but ${found}.`,
    );
  }
  const missingFields = missing.filter((field) => !(field in exported));
  if (missingFields.length === 0) return exported;
  throw new SyncUnavailableError(
    `${name} does not have ${missingFields.join(", ")}, which the client's configuration has and which cannot be ` +
      `copied to the worker thread. Export it there too. Nothing was sent.`,
  );
}

/** The module's name for an error message. A data: URL can be long, and can contain secrets. */
export function moduleName({ url }: ModuleLocation): string {
  return `sync.configModule ${url.startsWith("data:") ? "(a data: URL)" : url}`;
}

async function importDefault(url: string): Promise<unknown> {
  // Bundlers must not resolve it: the module exists only at run time.
  const module = (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as { readonly default?: unknown };
  // A CommonJS module that was compiled from an ES module has its default export one level deeper.
  return (module.default as { readonly default?: unknown } | null | undefined)?.default ?? module.default;
}
