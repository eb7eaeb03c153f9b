import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { UsageError } from "./usage-error.js";

/** What Node reports for TypeScript that needs more than the removal of its types. */
const NEEDS_A_LOADER: readonly unknown[] = [
  "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX",
  "ERR_INVALID_TYPESCRIPT_SYNTAX",
  "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING",
  "ERR_UNKNOWN_FILE_EXTENSION",
  // An import without an extension, of `.js` for a file that ends with `.ts`, or of a path in tsconfig.json.
  "ERR_MODULE_NOT_FOUND",
  "ERR_UNSUPPORTED_DIR_IMPORT",
  "MODULE_NOT_FOUND",
];

/**
 * Loads a module, TypeScript or JavaScript, in either module system. TypeScript is loaded by Node where it can, and else by
 * jiti, if that is installed.
 *
 * @param path - The absolute path of a file that exists.
 */
export async function loadModule(path: string): Promise<object> {
  if (!/\.[cm]?tsx?$/.test(path)) return import(pathToFileURL(path).href);
  const isNative = Boolean((process.features as { readonly typescript?: unknown }).typescript); // newer than our types
  if (!isNative) return loadByJiti(path, `Node ${process.version} does not load TypeScript.`);
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const { code, message } = Object(error) as NodeJS.ErrnoException;
    if (!NEEDS_A_LOADER.includes(code)) throw error;
    return loadByJiti(path, message);
  }
}

async function loadByJiti(path: string, why: string): Promise<object> {
  const jiti = await findJiti(path);
  if (jiti === undefined) {
    throw new UsageError(
      `${path} cannot be loaded. ${why} Install jiti, which loads all of TypeScript: npm install --save-dev jiti`,
    );
  }
  return jiti.createJiti(pathToFileURL(path).href).import(path);
}

/** jiti beside this package, or beside the module. */
async function findJiti(path: string): Promise<typeof import("jiti") | undefined> {
  try {
    return await import("jiti");
  } catch {
    try {
      return await import(pathToFileURL(createRequire(path).resolve("jiti")).href);
    } catch {
      return undefined;
    }
  }
}
