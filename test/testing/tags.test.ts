import { expect } from "chai";
import { REALISTIC } from "../../src/testing/plane/durations.js";
import { onDemand, Played } from "../support/played.js";
import { definition, named, tableArn } from "../support/table-requests.js";

type Tags = Readonly<Record<string, string>>;

describe("the tags of an played table", () => {
  let played: Played;

  before(async () => {
    played = await Played.start();
  });

  after(() => played.close());

  const tagging = (name: string, tags: Tags) => ({
    ResourceArn: tableArn(name),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  const untagging = (name: string, ...TagKeys: string[]) => ({ ResourceArn: tableArn(name), TagKeys });
  const locked = (name: string) =>
    `LimitExceededException: Subscriber limit exceeded: Table tags are being updated: ${name}`;
  const tagsOf = async (name: string): Promise<Tags> => {
    const { Tags } = await played.does("ListTagsOfResource", { ResourceArn: tableArn(name) });
    return Object.fromEntries((Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
  };
  const settle = () => played.pass(REALISTIC.tagPause);

  it("come with the table, change and go", async () => {
    await played.table("lifecycle", { ...onDemand, Tags: tagging("", { team: "a", stage: "test" }).Tags });
    expect(await tagsOf("lifecycle")).to.deep.equal({ team: "a", stage: "test" });
    await played.does("TagResource", tagging("lifecycle", { team: "b", cost: "1" }));
    settle();
    expect(await tagsOf("lifecycle")).to.deep.equal({ team: "b", stage: "test", cost: "1" });
    await played.does("UntagResource", untagging("lifecycle", "stage", "nothing"));
    settle();
    expect(await tagsOf("lifecycle")).to.deep.equal({ team: "b", cost: "1" });
  });

  it("are read as they were, and not written, until a change is done", async () => {
    await played.table("lock", onDemand);
    await played.does("TagResource", tagging("lock", { a: "1" }));
    played.pass(REALISTIC.tagPause - 1);
    expect(await tagsOf("lock")).to.deep.equal({});
    expect(await played.refusal("TagResource", tagging("lock", { a: "2" }))).to.equal(locked("lock"));
    expect(await played.refusal("TagResource", tagging("lock", { b: "1" }))).to.equal(locked("lock"));
    expect(await played.refusal("UntagResource", untagging("lock", "absent"))).to.equal(locked("lock"));
    expect(await played.refusal("DeleteTable", { TableName: "lock" })).to.equal(
      "ResourceInUseException: Attempt to change a resource which is still in use: Table tags are being updated: lock",
    );
    played.pass(1);
    expect(await tagsOf("lock")).to.deep.equal({ a: "1" });
    await played.does("UntagResource", untagging("lock", "a"));
    expect(await played.refusal("TagResource", tagging("lock", { b: "1" }))).to.equal(locked("lock"));
    settle();
    await played.does("DeleteTable", { TableName: "lock" });
  });

  it("are written again while they are written, with more or without, and no change holds no lock", async () => {
    await played.table("replay", onDemand);
    await played.does("TagResource", tagging("replay", { a: "1" }));
    await played.does("TagResource", tagging("replay", { a: "1" }));
    await played.does("TagResource", tagging("replay", { a: "1", b: "2" }));
    settle();
    expect(await tagsOf("replay")).to.deep.equal({ a: "1", b: "2" });
    await played.does("TagResource", tagging("replay", { b: "2" }));
    await played.does("UntagResource", untagging("replay", "absent"));
    await played.does("TagResource", tagging("replay", { c: "3" }));
  });

  it("are fifty at most, counted with those that are there, and all in one answer", async () => {
    const fifty = Object.fromEntries(named(50).map((name) => [name, "old"]));
    await played.table("many", { ...onDemand, Tags: tagging("", fifty).Tags });
    const { NextToken, Tags } = await played.does("ListTagsOfResource", { ResourceArn: tableArn("many") });
    expect(NextToken).to.equal(undefined);
    expect(Tags).to.have.length(50);
    const tooMany = "ValidationException: Number of Tags exceed the current limit for the provided ResourceArn";
    expect(await played.refusal("TagResource", tagging("many", { more: "" }))).to.equal(tooMany);
    expect(await played.refusal("TagResource", tagging("many", { n0: "new", more: "" }))).to.equal(tooMany);
    expect(await played.refusal("UntagResource", untagging("many", ...named(51)))).to.equal(tooMany);
    await played.does("TagResource", tagging("many", { n0: "new" }));
    settle();
    expect(await tagsOf("many")).to.include({ n0: "new", n1: "old" });
  });

  it("are taken together or not at all", async () => {
    await played.table("valid", onDemand);
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
      expect(await played.refusal(operation, request))
        .to.match(/^ValidationException: /)
        .and.to.include(says);
    }
    settle();
    expect(await tagsOf("valid")).to.deep.equal({});
  });

  it("belong to ARNs of tables", async () => {
    await played.table("owner", onDemand);
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
        expect(await played.refusal(operation, { ResourceArn: arn, ...members }), operation).to.include(says);
    }
  });

  it("cannot be read at first, nor changed before the table is ACTIVE", async () => {
    await played.does("CreateTable", definition("young", { Tags: tagging("", { a: "1" }).Tags }));
    const request = { ResourceArn: tableArn("young") };
    const missing = `ResourceNotFoundException: Requested resource not found: ResourceArn: ${tableArn("young")} not found`;
    expect(await played.refusal("ListTagsOfResource", request)).to.equal(missing);
    expect(await played.refusal("TagResource", tagging("young", { b: "2" }))).to.equal(missing);
    expect(await played.refusal("UntagResource", untagging("young", "a"))).to.equal(missing);
    played.pass(REALISTIC.createTable / 2);
    const creating =
      "ResourceInUseException: Attempt to change a resource which is still in use: Table is being created: young";
    expect(await tagsOf("young")).to.deep.equal({});
    expect(await played.refusal("TagResource", tagging("young", { b: "2" }))).to.equal(creating);
    expect(await played.refusal("UntagResource", untagging("young", "a"))).to.equal(creating);
    played.pass(REALISTIC.createTable / 2);
    expect(await tagsOf("young")).to.deep.equal({ a: "1" });
    await played.does("DeleteTable", { TableName: "young" });
    expect(await played.refusal("ListTagsOfResource", request)).to.equal(missing);
  });
});
