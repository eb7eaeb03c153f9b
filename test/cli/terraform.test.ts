import { expect } from "chai";
import { RawDynamoDB } from "../support/raw-dynamodb.js";
import type { ProgramEnd } from "../support/run-program.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { findTerraform, Terraform, type TerraformInstallation } from "./terraform.js";

const created = {
  name: "users",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "id",
  attribute: [
    { name: "id", type: "S" },
    { name: "email", type: "S" },
  ],
  global_secondary_index: [{ name: "by-email", hash_key: "email", projection_type: "ALL" }],
  stream_enabled: true,
  stream_view_type: "NEW_IMAGE",
  server_side_encryption: { enabled: true },
  ttl: { enabled: true, attribute_name: "expires" },
  point_in_time_recovery: { enabled: true },
  tags: { team: "a" },
};

const changed = {
  ...created,
  attribute: [...created.attribute, { name: "age", type: "N" }],
  global_secondary_index: [
    ...created.global_secondary_index,
    { name: "by-age", hash_key: "age", projection_type: "KEYS_ONLY" },
  ],
  table_class: "STANDARD_INFREQUENT_ACCESS",
  stream_view_type: "KEYS_ONLY",
  ttl: { enabled: false, attribute_name: "expires" },
  point_in_time_recovery: { enabled: false },
  tags: { team: "b", stage: "test" },
};

const installation = findTerraform();
const TITLE = "Terraform's AWS provider and dynatwin emulator";

if (installation) describe(TITLE, () => withTerraform(installation));
else {
  describe(TITLE, () => {
    it("are not tested together: Terraform with its AWS provider is not installed here", () => {
      expect(findTerraform()).to.equal(undefined);
    });
  });
}

function withTerraform(installation: TerraformInstallation): void {
  let emulator: EmulatorProcess;
  let dynamodb: RawDynamoDB;
  let terraform: Terraform;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", "--latency", "0.001");
    dynamodb = new RawDynamoDB(emulator.endpoint);
    terraform = new Terraform(installation, emulator.endpoint);
    await terraform.startProvider();
  });

  after(async () => {
    terraform.remove();
    dynamodb.destroy();
    await emulator.stop();
  });

  const succeeds = async (end: Promise<ProgramEnd>) => {
    const { code, stdout, stderr } = await end;
    expect(code, stdout + stderr).to.equal(0);
  };
  const ask = async (operation: string, member: string, input: object = { TableName: "users" }) =>
    (await dynamodb.send(operation, input)).body[member];
  const indexes = async () => {
    const { GlobalSecondaryIndexes } = Object(await ask("DescribeTable", "Table"));
    return (GlobalSecondaryIndexes as Record<string, unknown>[]).map(({ IndexName, IndexStatus }) => [
      IndexName,
      IndexStatus,
    ]);
  };

  it("create a table, change it, find no difference, and destroy it", async () => {
    terraform.configure(created);
    await succeeds(terraform.init());
    await succeeds(terraform.apply());
    expect(await ask("DescribeTable", "Table")).to.deep.include({
      TableStatus: "ACTIVE",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    });
    expect(await indexes()).to.deep.equal([["by-email", "ACTIVE"]]);
    expect(await ask("DescribeTimeToLive", "TimeToLiveDescription")).to.include({ AttributeName: "expires" });

    terraform.configure(changed);
    await succeeds(terraform.apply());
    expect(await ask("DescribeTable", "Table")).to.deep.nested.include({
      TableStatus: "ACTIVE",
      "TableClassSummary.TableClass": "STANDARD_INFREQUENT_ACCESS",
      "SSEDescription.Status": "ENABLED",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    });
    expect(await indexes()).to.have.deep.members([
      ["by-email", "ACTIVE"],
      ["by-age", "ACTIVE"],
    ]);
    expect(await ask("ListTagsOfResource", "Tags", { ResourceArn: arn })).to.have.deep.members([
      { Key: "team", Value: "b" },
      { Key: "stage", Value: "test" },
    ]);

    await succeeds(terraform.plan());
    await succeeds(terraform.destroy());
    expect(await ask("ListTables", "TableNames", {})).to.deep.equal([]);
  }).timeout(600_000);
}

const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/users";
