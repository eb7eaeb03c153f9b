import { checkRequest, struct } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";

const requestCheck = struct({});

/** DescribeLimits: the default quotas of an account. They are not enforced. */
export const describeLimits: Operation = (_plane, json) => {
  checkRequest(json, requestCheck);
  return {
    commit: () => ({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    }),
  };
};
