import { expect } from "chai";
import type { DefinitionIssue } from "../../src/errors.js";
import { draftTable } from "../../src/table/draft.js";
import { planTable } from "../../src/table/plan.js";
import { rules } from "../../src/table/rules/index.js";
import { issuesOf } from "../support/refused.js";
import { capacityCases } from "./rule-cases/capacity.js";
import { indexCases } from "./rule-cases/indexes.js";
import { keyCases } from "./rule-cases/keys.js";
import { nameCases } from "./rule-cases/names.js";
import { options, type RuleCase } from "./rule-cases/rule-case.js";
import { settingCases } from "./rule-cases/settings.js";

const cases = [...nameCases, ...keyCases, ...indexCases, ...capacityCases, ...settingCases];

function reportsOf({ rule: name, tableName = "users", breaking }: RuleCase): DefinitionIssue[] {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) throw new Error(`There is no rule ${name}.`);
  const issues: DefinitionIssue[] = [];
  rule.check(draftTable(tableName, options(breaking)), (path, message, fix = "") =>
    issues.push({ path, message, fix }),
  );
  return issues;
}

describe("the rules of a table definition", () => {
  it("each have a name of their own and at least one case here", () => {
    const names = rules.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)]);
    expect([...new Set(cases.map(({ rule }) => rule))]).to.have.members(names);
  });

  for (const each of cases) {
    const {
      rule,
      about,
      tableName = "users",
      breaking,
      path,
      message,
      fix,
      allowed,
      allowedTableName = "users",
    } = each;

    it(`${rule}: ${about}`, () => {
      const found = reportsOf(each).find((issue) => issue.path === path && issue.message.includes(message));
      expect(found, "the rule's own report").to.not.equal(undefined);

      const issues = issuesOf(() => planTable(tableName, options(breaking)));
      expect(
        issues.map((issue) => issue.path),
        "one mistake, one report",
      ).to.deep.equal([path]);
      expect(issues[0]?.message).to.include(message);
      expect(issues[0]?.fix).to.include(fix);

      expect(planTable(allowedTableName, options(allowed)).input.TableName).to.be.a("string");
    });
  }
});
