import { actionsOf } from "../../permissions/actions.js";
import type { MethodName } from "../../permissions/method-operations.js";

/** What a command needs. */
export interface CommandPermissions {
  /** The methods of the library that it calls. */
  readonly methods: readonly MethodName[];
  /** Actions of these methods that it needs for none of its own options. */
  readonly except?: readonly string[];
}

/** A command that sends no request to AWS. */
const NOTHING: CommandPermissions = { methods: [] };

/** What each command needs. */
export const COMMAND_PERMISSIONS: Readonly<Record<string, CommandPermissions>> = {
  create: { methods: ["createTables"] },
  ensure: { methods: ["ensureTables", "verifyTables"] },
  plan: { methods: ["planTables"] },
  apply: { methods: ["planTables", "applyPlan"] },
  verify: { methods: ["verifyTables", "describeTable"] },
  exists: { methods: ["tableExists"] },
  wait: { methods: ["waitForTableActive", "waitForTableDeleted"] },
  describe: { methods: ["describeTable", "planTable"] },
  list: { methods: ["listTables"] },
  delete: { methods: ["deleteTables"] },
  truncate: { methods: ["truncateTable"] },
  clone: { methods: ["cloneTable"] },
  export: { methods: ["exportItems"] },
  import: { methods: ["importItems"] },
  backup: { methods: ["createBackup", "listBackups", "deleteBackup"] },
  restore: { methods: ["restoreTable"] },
  search: { methods: ["describeTable", "searchVectors"] },
  iac: NOTHING,
  // Streams to Kinesis are not in a model.
  model: { methods: ["planTable", "scan"], except: ["DescribeKinesisStreamingDestination"] },
  permissions: NOTHING,
  emulator: NOTHING,
  completion: NOTHING,
};

/** The actions that a command needs, each once, without the prefix `dynamodb:`. */
export function actionsOfCommand(name: string): readonly string[] {
  const { methods, except = [] } = COMMAND_PERMISSIONS[name] ?? NOTHING;
  const actions = new Set(methods.flatMap(actionsOf).map(({ action }) => action));
  return [...actions].filter((action) => !except.includes(action));
}
