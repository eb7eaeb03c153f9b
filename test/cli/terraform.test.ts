import { expect } from "chai";
import fc from "fast-check";
import { toTerraform } from "../../src/iac/index.js";
import { type CreateTableOptions, DynamoClient } from "../../src/index.js";
import { type RandomTable, randomTables } from "../iac/random-tables.js";
import { RawDynamoDB } from "../support/raw-dynamodb.js";
import type { ProgramEnd } from "../support/run-program.js";
import { EmulatorProcess, MAIN } from "./command.js";
import { findTerraform, Terraform, type TerraformInstallation } from "./terraform.js";

const definition = {
  partitionKey: ["id", "S"],
  globalSecondaryIndexes: [{ indexName: "by-email", partitionKey: ["email", "S"] }],
  stream: "NEW_IMAGE",
  encryption: "AWS_MANAGED",
  timeToLive: "expires",
  pointInTimeRecovery: true,
  // Without Contributor Insights: the provider needs the number of the account for their identifier, from another service.
  tags: { team: "${a}" },
} satisfies CreateTableOptions;
const { document: created } = toTerraform(["users", definition]);

/** The arguments of the table after a change. */
const changed = {
  ...created.resource["aws_dynamodb_table"]?.["users"],
  attribute: ["id", "email", "age"].map((name) => ({ name, type: name === "age" ? "N" : "S" })),
  global_secondary_index: [
    { name: "by-email", hash_key: "email", projection_type: "ALL" },
    { name: "by-age", hash_key: "age", projection_type: "KEYS_ONLY" },
  ],
  table_class: "STANDARD_INFREQUENT_ACCESS",
  stream_view_type: "KEYS_ONLY",
  ttl: { enabled: false, attribute_name: "expires" },
  point_in_time_recovery: { enabled: false },
  tags: { team: "b", stage: "test" },
};

/** The newest version of the provider that random tables are made for: one that is installed on machines. */
const VERSION = "5.100.0";
/** In one configuration: the provider describes its resources once for all of them. */
const TABLES = 1_000;

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
  let client: DynamoClient;

  before(async () => {
    emulator = await EmulatorProcess.start(process.execPath, MAIN, "emulator", "--port", "0", "--latency", "0.001");
    dynamodb = new RawDynamoDB(emulator.endpoint);
    client = new DynamoClient({
      endpoint: emulator.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
    });
    terraform = new Terraform(installation, emulator.endpoint);
    await terraform.startProvider();
  });

  after(async () => {
    terraform.remove();
    dynamodb.destroy();
    client.destroy();
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
    await client.verifyTable("users", definition);

    terraform.configure({ resource: { aws_dynamodb_table: { users: changed } } });
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

  it(`accept the exports of ${TABLES} random tables that version ${VERSION} can say`, async () => {
    const tables = fc.sample(randomTables(1), { seed: 20_260_805, numRuns: TABLES }).map(ofVersion);
    const { document } = toTerraform(...tables);
    expect(Object.keys(document.resource["aws_dynamodb_table"] ?? {}).length).to.equal(TABLES);
    terraform.configure(document);
    await succeeds(terraform.init());
    const { stdout, stderr } = await terraform.validate();
    const { diagnostics } = JSON.parse(stdout || "{}") as { readonly diagnostics?: readonly object[] };
    expect(diagnostics, stderr).to.deep.equal([]);
  }).timeout(600_000);
}

const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/users";

/** A table without what newer versions of the provider have. */
function ofVersion([, definition]: RandomTable, place: number): RandomTable {
  const { consistency: _, witness: __, warmThroughput: ___, replicas, globalSecondaryIndexes, ...table } = definition;
  const options = {
    ...table,
    ...(replicas && { replicas: replicas.map(({ deletionProtection: _, ...replica }) => replica) }),
    ...(globalSecondaryIndexes && {
      globalSecondaryIndexes: globalSecondaryIndexes.map(({ warmThroughput: _, ...index }) => index),
    }),
    // The provider checks the form of a key.
    ...(table.kmsKeyId !== undefined && { kmsKeyId: `alias/key-${place}` }),
    ...(replicas && { stream: "NEW_AND_OLD_IMAGES" }),
  };
  return [`table-${place}`, options as CreateTableOptions]; // with fewer members
}
