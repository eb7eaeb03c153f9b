import { DynatwinError } from "../index.js";
import { checkOptions } from "../table/check.js";
import type { TableModel } from "../table/from-model.js";
import { mockOptions } from "./option-shapes.js";
import type { MockOptions } from "./options.js";

/** Models, and at last the options. */
export type MockArguments = readonly TableModel[] | readonly [...models: TableModel[], options: MockOptions];

/** Tells the models from the options. */
export function readArguments(given: MockArguments): { models: readonly TableModel[]; options: MockOptions } {
  const last = given.at(-1);
  const hasOptions = last !== undefined && typeof last !== "function";
  const models = (hasOptions ? given.slice(0, -1) : given) as readonly TableModel[];
  for (const model of models) {
    if (typeof model !== "function" || !("~model" in model)) {
      throw new DynatwinError(
        "mockDynamoDB takes models, classes that extend defineModel({ … }), and at last its options.",
      );
    }
  }
  return { models, options: checkOptions("mockDynamoDB", (hasOptions ? last : {}) as MockOptions, mockOptions) };
}
