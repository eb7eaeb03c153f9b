import type { ModelClass } from "../async/model-info.js";
import { DynatwinError } from "../index.js";
import { checkOptions } from "../table/check.js";
import { mockOptions } from "./option-shapes.js";
import type { MockOptions } from "./options.js";

/** Models, and at last the options. */
export type MockArguments = readonly ModelClass[] | readonly [...models: ModelClass[], options: MockOptions];

/** Tells the models from the options. */
export function readArguments(given: MockArguments): { models: readonly ModelClass[]; options: MockOptions } {
  const last = given.at(-1);
  const hasOptions = last !== undefined && typeof last !== "function";
  const models = (hasOptions ? given.slice(0, -1) : given) as readonly ModelClass[];
  for (const model of models) {
    if (typeof model !== "function" || !("~model" in model)) {
      throw new DynatwinError(
        "mockDynamoDB takes models, classes that extend defineModel({ … }), and at last its options.",
      );
    }
  }
  return { models, options: checkOptions("mockDynamoDB", (hasOptions ? last : {}) as MockOptions, mockOptions) };
}
