import { expect } from "chai";
import { formOf, readJsonTables } from "../../src/cli/loading/load-json.js";
import { toCloudFormation, toTerraform } from "../../src/iac/index.js";
import { Project } from "./project.js";

const USERS = ["users", { partitionKey: ["id", "S"], billingMode: "PAY_PER_REQUEST" }] as const;
const { template } = toCloudFormation(USERS);
const [[id, resource] = ["", { Properties: {} }]] = Object.entries(template.Resources);

describe("JSON files of --models", () => {
  const project = new Project();
  let notes: string[];

  beforeEach(() => {
    notes = [];
  });

  after(() => project.remove());

  function read(name: string, content: unknown) {
    const path = project.write({ [name]: content }).path(name);
    return readJsonTables(path, { region: "eu-west-1", note: (text) => notes.push(text.replace(project.folder, "")) });
  }

  for (const [form, content] of Object.entries({
    "definitions by name": { $schema: "./schema.json", users: USERS[1] },
    "a list of definitions": [USERS],
    "a CloudFormation template": template,
    "a Terraform configuration": toTerraform(USERS).document,
  }))
    it(`can be ${form}`, () => {
      const [[name, definition] = [""], ...others] = read("tables.json", content);
      expect([name, others, notes]).to.deep.equal(["users", [], []]);
      expect(definition).to.deep.include(USERS[1]);
    });

  it("print what a definition cannot say", () => {
    const KinesisStreamSpecification = { StreamArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/s" };
    const Resources = {
      [id]: { ...resource, Properties: { ...resource.Properties, KinesisStreamSpecification } },
    };
    read("template.json", { Resources });
    expect(notes).to.have.length(1);
    expect(notes[0]).to.match(/^note: \/template\.json: users: Resources\.UsersTable\.Properties\.Kinesis/);
  });

  it("name what only a deployment knows, and where to write it", () => {
    const Resources = { [id]: { ...resource, Properties: { ...resource.Properties, TableName: { Ref: "Name" } } } };
    expect(() => read("template.json", { Parameters: { Name: { Type: "String" } }, Resources })).to.throw(
      /template\.json cannot be read as tables of CloudFormation[\s\S]*Name[\s\S]*write a module: export const tables = fromCloud/,
    );
  });

  it("are recognised by what they contain", () => {
    const forms: [string, object][] = [
      ["Terraform", { format_version: "1.0", values: { root_module: {} } }],
      ["Terraform", { resource: { aws_dynamodb_table: {} } }],
      ["definitions", { resource: USERS[1], data: USERS[1] }],
      ["Terraform state", { version: 4, terraform_version: "1.9.0", lineage: "x", resources: [] }],
      ["CloudFormation", { Resources: {} }],
    ];
    for (const [form, content] of forms) expect(formOf(content)).to.equal(form);
    expect([{}, [], { users: {} }, ["users", USERS[1]]].map((content) => formOf(content))).to.deep.equal(
      Array(4).fill(undefined),
    );
    expect(formOf({}, "main.tf.json")).to.equal("Terraform");
  });

  for (const [content, reason] of [
    ['{\n  "users": }', "tables.json is not JSON: Unexpected token"],
    ["3", "tables.json has no tables: it contains 3."],
    ['{ "name": "app" }', "tables.json has no tables. A JSON file has definitions,"],
    ['{ "Resources": {} }', "tables.json has no DynamoDB tables."],
    ['{ "lineage": "x" }', "Use its JSON: terraform show -json"],
  ] as const)
    it(`cannot be ${content}`, () => {
      expect(() => read("tables.json", content)).to.throw(reason);
    });
});
