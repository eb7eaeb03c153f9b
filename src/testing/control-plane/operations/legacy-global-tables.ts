import { invalidValues } from "../aws-error.js";
import type { Operation } from "../table-operation.js";

/** CreateGlobalTable and UpdateGlobalTable, which DynamoDB no longer accepts. Replicas are changed by UpdateTable. */
export const legacyGlobalTable: Operation = () => {
  throw invalidValues(
    "DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables version " +
      "2019.11.21, instead of version 2017.11.29 (Legacy).",
  );
};
