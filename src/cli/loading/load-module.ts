import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { DynatwinError } from "../../errors.js";
import { EXIT } from "../exit-codes.js";
import { codeOfSignal } from "../session/interruption.js";
import { UsageError } from "../usage-error.js";

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

type Jiti = Pick<typeof import("jiti"), "createJiti">;

/** How modules are loaded. */
export interface Loaders {
  /** Whether Node loads TypeScript. */
  readonly loadsTypeScript: boolean;
  readonly importModule: (path: string) => Promise<object>;
  /** jiti, if it is installed. */
  readonly findJiti: (path: string) => Promise<Jiti | undefined>;
}

const loadersOfNode: Loaders = {
  loadsTypeScript: Boolean((process.features as { readonly typescript?: unknown }).typescript), // newer than our types
  importModule: (path) => import(pathToFileURL(path).href),
  findJiti,
};

/**
 * Loads a module, TypeScript or JavaScript, in either module system. TypeScript is loaded by Node where it can, and else by
 * jiti, if that is installed. What the module prints meanwhile is printed on stderr.
 *
 * @param path - The absolute path of a file that exists.
 * @throws {@link DynatwinError} with the stack of what the module throws.
 */
export async function loadModule(path: string, loaders = loadersOfNode): Promise<object> {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const noteEnd = (code: number) => endedBy(path, code);
  process.on("exit", noteEnd);
  try {
    return await load(path, loaders);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new DynatwinError(`${path} cannot be loaded: ${reasonOf(error, path)}`, { cause: error });
  } finally {
    process.stdout.write = write;
    process.off("exit", noteEnd);
  }
}

/** What a signal, or a closed output, ends the process with. */
const OUTER_CODES: readonly number[] = [codeOfSignal("SIGINT"), codeOfSignal("SIGTERM"), EXIT.outputClosed];

/** Reports that a module called `process.exit`, or waits at its top for what never happens: the process would end silently. */
function endedBy(path: string, code: number): void {
  if (OUTER_CODES.includes(code)) return;
  process.stderr.write(`error: ${path} ended the process while it was loaded, with code ${code}. Nothing was sent.\n`);
  process.exitCode = EXIT.failed;
}

async function load(path: string, loaders: Loaders): Promise<object> {
  if (!/\.[cm]?tsx?$/.test(path)) return loaders.importModule(path);
  if (!loaders.loadsTypeScript) return loadByJiti(path, loaders, `Node ${process.version} does not load TypeScript.`);
  try {
    return await loaders.importModule(path);
  } catch (error) {
    const { code, message } = Object(error) as NodeJS.ErrnoException;
    if (!NEEDS_A_LOADER.includes(code)) throw error;
    return loadByJiti(path, loaders, message);
  }
}

async function loadByJiti(path: string, { findJiti }: Loaders, why: string): Promise<object> {
  const jiti = await findJiti(path);
  if (jiti === undefined) {
    throw new UsageError(
      `${path} cannot be loaded. ${why} Install jiti, which loads all of TypeScript: npm install --save-dev jiti`,
    );
  }
  const { href } = pathToFileURL(path);
  try {
    return await jiti.createJiti(href).import(path);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // Only then, as paths can also name the sources of a package that is installed.
    return jiti.createJiti(href, { tsconfigPaths: true }).import(path);
  }
}

function isNotFound(error: unknown): boolean {
  const { code } = Object(error) as NodeJS.ErrnoException;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}

/** jiti beside this package, or beside the module. */
async function findJiti(path: string): Promise<Jiti | undefined> {
  try {
    return await import("jiti");
  } catch {
    try {
      return (await import(pathToFileURL(createRequire(path).resolve("jiti")).href)) as Jiti;
    } catch {
      return undefined;
    }
  }
}

/** Frames of Node and of jiti say nothing about the module. */
const LOADER_FRAME = /^ {4}at .*(?:node:internal|[\\/]jiti[\\/])/;
/** The first frame of this command, which is the caller of all others. */
const OWN_FRAME = /^ {4}at .*[\\/](?:dist[\\/]cli-|src[\\/]cli[\\/]loading[\\/])/;

/** Why a module cannot be loaded, with the place in it. */
function reasonOf(error: unknown, path: string): string {
  if (!(error instanceof Error)) return `it throws ${inspect(error)}`;
  const { message, stack = message } = error;
  if (isNotFound(error)) return message;
  const all = stack.split("\n");
  const end = all.findIndex((line) => OWN_FRAME.test(line));
  const lines = all.slice(0, end < 0 ? undefined : end).filter((line) => !LOADER_FRAME.test(line));
  // The stack of a mistake in the syntax of an ES module does not say where it is.
  if (error instanceof SyntaxError && stack.includes("compileSourceTextModule")) lines.unshift(...placeOfMistake(path));
  return lines.join("\n");
}

/** Where Node finds a mistake in the syntax of a module, or of one that it imports. Nothing of them runs. */
function placeOfMistake(path: string): readonly string[] {
  const program = `import ${JSON.stringify(pathToFileURL(path).href)};`;
  const { stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  const place = /^(file:\S+:\d+)$/m.exec(stderr)?.[1];
  return place === undefined ? [] : [place];
}
