import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** The URL of this file, or of the bundle that it went into, in both module systems. */
export const here: string = typeof __filename === "string" ? pathToFileURL(__filename).href : import.meta.url;

/** `require` as seen from this file. Bundlers leave it alone, so what it names is looked up when the program runs. */
export const requireHere: NodeJS.Require = createRequire(here);
