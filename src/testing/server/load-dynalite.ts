import { DynatwinError } from "../../errors.js";
import { requireHere } from "../../transport/here.js";

/** dynalite, loaded when it is first needed, so that whoever lacks it can be told. */
export function loadDynalite(): typeof import("dynalite").default {
  return requireHere("dynalite"); // the package's types stand beside this file
}

/** Throws where dynalite is not installed. */
export function requireDynalite(user: string): void {
  try {
    requireHere.resolve("dynalite");
  } catch (cause) {
    throw new DynatwinError(`${user} runs on dynalite, which is not installed. Run: npm install --save-dev dynalite`, {
      cause,
    });
  }
}
