import { expect } from "chai";
import { canonicalPolicy } from "../../../src/table/definition/canonical-policy.js";

const statement = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::1:root" },
  Action: "dynamodb:GetItem",
  Resource: "*",
};

describe("canonicalPolicy", () => {
  const same: readonly (readonly [what: string, one: string | object, other: string | object])[] = [
    ["text and object", JSON.stringify({ Statement: [statement] }), { Statement: [statement] }],
    ["one statement and a list of one", { Statement: statement }, { Statement: [statement] }],
    ["the version that is used without one", { Statement: [] }, { Statement: [], Version: "2008-10-17" }],
    [
      "one action and a list of one",
      { Statement: statement },
      { Statement: { ...statement, Action: ["dynamodb:GetItem"] } },
    ],
    [
      "lists in another order",
      { Statement: { ...statement, Action: ["a", "b"] } },
      { Statement: { ...statement, Action: ["b", "a"] } },
    ],
    [
      "one principal and a list of one",
      { Statement: statement },
      { Statement: { ...statement, Principal: { AWS: ["arn:aws:iam::1:root"] } } },
    ],
    [
      "an account by its id and by the ARN of its root",
      { Statement: { ...statement, Principal: { AWS: "123456789012" } } },
      { Statement: { ...statement, Principal: { AWS: "arn:aws:iam::123456789012:root" } } },
    ],
    [
      "accounts in lists of another order",
      { Statement: { ...statement, NotPrincipal: { AWS: ["arn:aws-cn:iam::210987654321:root", "123456789012"] } } },
      { Statement: { ...statement, NotPrincipal: { AWS: ["arn:aws:iam::123456789012:root", "210987654321"] } } },
    ],
    [
      "values of conditions",
      { Statement: { ...statement, Condition: { StringEquals: { "aws:SourceAccount": "1" } } } },
      { Statement: { ...statement, Condition: { StringEquals: { "aws:SourceAccount": ["1"] } } } },
    ],
    [
      "members in another order",
      { Version: "2012-10-17", Statement: [statement] },
      { Statement: [Object.fromEntries(Object.entries(statement).reverse())], Version: "2012-10-17" },
    ],
  ];
  for (const [what, one, other] of same) {
    it(`treats ${what} as the same`, () => {
      expect(canonicalPolicy(one)).to.deep.equal(canonicalPolicy(other));
    });
  }

  it("tells policies apart that grant something else", () => {
    const { Action: _, ...others } = statement;
    const principals = ["arn:aws:iam::1:user/root", "arn:aws:iam::12:root", "arn:aws:sts::1:root"];
    for (const other of [
      { ...others, Action: "dynamodb:PutItem" },
      { ...statement, Effect: "Deny" },
      others,
      ...principals.map((AWS) => ({ ...statement, Principal: { AWS } })),
    ])
      expect(canonicalPolicy({ Statement: statement })).not.to.deep.equal(canonicalPolicy({ Statement: other }));
  });

  it("leaves text alone that is not JSON", () => {
    expect(canonicalPolicy("no policy")).to.equal("no policy");
  });
});
