import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import { boolean, wholeNumberFrom } from "../../validation/readers.js";
import { createTableReaders } from "../definition/option-readers.js";
import type { TableSettings } from "../definition/options.js";
import { deleteTableReaders } from "../delete/option-readers.js";
import { ensureReaders, removalReaders } from "../update/options.js";
import type {
  CreateTablesSettings,
  DeleteTablesOptions,
  EnsureTablesSettings,
  ManyTablesOptions,
  PlanTablesSettings,
  VerifyTablesSettings,
} from "./options.js";

const many: OptionReaders<ManyTablesOptions> = { concurrency: wholeNumberFrom(1) };
const { partitionKey, sortKey, globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes, ...ofSettings } =
  createTableReaders;
const settings: OptionReaders<TableSettings> = ofSettings;
const { expectTableId, ...deletion } = deleteTableReaders;

/** Reads the settings of `createTables`. */
export const createTablesSettings = objectOf<CreateTablesSettings>({ ...settings, ...many });
/** Reads the settings of `ensureTables`. */
export const ensureTablesSettings = objectOf<EnsureTablesSettings>({ ...settings, ...ensureReaders, ...many });
/** Reads the settings of `planTables`. */
export const planTablesSettings = objectOf<PlanTablesSettings>({ ...settings, ...removalReaders, ...many });
/** Reads the settings of `verifyTables`. */
export const verifyTablesSettings = objectOf<VerifyTablesSettings>({ ...settings, prune: boolean, ...many });
/** Reads the options of `deleteTables`. */
export const deleteTablesOptions = objectOf<DeleteTablesOptions>({ ...deletion, ...many });
