import type { Operation } from "../operation.js";

/** ListTables: names in order, a hundred at a time unless told less. */
export const listTables: Operation = ({ tables }, { Limit, ExclusiveStartTableName }) => ({
  commit: () => {
    const limit = Number(Limit ?? 100);
    const after = String(ExclusiveStartTableName ?? "");
    const names = [...tables.keys()].toSorted().filter((name) => name > after);
    const page = names.slice(0, limit);
    return { TableNames: page, ...(page.length < names.length && { LastEvaluatedTableName: page.at(-1) }) };
  },
});
