// A plan that one job creates and stores, a person reviews, and another job applies. It uses the endpoint of the AWS
// environment; see legacy-script.cjs for an emulator on this machine.
import "./support/invoices-table.js";

// #region review-plan
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoClient, formatPlan, type TablePlan } from "dynatwin";

const client = new DynamoClient();
const file = join(mkdtempSync(join(tmpdir(), "plans-")), "invoices.json");

// The first job sends only requests that read, and stores the plan.
const plan = await client.planTable("invoices", {
  partitionKey: ["id", "S"],
  globalSecondaryIndexes: [{ indexName: "by-customer", partitionKey: ["customer", "S"], projection: "KEYS_ONLY" }],
  stream: false,
});
writeFileSync(file, JSON.stringify(plan));
console.log(formatPlan(plan));

// The second job applies only the reviewed plan. It names the targets that may be destroyed.
const reviewed = JSON.parse(readFileSync(file, "utf8")) as TablePlan;
const { outcome } = await client.applyPlan(reviewed, { allowDestroy: ["index by-customer", "stream"] });
console.log(outcome); // updated
// #endregion review-plan

await client.deleteTable("invoices", { wait: true });
client.destroy();
