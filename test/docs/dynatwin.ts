// The module that snippets import as "dynatwin": the library, with tables for models whose tables a snippet expects to
// exist.
import { defineModel as define } from "../../src/index.js";
import { makeTableOf } from "./tables.js";

export * from "../../src/index.js";

export const defineModel = ((definition: never) => {
  const model = define(definition);
  makeTableOf(model);
  return model;
}) as unknown as typeof define; // a generic function for any model
