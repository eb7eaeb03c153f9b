import { DynatwinError, type ModelClass } from "../index.js";
import { checkOptions } from "../table/check.js";
import { isModel } from "../table/from-model.js";
import { type Reader, shown } from "../table/shape.js";
import { isObject, whyNoJson } from "./control-plane/wire.js";
import type { Snapshot } from "./mock-types.js";
import type { MockOptions } from "./options.js";

/** Models, and at last the options. */
export type MockArguments = readonly ModelClass[] | readonly [...models: ModelClass[], options: MockOptions];

/** The items in a snapshot, which may come out of a file, or may not have been taken yet. */
export function contentsOf(snapshot: Partial<Snapshot> | undefined): Snapshot["contents"] {
  const { contents } = Object(snapshot) as Partial<Snapshot>;
  const isList = (items: unknown) => Array.isArray(items) && items.every(isObject);
  if (isObject(contents) && Object.values(contents).every(isList) && whyNoJson(contents) === undefined) return contents;
  throw new DynatwinError("restore takes what snapshot returned: { contents: { table: [item, …] } }.");
}

/** Throws where something that `put` was given is no item of a model. */
export function requireItems(items: readonly unknown[]): void {
  const place = items.findIndex((item) => !isModel(Object(item).constructor));
  if (place < 0) return;
  throw new DynatwinError(
    `put takes items of models, one by one: put(new User({ … }), new Order({ … })). ` +
      `Argument ${place + 1} is ${isModel(items[place]) ? "a model; make an item of it" : shown(items[place])}.`,
  );
}

/** Tells the models from the options of a call, and checks both. */
export function readArguments<T extends object>(
  name: string,
  given: readonly (ModelClass | T)[],
  read: Reader<T>,
): { readonly models: readonly ModelClass[]; readonly options: T } {
  const last = given.at(-1);
  const options = isPlain(last) ? last : undefined;
  const models = (options === undefined ? given : given.slice(0, -1)) as readonly ModelClass[]; // as checked here:
  for (const [place, model] of models.entries()) {
    if (!isModel(model)) {
      throw new DynatwinError(
        `${name} takes models, classes that extend defineModel({ … }), one by one, and at last its options. ` +
          `Argument ${place + 1} is ${wrongModel(model)}`,
      );
    }
  }
  return { models, options: checkOptions(name, options as T | undefined, read) };
}

/** Whether a value can be options: an object, but no list and no object of a class. */
function isPlain(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Also that of another realm, where a test runner has one.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What was given in place of a model, and what to write. */
function wrongModel(value: unknown): string {
  if (typeof value === "string") return `${shown(value)}. A table without a model is made by db.client.createTable.`;
  if (Array.isArray(value)) return "a list. Write its members one by one: (User, Order), or (...models).";
  if (value === undefined) return "undefined. A class of a module that is imported in a circle is not there yet.";
  if (isModel(Object(value).constructor)) return "an item. Give its class.";
  if (typeof value === "function") return `${value.name || "a function"}, which is no model.`;
  return isPlain(value) ? "an object; options come last." : `${shown(value)}.`;
}
