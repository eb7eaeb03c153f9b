export { createTable } from "./create/create-table.js";
export { deleteTable } from "./delete/delete-table.js";
export { describeIfExists, describeTable } from "./describe.js";
export { ensureTable } from "./ensure/ensure-table.js";
export { applyPlan } from "./update/apply-plan.js";
export { planTable } from "./update/plan-table.js";
export { changeTable } from "./update/update-table.js";
export { verifyTable } from "./verify/verify-table.js";
export { waitUntilActive, waitUntilDeleted } from "./wait/wait-for-table.js";
