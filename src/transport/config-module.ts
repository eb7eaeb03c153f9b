import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { isError, SyncUnavailableError } from "../errors.js";
import { FIXED_PLACE, type ModulePlace } from "./module-place.js";

/**
 * Imports the module that completes a configuration, in the thread that will use it.
 *
 * @param place - Where the module is.
 * @param missing - The fields that the module must have: without them the SDK would look for its own defaults, and could
 *   reach another account than the caller meant.
 */
export async function importConfig(place: ModulePlace, missing: readonly string[]): Promise<DynamoDBClientConfig> {
  const name = moduleName(place);
  const exported = await importDefault(place.url).catch((cause: unknown) => {
    const reason = isError(cause) ? cause.message : String(cause);
    const { relativePath } = place;
    const hint =
      relativePath === undefined
        ? ""
        : `. It was given as ${JSON.stringify(relativePath)}, a path from the directory that was current when the client ` +
          `was made. ${FIXED_PLACE}`;
    throw new SyncUnavailableError(`${name} cannot be loaded: ${reason}${hint}`, { cause });
  });
  if (typeof exported !== "object" || exported === null) {
    const found = exported === undefined ? "there is none" : `it is a ${typeof exported}`;
    throw new SyncUnavailableError(
      `${name} must have a default export that is an SDK configuration object, and ${found}.`,
    );
  }
  const lacking = missing.filter((field) => !(field in exported));
  if (lacking.length === 0) return exported;
  throw new SyncUnavailableError(
    `${name} does not have ${lacking.join(", ")}, which the client's configuration has and which cannot cross to the ` +
      "worker thread. Export it there too. Nothing was sent.",
  );
}

/** What an error calls the module. A data: URL may be long, and have in it what no log should have. */
export function moduleName({ url }: ModulePlace): string {
  return `sync.configModule ${url.startsWith("data:") ? "(a data: URL)" : url}`;
}

async function importDefault(url: string): Promise<unknown> {
  // Bundlers leave it alone: it is there when the program runs.
  const module = (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as { readonly default?: unknown };
  // A CommonJS module that was compiled from an ES module has its default export one level deeper.
  return (module.default as { readonly default?: unknown } | null | undefined)?.default ?? module.default;
}
