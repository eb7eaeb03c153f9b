import type { Json } from "../../../../../src/testing/control-plane/wire.js";
import { ItemRequests } from "../../../../support/item-requests.js";
import { indexed, plain } from "../../../../support/item-tables.js";

/** A DynamoDB with the tables `plain` and `indexed`, to which statements are sent. */
export class StatementRequests extends ItemRequests {
  constructor() {
    super(plain, indexed);
  }

  /** Executes a statement, and returns the members of the answer. */
  execute(Statement: string, members: object = {}): Json {
    return this.ask("ExecuteStatement", { Statement, ...members });
  }

  /** Returns the error of a statement. */
  refused(Statement: string, members: object = {}): string {
    return this.refusal("ExecuteStatement", { Statement, ...members });
  }

  /** The items of all pages of a SELECT. */
  selectAll(Statement: string, members: object = {}): unknown[] {
    const items: unknown[] = [];
    let NextToken: unknown;
    do {
      const page = this.execute(Statement, { ...members, ...(NextToken !== undefined && { NextToken }) });
      items.push(...(page["Items"] as unknown[]));
      NextToken = page["NextToken"];
    } while (NextToken !== undefined);
    return items;
  }

  batch(...Statements: readonly (string | object)[]): unknown {
    return this.ask("BatchExecuteStatement", { Statements: Statements.map(statementOf) })["Responses"];
  }

  batchRefused(...Statements: readonly (string | object)[]): string {
    return this.refusal("BatchExecuteStatement", { Statements: Statements.map(statementOf) });
  }
}

/** A statement as a part of a request. */
export function statementOf(statement: string | object): object {
  return typeof statement === "string" ? { Statement: statement } : statement;
}
