import { expect } from "chai";
import { tableNamedIn } from "../../../../src/testing/items/partiql/named-table.js";

describe("the table that a statement names", () => {
  it("follows FROM, INTO or UPDATE", () => {
    for (const [statement, expected] of [
      ["SELECT * FROM users WHERE a = 1", "users"],
      ['select "from" from "my-table"."index"', "my-table"],
      ["INSERT INTO users VALUE {}", "users"],
      [
        'update "arn:aws:dynamodb:us-east-1:000000000000:table/users" set',
        "arn:aws:dynamodb:us-east-1:000000000000:table/users",
      ],
      ["DELETE FROM users", "users"],
      ["EXISTS(SELECT * FROM users)", "users"],
      ["SELECT * FROM", undefined],
      ["SELECT * FROM 'users'", undefined],
      ["", undefined],
    ] as const)
      expect(tableNamedIn(statement), statement).to.equal(expected);
  });
});
