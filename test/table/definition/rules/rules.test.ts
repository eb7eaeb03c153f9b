import { expect } from "chai";
import type { DefinitionIssue } from "../../../../src/errors.js";
import { readCreateTable } from "../../../../src/table/create/create-table-call.js";
import { createTableRequest } from "../../../../src/table/definition/create-table-request.js";
import { rules } from "../../../../src/table/definition/rules/all-rules.js";
import { issuesOf } from "../../../support/refused.js";
import { capacityCases } from "./cases/capacity.js";
import { indexCases } from "./cases/indexes.js";
import { keyCases } from "./cases/keys.js";
import { nameCases } from "./cases/names.js";
import { replicaCases } from "./cases/replicas.js";
import { options, type RuleCase } from "./cases/rule-case.js";
import { settingCases } from "./cases/settings.js";
import { vectorIndexCases } from "./cases/vector-indexes.js";

const cases = [
  ...nameCases,
  ...keyCases,
  ...indexCases,
  ...vectorIndexCases,
  ...capacityCases,
  ...settingCases,
  ...replicaCases,
];

function reportsOf({ rule: name, tableName = "users", breaking }: RuleCase): DefinitionIssue[] {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) throw new Error(`There is no rule ${name}.`);
  const issues: DefinitionIssue[] = [];
  rule.check(createTableRequest(tableName, options(breaking)), (path, message, fix = "") =>
    issues.push({ path, message, fix }),
  );
  return issues;
}

describe("the rules of a table definition", () => {
  it("have different names, and at least one test case each", () => {
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

      const issues = issuesOf(() => readCreateTable(tableName, options(breaking)));
      expect(
        issues.map((issue) => issue.path),
        "one mistake, one report",
      ).to.deep.equal([path]);
      expect(issues[0]?.message).to.include(message);
      expect(issues[0]?.fix).to.include(fix);

      expect(readCreateTable(allowedTableName, options(allowed)).input.TableName).to.be.a("string");
    });
  }
});
