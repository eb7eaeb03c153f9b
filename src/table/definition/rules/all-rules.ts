import { capacity } from "./capacity.js";
import { indexes } from "./indexes.js";
import { keys } from "./keys.js";
import { names } from "./names.js";
import { replicaRules } from "./replicas.js";
import type { Rule } from "./rule.js";
import { settings } from "./settings.js";
import { vectorIndexes } from "./vector-indexes.js";

/** Every rule that a table definition is held to before anything is sent. */
export const rules: readonly Rule[] = [
  ...names,
  ...keys,
  ...indexes,
  ...vectorIndexes,
  ...capacity,
  ...settings,
  ...replicaRules,
];
