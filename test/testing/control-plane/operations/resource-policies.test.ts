import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import { Emulated } from "../../../support/emulated.js";
import { definition, tableArn } from "../../../support/table-requests.js";

const POLICY = '{"Version":"2012-10-17","Statement":[]}';
const OTHER = '{"Version":"2012-10-17","Statement":[{"Sid":"other"}]}';
const NOT_FOUND = "PolicyNotFoundException: Resource-based policy not found for the provided ResourceArn: ";

describe("the resource policy of an emulated table", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start();
  });

  after(() => emulated.close());

  const put = async (name: string, Policy: string, members: object = {}) =>
    (await emulated.ask("PutResourcePolicy", { ResourceArn: tableArn(name), Policy, ...members }))["RevisionId"];
  const request = (name: string, members: object = {}) => ({ ResourceArn: tableArn(name), ...members });
  const settle = () => emulated.advance(REALISTIC.resourcePolicyCooldownMs);

  it("is put, read and deleted", async () => {
    await emulated.create("lifecycle");
    expect(await emulated.refusal("GetResourcePolicy", request("lifecycle"))).to.equal(
      NOT_FOUND + tableArn("lifecycle"),
    );
    const RevisionId = await put("lifecycle", JSON.stringify(JSON.parse(POLICY), undefined, 2));
    expect(RevisionId).to.match(/^\d{13}$/);
    settle();
    expect(await emulated.ask("GetResourcePolicy", request("lifecycle"))).to.deep.equal({ Policy: POLICY, RevisionId });
    expect(await emulated.ask("DeleteResourcePolicy", request("lifecycle"))).to.deep.equal({ RevisionId });
    expect(await emulated.ask("DeleteResourcePolicy", request("lifecycle"))).to.deep.equal({});
    settle();
    expect(await emulated.refusal("GetResourcePolicy", request("lifecycle"))).to.include(NOT_FOUND);
  });

  it("has another revision when it says something else, even at the same moment", async () => {
    const instant = await Emulated.start({ latency: "instant" });
    await instant.create("revisions");
    const putAtOnce = async (Policy: string) =>
      (await instant.ask("PutResourcePolicy", request("revisions", { Policy })))["RevisionId"];
    const first = await putAtOnce(POLICY);
    expect(await putAtOnce(`${POLICY}\n`)).to.equal(first);
    const second = await putAtOnce(OTHER);
    expect(second).not.to.equal(first);
    expect(await putAtOnce(POLICY)).not.to.be.oneOf([first, second]);
    await instant.close();
  });

  it("is read as it was until a change is applied", async () => {
    await emulated.create("pending");
    await put("pending", POLICY);
    expect(await emulated.refusal("GetResourcePolicy", request("pending"))).to.include(NOT_FOUND);
    emulated.advance(REALISTIC.updateResourcePolicyMs);
    expect(await emulated.ask("GetResourcePolicy", request("pending"))).to.include({ Policy: POLICY });
    settle();
    await emulated.ask("DeleteResourcePolicy", request("pending"));
    emulated.advance(REALISTIC.updateResourcePolicyMs - 1);
    expect(await emulated.ask("GetResourcePolicy", request("pending"))).to.include({ Policy: POLICY });
    emulated.advance(1);
    expect(await emulated.refusal("GetResourcePolicy", request("pending"))).to.include(NOT_FOUND);
  });

  it("is locked for 15 seconds after a change, and the table cannot be deleted until the change is applied", async () => {
    await emulated.create("locked");
    await put("locked", POLICY);
    const until = new Date(emulated.db.clock.now() + REALISTIC.resourcePolicyCooldownMs).toISOString();
    const inUse = "ResourceInUseException: Attempt to change a resource which is still in use: ";
    const refusals = async () => [
      await emulated.refusal("PutResourcePolicy", request("locked", { Policy: OTHER })),
      await emulated.refusal("DeleteResourcePolicy", request("locked")),
    ];
    const pending = `${inUse}Table is pending previous resource-based policy update: locked`;
    expect(await refusals()).to.deep.equal([pending, pending]);
    expect(await emulated.refusal("DeleteTable", { TableName: "locked" })).to.equal(
      `${inUse}Table: locked has a pending resource-based policy update.`,
    );
    await put("locked", `${POLICY} `);
    emulated.advance(REALISTIC.updateResourcePolicyMs);
    const throttled =
      "ThrottlingException: Resource-based policy for table locked modified within the previous 15000 milliseconds. " +
      `Please try again after ${until}.`;
    expect(await refusals()).to.deep.equal([throttled, throttled]);
    emulated.advance(REALISTIC.resourcePolicyCooldownMs - REALISTIC.updateResourcePolicyMs - 1);
    expect(await refusals()).to.deep.equal([throttled, throttled]);
    emulated.advance(1);
    await emulated.ask("DeleteResourcePolicy", request("locked"));
    await emulated.ask("DeleteResourcePolicy", request("locked"));
    emulated.advance(REALISTIC.updateResourcePolicyMs);
    await emulated.ask("DeleteTable", { TableName: "locked" });
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.create("locked");
    await put("locked", POLICY);
  });

  it("is changed only at the revision that is expected", async () => {
    await emulated.create("expected");
    const refused = async (operation: string, ExpectedRevisionId: string) =>
      emulated.refusal(
        operation,
        request("expected", { ExpectedRevisionId, ...(operation === "PutResourcePolicy" && { Policy: OTHER }) }),
      );
    for (const operation of ["PutResourcePolicy", "DeleteResourcePolicy"]) {
      expect(await refused(operation, "1")).to.equal(
        `${NOT_FOUND}Requested update for policy with revision id 1, but table expected has no associated policy`,
      );
    }
    const first = await put("expected", POLICY, { ExpectedRevisionId: "NO_POLICY" });
    settle();
    for (const operation of ["PutResourcePolicy", "DeleteResourcePolicy"]) {
      for (const revision of ["1", "NO_POLICY"]) {
        expect(await refused(operation, revision))
          .to.include(`${NOT_FOUND}Requested update for policy with revision id ${revision}, but the policy associated`)
          .and.to.include("did not match");
      }
    }
    const second = await put("expected", OTHER, { ExpectedRevisionId: first });
    settle();
    await emulated.ask("DeleteResourcePolicy", request("expected", { ExpectedRevisionId: second }));
  });

  it("comes with the table, and is read half-way through its creation", async () => {
    await emulated.ask("CreateTable", definition("young", { ResourcePolicy: POLICY }));
    const missing = "ResourceNotFoundException: Requested resource not found: Table: young not found";
    expect(await emulated.refusal("GetResourcePolicy", request("young"))).to.equal(missing);
    emulated.advance(REALISTIC.createTableMs / 2);
    expect(await emulated.ask("GetResourcePolicy", request("young"))).to.include({ Policy: POLICY });
    emulated.advance(REALISTIC.createTableMs / 2);
    await emulated.ask("DeleteTable", { TableName: "young" });
    for (const operation of ["PutResourcePolicy", "DeleteResourcePolicy"]) {
      const policy = operation === "PutResourcePolicy" ? { Policy: OTHER } : {};
      expect(await emulated.refusal(operation, request("young", policy))).to.equal(
        "ResourceInUseException: Attempt to change a resource which is still in use: Table is being deleted: young",
      );
    }
    emulated.advance(REALISTIC.deleteTableMs);
    expect(await emulated.refusal("GetResourcePolicy", request("young"))).to.equal(missing);
    expect(await emulated.refusal("DeleteResourcePolicy", request("young"))).to.equal(missing);
  });

  it("is at most 20 KB", async () => {
    await emulated.create("size");
    const P = "ValidationException: One or more parameter values were invalid: ";
    await put("size", `"${"ü".repeat(10_239)}"`);
    expect(
      await emulated.refusal("PutResourcePolicy", request("size", { Policy: `"${"ü".repeat(10_239)}" ` })),
    ).to.equal(`${P}Maximum policy size of 20480 bytes exceeded`);
  });

  it("belongs to the ARN of a table", async () => {
    await emulated.create("owner");
    for (const [arn, says] of [
      ["owner", "ARNs must start with 'arn:': owner"],
      [`${tableArn("owner")}/index/by-a`, "Invalid resource arn provided, only table or stream is accepted."],
      [`${tableArn("owner")}/stream/2026`, "dynatwin's emulator does not support resource policies of streams."],
    ] as const) {
      for (const operation of ["PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"]) {
        const policy = operation === "PutResourcePolicy" ? { Policy: POLICY } : {};
        expect(await emulated.refusal(operation, { ResourceArn: arn, ...policy }), operation)
          .to.match(/^ValidationException: /)
          .and.to.include(says);
      }
    }
    expect(await emulated.refusal("PutResourcePolicy", request("owner"))).to.include("Value null at 'policy'");
    expect(await emulated.refusal("GetResourcePolicy")).to.include("Value null at 'resourceArn'");
  });
});
