export { createTable } from "./create-table.js";
export { deleteTable } from "./delete-table.js";
export { describeIfExists, describeTable } from "./describe.js";
export { waitUntilActive, waitUntilDeleted } from "./wait.js";
