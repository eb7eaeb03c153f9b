import { DynatwinError } from "../../errors.js";
import { ownRequire } from "../../transport/own-files.js";

/** Loads dynalite on first use, so that its absence can be reported. */
export function loadDynalite(): typeof import("dynalite").default {
  return ownRequire("dynalite"); // the types are in dynalite.d.ts beside this file
}

/** Throws if dynalite is not installed. */
export function requireDynalite(user: string): void {
  try {
    ownRequire.resolve("dynalite");
  } catch (cause) {
    throw new DynatwinError(`${user} runs on dynalite, which is not installed. Run: npm install --save-dev dynalite`, {
      cause,
    });
  }
}
