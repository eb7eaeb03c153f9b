import { tableName } from "../rules/table-members.js";
import { checkShape, struct, whole } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";

const MOST = 100;

const shape = struct({ ExclusiveStartTableName: tableName, Limit: whole({ min: 1, max: MOST }) });

/** ListTables: names in order, a hundred at a time unless told less. */
export const listTables: Operation = ({ tables }, input) => {
  checkShape(input, shape);
  return {
    commit: () => {
      const { Limit, ExclusiveStartTableName } = input;
      const after = String(ExclusiveStartTableName ?? "");
      const names = [...tables.keys()].toSorted().filter((name) => name > after);
      const page = names.slice(0, Number(Limit ?? MOST));
      return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
    },
  };
};
