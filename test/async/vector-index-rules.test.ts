import { CreateTableCommand, UpdateTableCommand, type UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import {
  type CreateTableOptions,
  type DynamoClient,
  TableDefinitionError,
  type VectorIndexOptions,
} from "../../src/index.js";
import { createTableRequest } from "../../src/table/definition/create-table-request.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const one: VectorIndexOptions = { indexName: "by-meaning", vector: "embedding", dimensions: 3, distance: "COSINE" };
const other: VectorIndexOptions = { ...one, indexName: "by-other" };
const raw = createTableRequest("docs", { partitionKey, vectorIndexes: [one] }).input;
const element = (AttributeName: string, SearchSchemaElementType: "HASH" | "INLINE_FILTER") => {
  return { AttributeName, SearchSchemaElementType };
};
const defined = (...names: string[]) => ({
  AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
});
const withSchema = (...SearchSchema: ReturnType<typeof element>[]) => ({
  VectorIndexes: raw.VectorIndexes?.map((index) => ({ ...index, SearchSchema })),
});
const P = "One or more parameter values were invalid: ";

/** For each rule a definition that breaks it, where that is, and how DynamoDB says it. */
const RULES: readonly [
  rule: string,
  options: Omit<CreateTableOptions, "partitionKey" | "encryption" | "kmsKeyId">,
  path: string,
  text: string,
][] = [
  [
    "a PROVISIONED table",
    { billingMode: "PROVISIONED", vectorIndexes: [one] },
    "billingMode",
    `${P}Vector indexes are only supported for PAY_PER_REQUEST tables`,
  ],
  [
    "six indexes",
    { vectorIndexes: Array.from({ length: 6 }, (_, place) => ({ ...one, indexName: `by-${place}` })) },
    "vectorIndexes",
    `${P}VectorIndex count exceeds the per-table limit of 5`,
  ],
  [
    "4097 dimensions",
    { vectorIndexes: [{ ...one, dimensions: 4097 }] },
    "vectorIndexes[0].dimensions",
    `${P}Number of dimensions must be between 1 and 4096 inclusive.`,
  ],
  [
    "no dimensions",
    { vectorIndexes: [{ ...one, dimensions: 0 }] },
    "vectorIndexes[0].dimensions",
    "vectorIndexes.1.member.dimensions",
  ],
  [
    "two dimensions of one attribute",
    { vectorIndexes: [one, { ...other, dimensions: 4 }] },
    "vectorIndexes[1].dimensions",
    `${P}Conflicting attribute definition for 'embedding'. All VectorIndexes on the same vector attribute must use the same dimensions.`,
  ],
  [
    "a vector that is in a key",
    { vectorIndexes: [{ ...one, vector: "pk" }] },
    "vectorIndexes[0].vector",
    `${P}Conflicting attribute definition for 'pk'. An attribute cannot be defined in AttributeDefinitions when used as a VectorAttribute.`,
  ],
  [
    "a search attribute that is not defined",
    { input: withSchema(element("shop", "HASH")), vectorIndexes: [one] },
    "input.VectorIndexes[0].SearchSchema[0]",
    `${P}One element in SearchSchema is not defined in attribute definitions`,
  ],
  [
    "two partition keys",
    { input: { ...withSchema(element("shop", "HASH"), element("lang", "HASH")), ...defined("pk", "shop", "lang") } },
    "input.VectorIndexes[0].SearchSchema[1]",
    `${P}Value '2' at 'SearchSchema' failed to satisfy constraint: Member must have HASH count less than or equal to 1`,
  ],
  [
    "a search attribute that is named twice",
    { vectorIndexes: [{ ...one, partitionKey: ["shop", "S"], filters: [["shop", "S"]] }] },
    "vectorIndexes[0].filters[0]",
    `${P}SearchSchema contains a duplicate AttributeName`,
  ],
  [
    "a name that is used twice",
    { vectorIndexes: [one, one] },
    "vectorIndexes[1].indexName",
    `${P}Duplicate index name: by-meaning`,
  ],
  ["an empty list", { input: { VectorIndexes: [] } }, "input.VectorIndexes", `${P}List of VectorIndexes is empty`],
];

/** For each conflict with a table that is there the changes, where they conflict, and how DynamoDB says it. */
const CONFLICTS = [
  [
    "a switch to PROVISIONED",
    { billingMode: "PROVISIONED" },
    "billingMode",
    { BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } },
    "Vector indexes are only supported for PAY_PER_REQUEST tables",
  ],
  [
    "a vector that is in the key of the table",
    { vectorIndexes: [{ ...other, vector: "pk" }] },
    "vectorIndexes.by-other",
    {
      VectorIndexUpdates: [
        { Create: { ...raw.VectorIndexes?.[0], IndexName: "by-other", VectorAttribute: { AttributeName: "pk" } } },
      ],
    },
    "Attributes cannot be redefined.",
  ],
  [
    "other dimensions of the same attribute",
    { vectorIndexes: [{ ...other, dimensions: 4 }] },
    "vectorIndexes.by-other.dimensions",
    { VectorIndexUpdates: [{ Create: { ...raw.VectorIndexes?.[0], IndexName: "by-other", Dimensions: 4 } }] },
    "must use the same dimensions",
  ],
] as const;

/** The places of the issues of an error. */
function pathsOf(error: Error): string[] {
  return error instanceof TableDefinitionError ? error.issues.map(({ path }) => path) : [error.message];
}

needs("clock").describe("vector indexes that DynamoDB would refuse", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
    dynamodb.startScenario({ tables: { docs: { VectorIndexes: raw.VectorIndexes } } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  const sent = (operation: string) => dynamodb.requests(operation).length;

  for (const [rule, options, path, text] of RULES) {
    it(`are refused before they are sent, in a definition: ${rule}`, async () => {
      const count = sent("CreateTable");
      const refused = await rejects(() => client.createTable("new", { partitionKey, ...options }));
      expect(pathsOf(refused)).to.deep.equal([path]);
      expect(sent("CreateTable")).to.equal(count);
      const { input } = createTableRequest("new", { partitionKey, ...options });
      const { message } = await rejects(() => client.send(new CreateTableCommand(input)));
      expect(message).to.include(text);
    });
  }

  for (const [conflict, changes, path, change, text] of CONFLICTS) {
    it(`are refused before they are sent, in a change: ${conflict}`, async () => {
      const count = sent("UpdateTable");
      const refused = await rejects(() => client.updateTable("docs", changes));
      expect(pathsOf(refused)).to.deep.equal([path]);
      expect(sent("UpdateTable")).to.equal(count);
      // As a JavaScript caller could send it.
      const input = { TableName: "docs", ...change } as UpdateTableCommandInput;
      const { message } = await rejects(() => client.send(new UpdateTableCommand(input)));
      expect(message).to.include(text);
    });
  }
});
