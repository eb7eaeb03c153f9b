import { DynatwinError } from "../../errors.js";
import { requireHere } from "../../transport/here.js";

/** Makes an embedded dynalite. It is loaded with the first one, so that whoever lacks it can be told. */
export function startDynalite(): import("node:http").Server {
  // The package of that name, whose types stand beside this file.
  const dynalite = requireHere("dynalite") as typeof import("dynalite").default;
  return dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
}

/** Throws where dynalite is not installed. */
export function requireDynalite(user: string): void {
  try {
    requireHere.resolve("dynalite");
  } catch {
    throw new DynatwinError(
      `${user} runs on dynalite, which is not installed. Install it: npm install --save-dev dynalite`,
    );
  }
}
