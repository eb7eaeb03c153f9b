import { expect } from "chai";
import { fromCloudFormation, fromTerraform, type Unsupported } from "../../src/iac/index.js";
import { TableDefinitionError } from "../../src/index.js";
import { CloudFormationSchema, type Leaf } from "./cloudformation-schema.js";
import { leavesOfTerraform } from "./terraform-schema.js";

type Members = Record<string | number, unknown>;

const keys = [
  { AttributeName: "id", KeyType: "HASH" },
  { AttributeName: "at", KeyType: "RANGE" },
];
const Projection = { ProjectionType: "INCLUDE", NonKeyAttributes: ["name"] };
const common = {
  TableName: "users",
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: keys,
  AttributeDefinitions: ["at", "email", "id"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
  GlobalSecondaryIndexes: [
    { IndexName: "by-email", KeySchema: [{ AttributeName: "email", KeyType: "HASH" }], Projection },
  ],
  LocalSecondaryIndexes: [{ IndexName: "by-at", KeySchema: keys, Projection }],
  VectorIndexes: [
    {
      IndexName: "by-vector",
      VectorAttribute: { AttributeName: "vector" },
      Dimensions: 8,
      DistanceFunction: "COSINE",
      Projection,
      SearchSchema: [{ AttributeName: "id", SearchSchemaElementType: "HASH" }],
    },
  ],
  StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
  SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
  TimeToLiveSpecification: { Enabled: true, AttributeName: "expires" },
};
const own = {
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
  Tags: [{ Key: "team", Value: "a" }],
};
const bases: Readonly<Record<string, object>> = {
  "AWS::DynamoDB::Table": { ...common, ...own },
  "AWS::DynamoDB::GlobalTable": {
    ...common,
    // The replica of the table itself is the one whose properties are set.
    Replicas: [
      { Region: "eu-west-1", ...own, GlobalSecondaryIndexes: [{ IndexName: "by-email" }] },
      { Region: "eu-west-2" },
    ],
  },
};

const arguments_ = {
  name: "users",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "id",
  range_key: "at",
  attribute: ["id", "at", "email"].map((name) => ({ name, type: "S" })),
  global_secondary_index: [
    { name: "by-email", hash_key: "email", projection_type: "INCLUDE", non_key_attributes: ["name"] },
  ],
  local_secondary_index: [{ name: "by-at", range_key: "at", projection_type: "INCLUDE", non_key_attributes: ["name"] }],
  stream_enabled: true,
  stream_view_type: "NEW_AND_OLD_IMAGES",
  server_side_encryption: [{ enabled: true }],
  ttl: [{ enabled: true, attribute_name: "expires" }],
  point_in_time_recovery: [{ enabled: true, recovery_period_in_days: 7 }],
  replica: [{ region_name: "eu-west-2" }],
};

/** A value that is another one than that of the tables above, by the name or the type of what has it. */
function otherValue({ path, type }: Leaf, number: number): unknown {
  const values: Readonly<Record<string, unknown>> = {
    BillingMode: "PROVISIONED",
    billing_mode: "PROVISIONED",
    AttributeType: "N",
    KeyType: "RANGE",
    key_type: "RANGE",
    ProjectionType: "KEYS_ONLY",
    projection_type: "KEYS_ONLY",
    StreamViewType: "KEYS_ONLY",
    stream_view_type: "KEYS_ONLY",
    TableClass: "STANDARD_INFREQUENT_ACCESS",
    table_class: "STANDARD_INFREQUENT_ACCESS",
    MultiRegionConsistency: "STRONG",
    consistency_mode: "STRONG",
    DistanceFunction: "EUCLIDEAN",
    SearchSchemaElementType: "FILTER",
    PolicyDocument: { Statement: [] },
    KMSMasterKeyId: "alias/any",
    RecoveryPeriodInDays: 9,
  };
  const name = String(path.findLast((part) => typeof part === "string"));
  if (Object.hasOwn(values, name)) return values[name];
  if (name === "SSEType") return "AES256";
  if (type === "boolean") return !/^(enabled|Enabled|SSEEnabled|PointInTimeRecoveryEnabled|stream_enabled)$/.test(name);
  if (type === "integer" || type === "number") return 10 + number;
  if (type === "list") return ["other"];
  return type === "map" ? { other: "b" } : `other-${number}`;
}

/** A table with one more property, or with another value of it. */
function withValue(base: object, path: Leaf["path"], value: unknown): Members {
  const result = structuredClone(base) as Members;
  let holder = result;
  for (const [index, part] of path.slice(0, -1).entries()) {
    holder[part] ??= typeof path[index + 1] === "number" ? [] : {};
    holder = holder[part] as Members;
  }
  holder[path.at(-1) ?? ""] = value;
  return result;
}

interface Read {
  readonly definition: string;
  readonly reported: readonly string[];
}

function read(act: (onUnsupported: (part: Unsupported) => void) => unknown): Read {
  const reported: string[] = [];
  try {
    return { definition: JSON.stringify(act(({ path }) => reported.push(path))), reported };
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    return { definition: "", reported: error.issues.map(({ path }) => path) };
  }
}

/** The properties that neither change the definition nor are reported. */
function dropped(leaves: readonly Leaf[], base: object, readTable: (table: object) => Read): readonly string[] {
  const before = readTable(base);
  expect(before.reported).to.deep.equal([]);
  return leaves.flatMap((leaf, number) => {
    const { definition, reported } = readTable(withValue(base, leaf.path, otherValue(leaf, number)));
    return definition === before.definition && reported.length === 0 ? [leaf.path.join(".")] : [];
  });
}

describe("the imports, of tables with each property in turn", () => {
  for (const type of Object.keys(bases))
    it(`have it in the definition, or report it: ${type}`, async () => {
      const leaves = (await CloudFormationSchema.load()).leavesOf(type);
      expect(leaves.length).to.be.above(60);
      const found = dropped(leaves, bases[type] ?? {}, (Properties) =>
        read((onUnsupported) =>
          fromCloudFormation({ Resources: { Users: { Type: type, Properties } } }, { onUnsupported }),
        ),
      );
      // The region of the table itself is that of the deployment.
      expect(found).to.deep.equal(type.endsWith("GlobalTable") ? ["Replicas.0.Region"] : []);
    });

  it("have it in the definition, or report it: aws_dynamodb_table", () => {
    const found = dropped(leavesOfTerraform("aws_dynamodb_table"), arguments_, (users) =>
      read((onUnsupported) => fromTerraform({ resource: { aws_dynamodb_table: { users } } }, { onUnsupported })),
    );
    // What the provider computes.
    expect(found).to.deep.equal(["id", "tags_all"]);
  });
});
