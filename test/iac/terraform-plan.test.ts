import { readFileSync } from "node:fs";
import { expect } from "chai";
import { fromTerraform, type Unsupported } from "../../src/iac/index.js";
import { issuesOf } from "../support/refused.js";

/**
 * A plan of Terraform 1.11.4 with the AWS provider 5.100.0, without what is not read: resources with `for_each`, with `count` and in
 * modules, whose ARNs the plan does not know.
 */
const plan = readFileSync("test/iac/terraform-plan.json", "utf8");
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/any";
const variables = {
  "aws_dynamodb_table.single.server_side_encryption[0].kms_key_arn": KEY,
  "aws_dynamodb_table.unnamed.name": "unnamed",
  "aws_dynamodb_table.unnamed.tags.key": KEY,
};

describe("fromTerraform of a plan", () => {
  const found: Unsupported[] = [];
  const read = () => Object.fromEntries(fromTerraform(plan, { variables, onUnsupported: (part) => found.push(part) }));

  it("reports values that expressions give and the plan does not know, and accepts them", () => {
    const root = "planned_values.root_module.resources";
    expect(issuesOf(() => fromTerraform(plan)).map(({ path }) => path)).to.deep.equal([
      `${root}[19].server_side_encryption[0].kms_key_arn`,
      `${root}[20].name`,
      `${root}[20].tags`,
    ]);
    const [{ message, fix } = { message: "" }] = issuesOf(() => fromTerraform(plan));
    expect(message).to.equal("the plan does not know this value yet.");
    expect(fix).to.contain('variables: { "aws_dynamodb_table.single.server_side_encryption[0].kms_key_arn": … }');
    const { single, unnamed, managed } = read();
    expect(single?.kmsKeyId).to.equal(KEY);
    expect(unnamed?.tags).to.deep.equal({ key: KEY });
    // The provider computes the key of AWS.
    expect(managed?.encryption).to.equal("AWS_MANAGED");
  });

  it("gives each table its policy and its Contributor Insights, by the references of their expressions", () => {
    const tables = Object.entries(read()).map(([name, { resourcePolicy, contributorInsights }]) => {
      const { Statement } = JSON.parse(String(resourcePolicy ?? "{}")) as { Statement?: readonly string[] };
      return [name, Statement, contributorInsights];
    });
    expect(tables).to.deep.equal([
      ["counted-0", undefined, true],
      ["counted-1", ["second"], true],
      ["orders", ["k", "orders"], true],
      ["users", ["k", "users"], true],
      ["managed", undefined, undefined],
      ["single", ["parent", "mod-orders"], true],
      ["unnamed", undefined, undefined],
      ["mod-orders", ["m", "orders"], true],
      ["mod-users", ["m", "users"], true],
    ]);
  });

  it("lists what it does not read, and does not guess the table of a policy", () => {
    found.length = 0;
    read();
    expect(
      found.map(({ tableName, path }) => [tableName, path.replace("planned_values.root_module.", "")]),
    ).to.deep.equal([
      // In a dynamic block, whose expression is not in the plan.
      ["managed", "resources[18].replica[0].kms_key_arn"],
      ["managed", "resources[0]"],
      ["single", "resources[6]"],
      ["", "resources[9]"],
      ["managed", "resources[13]"],
      ["single", "child_modules[1].resources[1]"],
    ]);
    const streaming = JSON.parse(plan) as { planned_values: { root_module: { resources: { values: object }[] } } };
    for (const { values } of streaming.planned_values.root_module.resources)
      if ("hash_key" in values && !("read_capacity" in values))
        Object.assign(values, { stream_enabled: true, stream_view_type: "KEYS_ONLY" });
    const [, , [, orders] = []] = fromTerraform(streaming, { variables });
    // A reference by a key does not tell the ARN of the table from that of its stream.
    expect(orders).to.include({ stream: "KEYS_ONLY" }).and.not.have.property("resourcePolicy");
  });
});
