import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import { Emulated } from "../../../support/emulated.js";
import { attributes, definition, global, index, key, local, on } from "../../../support/table-requests.js";

type Summary = Readonly<Record<string, string>>;

const BOTH = "ACCESSED_AND_THROTTLED_KEYS";

describe("the contributor insights of an emulated table", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  const enable = (TableName: string, members: object = {}) =>
    emulated.ask("UpdateContributorInsights", { TableName, ContributorInsightsAction: "ENABLE", ...members });
  const disable = (TableName: string, members: object = {}) =>
    enable(TableName, { ContributorInsightsAction: "DISABLE", ...members });
  const described = (TableName: string, members: object = {}) =>
    emulated.ask("DescribeContributorInsights", { TableName, ...members });
  const listed = async (members: object = {}) => {
    const { ContributorInsightsSummaries: page, NextToken } = await emulated.ask("ListContributorInsights", members);
    return { page: page as Summary[], NextToken };
  };
  const statusOf = async (TableName: string, members: object = {}) =>
    (await described(TableName, members))["ContributorInsightsStatus"];
  const settle = () => emulated.advance(REALISTIC.updateInsightsMs);

  it("go through ENABLING and DISABLING, and are remembered", async () => {
    const summary = { TableName: "lifecycle", ContributorInsightsMode: BOTH };
    await emulated.create("lifecycle");
    expect(await described("lifecycle")).to.deep.equal({
      TableName: "lifecycle",
      ContributorInsightsStatus: "DISABLED",
    });
    expect(await enable("lifecycle")).to.deep.equal({ ...summary, ContributorInsightsStatus: "ENABLING" });
    expect(await statusOf("lifecycle")).to.equal("ENABLING");
    settle();
    const { LastUpdateDateTime, ContributorInsightsRuleList, ...enabled } = await described("lifecycle");
    expect(enabled).to.deep.equal({ ...summary, ContributorInsightsStatus: "ENABLED" });
    expect(LastUpdateDateTime).to.be.a("number");
    expect(ContributorInsightsRuleList).to.have.length(2);
    expect(await disable("lifecycle")).to.deep.equal({ ...summary, ContributorInsightsStatus: "DISABLING" });
    settle();
    expect(await described("lifecycle")).to.deep.equal({
      ...summary,
      ContributorInsightsStatus: "DISABLED",
      LastUpdateDateTime: Number(LastUpdateDateTime) + REALISTIC.updateInsightsMs / 1_000,
    });
  });

  it("stay what they are when they are asked for again", async () => {
    await emulated.create("same");
    expect(await disable("same")).to.deep.equal({ TableName: "same", ContributorInsightsStatus: "DISABLED" });
    await enable("same");
    settle();
    expect(await enable("same")).to.include({ ContributorInsightsStatus: "ENABLED" });
    await disable("same");
    settle();
    expect(await disable("same")).to.include({ ContributorInsightsStatus: "DISABLED" });
  });

  it("end as the last request says, whenever it came", async () => {
    await emulated.create("flap");
    await enable("flap");
    emulated.advance(REALISTIC.updateInsightsMs / 2);
    await disable("flap");
    emulated.advance(REALISTIC.updateInsightsMs / 2);
    expect(await statusOf("flap")).to.equal("DISABLING");
    settle();
    expect(await statusOf("flap")).to.equal("DISABLED");
  });

  it("change their mode by being enabled anew, with rules for the keys and the mode", async () => {
    await emulated.create("modes", { ...on("pk", "sk"), KeySchema: key("pk", "/", "sk") });
    const kinds = async () => {
      const { ContributorInsightsRuleList } = await described("modes");
      return (ContributorInsightsRuleList as string[]).map(
        (rule) => /^DynamoDBContributorInsights-([PS]K[CT])-modes-\d+$/.exec(rule)?.[1],
      );
    };
    await enable("modes");
    settle();
    expect(await kinds()).to.deep.equal(["PKC", "SKC", "PKT", "SKT"]);
    expect(await enable("modes", { ContributorInsightsMode: "THROTTLED_KEYS" })).to.include({
      ContributorInsightsStatus: "ENABLING",
      ContributorInsightsMode: "THROTTLED_KEYS",
    });
    settle();
    expect(await kinds()).to.deep.equal(["PKT", "SKT"]);
    expect(await enable("modes")).to.include({ ContributorInsightsStatus: "ENABLING", ContributorInsightsMode: BOTH });
  });

  it("are those of a table or of one index", async () => {
    await emulated.create("parts", global());
    const byA = { IndexName: "by-a" };
    expect(await enable("parts", byA)).to.include({
      TableName: "parts",
      ...byA,
      ContributorInsightsStatus: "ENABLING",
    });
    expect(await statusOf("parts")).to.equal("DISABLED");
    settle();
    expect(await described("parts", byA)).to.include({ ...byA, ContributorInsightsStatus: "ENABLED" });
    const { ContributorInsightsRuleList: rules } = await described("parts", byA);
    expect((rules as string[])[0]).to.match(/^DynamoDBContributorInsights-PKC-parts-by-a-\d+$/);
  });

  it("are listed while they are not DISABLED, the table's before those of its indexes", async () => {
    await emulated.create("list", global());
    expect(await listed({ TableName: "list" })).to.deep.equal({ page: [], NextToken: undefined });
    await enable("list", { IndexName: "by-a" });
    await enable("list");
    const first = await listed({ TableName: "list", MaxResults: 1 });
    expect(first.page).to.deep.equal([
      { TableName: "list", ContributorInsightsStatus: "ENABLING", ContributorInsightsMode: BOTH },
    ]);
    const second = await listed({ TableName: "list", MaxResults: 1, NextToken: first.NextToken });
    expect(second.page.map(({ IndexName }) => IndexName)).to.deep.equal(["by-a"]);
    expect(second.NextToken).to.equal(undefined);
    expect((await listed()).page.filter(({ TableName }) => TableName === "list")).to.have.length(2);
    settle();
    await disable("list");
    expect((await listed({ TableName: "list" })).page[0]).to.include({ ContributorInsightsStatus: "DISABLING" });
    settle();
    expect((await listed({ TableName: "list" })).page.map(({ IndexName }) => IndexName)).to.deep.equal(["by-a"]);
  });

  it("are unknown, and then not to be changed, while the table is created", async () => {
    await emulated.ask("CreateTable", definition("young"));
    const request = { TableName: "young", ContributorInsightsAction: "ENABLE" };
    const missing = "ResourceNotFoundException: Requested resource not found: Table: young not found";
    expect(await emulated.refusal("UpdateContributorInsights", request)).to.equal(missing);
    expect(await emulated.refusal("DescribeContributorInsights", { TableName: "young" })).to.equal(missing);
    expect(await emulated.refusal("ListContributorInsights", { TableName: "young" })).to.equal(missing);
    emulated.advance(REALISTIC.createTableMs / 2);
    expect(await statusOf("young")).to.equal("DISABLED");
    expect(await emulated.refusal("UpdateContributorInsights", request)).to.equal(
      "ValidationException: Table or Index is not in a valid state to update Key Access Insights: " +
        "TableStatus must be ACTIVE to enable ContributorInsights.",
    );
  });

  it("follow an index from when there is room for it until it is gone", async () => {
    await emulated.create("later");
    const change = (update: object) =>
      emulated.ask("UpdateTable", {
        TableName: "later",
        AttributeDefinitions: attributes("pk", "a"),
        GlobalSecondaryIndexUpdates: [update],
      });
    const request = { TableName: "later", IndexName: "by-a", ContributorInsightsAction: "ENABLE" };
    const missing = "ResourceNotFoundException: Requested resource not found: Index: by-a not found for table: later";
    const refusal = () => emulated.refusal("UpdateContributorInsights", request);
    await change({ Create: index("by-a", key("a")) });
    expect(await refusal()).to.equal(missing);
    emulated.advance(REALISTIC.allocateIndexMs);
    expect(await refusal()).to.include("IndexStatus must be ACTIVE to enable ContributorInsights.");
    emulated.advance(REALISTIC.backfillIndexMs);
    await enable("later", { IndexName: "by-a" });
    await change({ Delete: { IndexName: "by-a" } });
    emulated.advance(REALISTIC.deleteIndexMs);
    expect(await refusal()).to.equal(missing);
    await change({ Create: index("by-a", key("a")) });
    emulated.advance(REALISTIC.allocateIndexMs + REALISTIC.backfillIndexMs);
    expect(await statusOf("later", { IndexName: "by-a" })).to.equal("DISABLED");
  });

  it("are of nothing else", async () => {
    await emulated.create("other", local(key("pk", "/", "a")));
    for (const IndexName of ["local-0", "ghost"]) {
      expect(await emulated.refusal("DescribeContributorInsights", { TableName: "other", IndexName })).to.equal(
        `ResourceNotFoundException: Requested resource not found: Index: ${IndexName} not found for table: other`,
      );
    }
    for (const [request, says] of [
      [{ TableName: "other" }, "Value null at 'contributorInsightsAction'"],
      [
        { TableName: "other", ContributorInsightsAction: "START" },
        "Member must satisfy enum value set: [ENABLE, DISABLE]",
      ],
      [
        { TableName: "other", ContributorInsightsAction: "ENABLE", ContributorInsightsMode: "ALL" },
        "Member must satisfy enum value set: [ACCESSED_AND_THROTTLED_KEYS, THROTTLED_KEYS]",
      ],
    ] as const)
      expect(await emulated.refusal("UpdateContributorInsights", request)).to.include(says);
    expect(await emulated.refusal("ListContributorInsights", { MaxResults: 101 })).to.include(
      "less than or equal to 100",
    );
  });
});
