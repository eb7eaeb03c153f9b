import { MAX_TABLES_PER_PAGE } from "../../../dynamodb/limits.js";
import { tableName } from "../rules/table-members.js";
import { checkRequest, struct, whole } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";

const requestCheck = struct({ ExclusiveStartTableName: tableName, Limit: whole({ min: 1, max: MAX_TABLES_PER_PAGE }) });

/** ListTables: sorted names, at most a hundred per page. */
export const listTables: Operation = ({ tables }, input) => {
  checkRequest(input, requestCheck);
  return {
    commit: () => {
      const { Limit, ExclusiveStartTableName } = input;
      const after = String(ExclusiveStartTableName ?? "");
      const names = [...tables.keys()].toSorted().filter((name) => name > after);
      const page = names.slice(0, Number(Limit ?? MAX_TABLES_PER_PAGE));
      return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
    },
  };
};
