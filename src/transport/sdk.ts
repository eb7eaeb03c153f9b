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
  } catch (cause) {
    throw missing(cause);
  }
}

/** Loads the SDK without a promise. It is the same file that {@link loadSdk} loads, so its classes are the same too. */
export function loadSdkNow(): SdkModule {
  try {
    loaded ??= requireHere(PACKAGE) as SdkModule;
    return loaded;
  } catch (cause) {
    throw missing(cause);
  }
}

function missing(cause: unknown): DynatwinError {
  return new DynatwinError(`dynatwin could not load its peer dependency ${PACKAGE}. Run: npm install ${PACKAGE}`, {
    cause,
  });
}
