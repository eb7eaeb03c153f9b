export { createTable } from "./create/create-table.js";
export { deleteTable } from "./delete/delete-table.js";
export { describeIfExists, describeTable } from "./describe.js";
export { waitUntilActive, waitUntilDeleted } from "./wait/wait-for-table.js";
