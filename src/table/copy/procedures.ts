export { type ClonedTables, cloneTable } from "./clone-table.js";
export { type Recreation, readRecreation, recreateTable } from "./recreate-table.js";
