import { type AnyTable, DynatwinError } from "../index.js";
import { isModel } from "../table/definition/from-model.js";
import { checkOptions } from "../validation/check-options.js";
import { type Reader, shown } from "../validation/readers.js";
import { isObject, whyNoJson } from "./control-plane/wire.js";
import type { Snapshot } from "./mock-types.js";
import type { MockOptions } from "./options.js";

/** Models, and options as the last argument. */
export type MockArguments = readonly AnyTable[] | readonly [...models: AnyTable[], options: MockOptions];

/** The items of a snapshot, which can come from a file or be undefined. */
export function contentsOf(snapshot: Partial<Snapshot> | undefined): Snapshot["contents"] {
  const { contents } = Object(snapshot) as Partial<Snapshot>;
  const isList = (items: unknown) => Array.isArray(items) && items.every(isObject);
  if (isObject(contents) && Object.values(contents).every(isList) && whyNoJson(contents) === undefined) return contents;
  throw new DynatwinError("restore accepts what snapshot returned: { contents: { table: [item, …] } }.");
}

/** Throws if an argument of `put` is not an item of a model. */
export function requireItems(items: readonly unknown[]): void {
  const place = items.findIndex((item) => !isModel(Object(item).constructor));
  if (place < 0) return;
  throw new DynatwinError(
    `put accepts items of models, as separate arguments: put(new User({ … }), new Order({ … })). ` +
      `Argument ${place + 1} is ${isModel(items[place]) ? "a model; create an item of it" : shown(items[place])}.`,
  );
}

/** Options with a region: by default the one that clients without a configured region use. */
export function withRegion(options: MockOptions): MockOptions {
  return { ...options, region: options.region ?? (process.env["AWS_REGION"] || "us-east-1") };
}

/** Separates the models from the options of a call, and checks both. */
export function readArguments<T extends object>(
  name: string,
  given: readonly (AnyTable | T)[],
  read: Reader<T>,
): { readonly models: readonly AnyTable[]; readonly options: T } {
  const last = given.at(-1);
  const options = isPlain(last) ? last : undefined;
  const models = (options === undefined ? given : given.slice(0, -1)) as readonly AnyTable[]; // as checked here:
  for (const [place, model] of models.entries()) {
    if (!isModel(model)) {
      throw new DynatwinError(
        `${name} accepts models, classes that extend defineModel({ … }), as separate arguments, and options as the ` +
          "last argument. " +
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
  // Also that of another realm, as in some test runners.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Describes a value that is not a model, and how to correct it. */
function wrongModel(value: unknown): string {
  if (typeof value === "string") return `${shown(value)}. Create a table without a model by db.client.createTable.`;
  if (Array.isArray(value)) return "a list. Write its members one by one: (User, Order), or (...models).";
  if (value === undefined) return "undefined. A class of a circularly imported module is not yet defined.";
  if (isModel(Object(value).constructor)) return "an item. Give its class.";
  if (typeof value === "function") return `${value.name || "a function"}, which is not a model.`;
  return isPlain(value) ? "an object; options come last." : `${shown(value)}.`;
}
