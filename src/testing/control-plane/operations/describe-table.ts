import type { Operation } from "../operation.js";
import { checkShape, tableRequest } from "../rules/shape.js";
import { findTable } from "../tables.js";

const shape = tableRequest({});

/** DescribeTable. */
export const describeTable: Operation = (plane, input) => {
  checkShape(input, shape);
  return { commit: () => ({ Table: structuredClone(findTable(plane, String(input["TableName"])).description) }) };
};
