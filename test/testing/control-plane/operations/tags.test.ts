import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import { Emulated } from "../../../support/emulated.js";
import { definition, named, tableArn } from "../../../support/table-requests.js";

type Tags = Readonly<Record<string, string>>;

describe("the tags of an emulated table", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  const tagging = (name: string, tags: Tags) => ({
    ResourceArn: tableArn(name),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  const untagging = (name: string, ...TagKeys: string[]) => ({ ResourceArn: tableArn(name), TagKeys });
  const locked = (name: string) =>
    `LimitExceededException: Subscriber limit exceeded: Table tags are being updated: ${name}`;
  const tagsOf = async (name: string): Promise<Tags> => {
    const { Tags } = await emulated.ask("ListTagsOfResource", { ResourceArn: tableArn(name) });
    return Object.fromEntries((Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
  };
  const settle = () => emulated.advance(REALISTIC.tagsCooldownMs);

  it("come with the table, change and go", async () => {
    await emulated.create("lifecycle", { Tags: tagging("", { team: "a", stage: "test" }).Tags });
    expect(await tagsOf("lifecycle")).to.deep.equal({ team: "a", stage: "test" });
    await emulated.ask("TagResource", tagging("lifecycle", { team: "b", cost: "1" }));
    settle();
    expect(await tagsOf("lifecycle")).to.deep.equal({ team: "b", stage: "test", cost: "1" });
    await emulated.ask("UntagResource", untagging("lifecycle", "stage", "nothing"));
    settle();
    expect(await tagsOf("lifecycle")).to.deep.equal({ team: "b", cost: "1" });
  });

  it("are read as they were, and not written, until a change is done", async () => {
    await emulated.create("lock");
    await emulated.ask("TagResource", tagging("lock", { a: "1" }));
    emulated.advance(REALISTIC.tagsCooldownMs - 1);
    expect(await tagsOf("lock")).to.deep.equal({});
    expect(await emulated.refusal("TagResource", tagging("lock", { a: "2" }))).to.equal(locked("lock"));
    expect(await emulated.refusal("TagResource", tagging("lock", { b: "1" }))).to.equal(locked("lock"));
    expect(await emulated.refusal("UntagResource", untagging("lock", "absent"))).to.equal(locked("lock"));
    expect(await emulated.refusal("DeleteTable", { TableName: "lock" })).to.equal(
      "ResourceInUseException: Attempt to change a resource which is still in use: Table tags are being updated: lock",
    );
    emulated.advance(1);
    expect(await tagsOf("lock")).to.deep.equal({ a: "1" });
    await emulated.ask("UntagResource", untagging("lock", "a"));
    expect(await emulated.refusal("TagResource", tagging("lock", { b: "1" }))).to.equal(locked("lock"));
    settle();
    await emulated.ask("DeleteTable", { TableName: "lock" });
  });

  it("are written again while they are written, with more or without, and no change holds no lock", async () => {
    await emulated.create("replay");
    await emulated.ask("TagResource", tagging("replay", { a: "1" }));
    await emulated.ask("TagResource", tagging("replay", { a: "1" }));
    await emulated.ask("TagResource", tagging("replay", { a: "1", b: "2" }));
    settle();
    expect(await tagsOf("replay")).to.deep.equal({ a: "1", b: "2" });
    await emulated.ask("TagResource", tagging("replay", { b: "2" }));
    await emulated.ask("UntagResource", untagging("replay", "absent"));
    await emulated.ask("TagResource", tagging("replay", { c: "3" }));
  });

  it("are fifty at most, counted with those that are there, and all in one answer", async () => {
    const fifty = Object.fromEntries(named(50).map((name) => [name, "old"]));
    await emulated.create("many", { Tags: tagging("", fifty).Tags });
    const { NextToken, Tags } = await emulated.ask("ListTagsOfResource", { ResourceArn: tableArn("many") });
    expect(NextToken).to.equal(undefined);
    expect(Tags).to.have.length(50);
    const tooMany = "ValidationException: Number of Tags exceed the current limit for the provided ResourceArn";
    expect(await emulated.refusal("TagResource", tagging("many", { more: "" }))).to.equal(tooMany);
    expect(await emulated.refusal("TagResource", tagging("many", { n0: "new", more: "" }))).to.equal(tooMany);
    expect(await emulated.refusal("UntagResource", untagging("many", ...named(51)))).to.equal(tooMany);
    await emulated.ask("TagResource", tagging("many", { n0: "new" }));
    settle();
    expect(await tagsOf("many")).to.include({ n0: "new", n1: "old" });
  });

  it("are accepted together or not at all", async () => {
    await emulated.create("valid");
    for (const [operation, request, says] of [
      ["TagResource", tagging("valid", {}), "Atleast one Tag needs to be provided as Input."],
      ["TagResource", tagging("valid", { good: "", "aws:x": "" }), "Tag Key cannot be prefixed with aws:, Key: aws:x"],
      ["TagResource", tagging("valid", { good: "", "": "" }), "The Tag Key provided is invalid, Key: "],
      ["TagResource", tagging("valid", { ["k".repeat(129)]: "" }), "The Tag Key provided is invalid, Key: kkk"],
      ["TagResource", tagging("valid", { k: "v".repeat(257) }), "The Tag Value provided is invalid, Value: vvv"],
      [
        "TagResource",
        { ResourceArn: tableArn("valid"), Tags: [...named(2), "n0"].map((Key) => ({ Key, Value: "" })) },
        "Duplicate Tag Keys provided as input: Duplicate Tag Key found n0",
      ],
      ["TagResource", { ResourceArn: tableArn("valid") }, "Value null at 'tags'"],
      ["UntagResource", untagging("valid"), "Atleast one Tag Key needs to be provided as Input."],
      ["UntagResource", untagging("valid", "k".repeat(129)), "The Tag Key provided is invalid, Key: kkk"],
      ["UntagResource", untagging("valid", "aws:x"), "Tag Key cannot be prefixed with aws:, Key: aws:x"],
    ] as const) {
      expect(await emulated.refusal(operation, request))
        .to.match(/^ValidationException: /)
        .and.to.include(says);
    }
    settle();
    expect(await tagsOf("valid")).to.deep.equal({});
  });

  it("belong to ARNs of tables", async () => {
    await emulated.create("owner");
    const P = "ValidationException: One or more parameter values were invalid: ";
    for (const [arn, says] of [
      ["owner", `${P}ARNs must start with 'arn:': owner`],
      ["arn:aws:s3:::bucket", `${P}Provided Arn is not a DynamoDB resource arn: arn:aws:s3:::bucket`],
      [`${tableArn("owner")}/index/by-a`, `${P}Invalid resource arn provided, only table or stream is accepted.`],
      [
        tableArn("owner").replace("us-east-1", "eu-west-1"),
        "ValidationException: Invalid TableArn: Invalid ResourceArn",
      ],
      [tableArn("owner").replace("000000000000", "111111111111"), "AccessDeniedException: Access is denied"],
      [tableArn("Owner"), `ResourceNotFoundException: Requested resource not found: ResourceArn: ${tableArn("Owner")}`],
      [`${tableArn("owner")}/stream/2026`, "ResourceNotFoundException: Requested resource not found: ResourceArn: "],
    ] as const) {
      for (const [operation, members] of [
        ["TagResource", { Tags: [{ Key: "k", Value: "" }] }],
        ["UntagResource", { TagKeys: ["k"] }],
        ["ListTagsOfResource", {}],
      ] as const)
        expect(await emulated.refusal(operation, { ResourceArn: arn, ...members }), operation).to.include(says);
    }
  });

  it("cannot be read at first, nor changed before the table is ACTIVE", async () => {
    await emulated.ask("CreateTable", definition("young", { Tags: tagging("", { a: "1" }).Tags }));
    const request = { ResourceArn: tableArn("young") };
    const missing = `ResourceNotFoundException: Requested resource not found: ResourceArn: ${tableArn("young")} not found`;
    expect(await emulated.refusal("ListTagsOfResource", request)).to.equal(missing);
    expect(await emulated.refusal("TagResource", tagging("young", { b: "2" }))).to.equal(missing);
    expect(await emulated.refusal("UntagResource", untagging("young", "a"))).to.equal(missing);
    emulated.advance(REALISTIC.createTableMs / 2);
    const creating =
      "ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: young";
    expect(await tagsOf("young")).to.deep.equal({});
    expect(await emulated.refusal("TagResource", tagging("young", { b: "2" }))).to.equal(creating);
    expect(await emulated.refusal("UntagResource", untagging("young", "a"))).to.equal(creating);
    emulated.advance(REALISTIC.createTableMs / 2);
    expect(await tagsOf("young")).to.deep.equal({ a: "1" });
    await emulated.ask("DeleteTable", { TableName: "young" });
    expect(await emulated.refusal("ListTagsOfResource", request)).to.equal(missing);
  });
});
