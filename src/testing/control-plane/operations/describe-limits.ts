import { checkShape, struct } from "../rules/wire-checks.js";
import type { Operation } from "../table-operation.js";

const shape = struct({});

/** DescribeLimits: what an account has that never asked for more. They are told, and hold nobody back. */
export const describeLimits: Operation = (_plane, json) => {
  checkShape(json, shape);
  return {
    commit: () => ({
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    }),
  };
};
