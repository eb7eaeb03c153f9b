import type { Operation } from "../operation.js";
import { findTable } from "../tables.js";

/** DescribeTable. */
export const describeTable: Operation = (plane, { TableName }) => ({
  commit: () => ({ Table: structuredClone(findTable(plane, String(TableName)).description) }),
});
