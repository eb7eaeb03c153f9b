import { DynatwinError, type ModelClass } from "../index.js";
import { checkOptions } from "../table/check.js";
import { isModel } from "../table/from-model.js";
import type { Reader } from "../table/shape.js";
import type { Snapshot } from "./mock-types.js";
import type { MockOptions } from "./options.js";

/** Models, and at last the options. */
export type MockArguments = readonly ModelClass[] | readonly [...models: ModelClass[], options: MockOptions];

/** The items in a snapshot, which may come out of a file, or may not have been taken yet. */
export function contentsOf(snapshot: Partial<Snapshot> | undefined): Snapshot["contents"] {
  const { contents } = Object(snapshot) as Partial<Snapshot>;
  if (typeof contents === "object" && contents !== null && Object.values(contents).every(Array.isArray))
    return contents;
  throw new DynatwinError("restore takes what snapshot returned: { contents: { table: [item, …] } }.");
}

/** Tells the models from the options of a call, and checks both. */
export function readArguments<T extends object>(
  name: string,
  given: readonly (ModelClass | T)[],
  read: Reader<T>,
): { readonly models: readonly ModelClass[]; readonly options: T } {
  const last = given.at(-1);
  const options = typeof last === "function" ? undefined : last;
  const models = (options === undefined ? given : given.slice(0, -1)) as readonly ModelClass[]; // as checked here:
  for (const model of models) {
    if (!isModel(model)) {
      throw new DynatwinError(`${name} takes models, classes that extend defineModel({ … }), and at last its options.`);
    }
  }
  return { models, options: checkOptions(name, options as T | undefined, read) };
}
