import { currentDescription } from "../current-description.js";
import { checkRequest, tableRequest } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";
import { findTable } from "../tables.js";

const requestCheck = tableRequest({});

/** DescribeTable. */
export const describeTable: Operation = (controlPlane, input) => {
  checkRequest(input, requestCheck);
  return {
    commit: () => ({ Table: currentDescription(controlPlane, findTable(controlPlane, String(input["TableName"]))) }),
  };
};
