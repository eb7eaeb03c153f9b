import { DynatwinError } from "../errors.js";
import type { SdkModule } from "./operations.js";

/** Loads the SDK. The only place that names it at run time, spelt so that every bundler can follow. */
export async function loadSdk(): Promise<SdkModule> {
  try {
    return await import("@aws-sdk/client-dynamodb");
  } catch (cause) {
    throw new DynatwinError(
      "dynatwin could not load its peer dependency @aws-sdk/client-dynamodb. Run: npm install @aws-sdk/client-dynamodb",
      { cause },
    );
  }
}
