// What a snippet gets for "dynatwin": the library, with tables for the models that the snippet takes to have some.
import { defineModel as define } from "../../src/index.js";
import { makeTableOf } from "./tables.js";

export * from "../../src/index.js";

export const defineModel = ((definition: never) => {
  const model = define(definition);
  makeTableOf(model);
  return model;
}) as unknown as typeof define; // a function of as many types as there are models
