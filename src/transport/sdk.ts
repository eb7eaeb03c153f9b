import { DynatwinError } from "../errors.js";
import { requireHere } from "./here.js";
import type { SdkModule } from "./operations.js";

const PACKAGE = "@aws-sdk/client-dynamodb";

let loaded: SdkModule | undefined;

/** Loads the SDK, in the only spelling that every bundler follows. */
export async function loadSdk(): Promise<SdkModule> {
  try {
    loaded ??= await import("@aws-sdk/client-dynamodb");
    return loaded;
  } catch (error) {
    if (codeOf(error).startsWith("ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING")) return loadSdkNow(); // jest, as it comes
    throw explain(error);
  }
}

/** Loads the SDK without a promise. It is the same file that {@link loadSdk} loads, so its classes are the same too. */
export function loadSdkNow(): SdkModule {
  try {
    loaded ??= requireHere(PACKAGE) as SdkModule;
    return loaded;
  } catch (error) {
    throw explain(error);
  }
}

/** Says what to install where that helps; what else may go wrong on loading speaks for itself. */
function explain(error: unknown): unknown {
  if (!["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(codeOf(error))) return error;
  const message = `dynatwin could not load its peer dependency ${PACKAGE}. Run: npm install ${PACKAGE}`;
  return new DynatwinError(message, { cause: error });
}

function codeOf(error: unknown): string {
  return String(Object(error).code);
}
