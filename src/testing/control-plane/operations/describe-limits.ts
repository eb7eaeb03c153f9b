import { ACCOUNT_CAPACITY_QUOTA, TABLE_CAPACITY_QUOTA } from "../../../dynamodb/limits.js";
import { checkRequest, struct } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";

const requestCheck = struct({});

/** DescribeLimits: the default quotas of an account. They are not enforced. */
export const describeLimits: Operation = (_plane, json) => {
  checkRequest(json, requestCheck);
  return {
    commit: () => ({
      AccountMaxReadCapacityUnits: ACCOUNT_CAPACITY_QUOTA,
      AccountMaxWriteCapacityUnits: ACCOUNT_CAPACITY_QUOTA,
      TableMaxReadCapacityUnits: TABLE_CAPACITY_QUOTA,
      TableMaxWriteCapacityUnits: TABLE_CAPACITY_QUOTA,
    }),
  };
};
