import { checkShape, tableRequest } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { findTable } from "../tables.js";

const shape = tableRequest({});

/** DescribeTable. */
export const describeTable: Operation = (plane, input) => {
  checkShape(input, shape);
  return { commit: () => ({ Table: structuredClone(findTable(plane, String(input["TableName"])).description) }) };
};
