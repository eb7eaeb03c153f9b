import { invalid } from "../../../control-plane/aws-error.js";
import { isObject } from "../../../control-plane/wire.js";
import { hashOf } from "../../store/places.js";
import type { Item } from "../../values/attribute-value.js";
import { readItem } from "../../values/read-value.js";
import type { StatementMembers } from "./statements.js";

/** Where the next page of a SELECT begins: in one of its key ranges, after an item. */
export interface PageStart {
  readonly range: number;
  readonly after: Item;
}

/** The token of the next page. It is bound to the statement and its parameters. */
export function formatToken(members: StatementMembers, { range, after }: PageStart): string {
  return Buffer.from(JSON.stringify([bindingOf(members), range, after])).toString("base64");
}

/** Reads the token of a page. Throws if it is none, or that of another statement. */
export function readToken(members: StatementMembers, token: string | undefined): PageStart | undefined {
  if (token === undefined) return undefined;
  const [binding, range, after] = contentOf(token);
  if (typeof range !== "number" || !isObject(after)) throw invalid("Invalid NextToken");
  if (binding !== bindingOf(members)) throw invalid("NextToken does not match request");
  return { range, after: readItem(after) };
}

function contentOf(token: string): readonly unknown[] {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, "base64").toString());
    return Array.isArray(content) ? content : [];
  } catch {
    return [];
  }
}

function bindingOf({ Statement: text, Parameters = [] }: StatementMembers): number {
  return hashOf(JSON.stringify([text, Parameters]));
}
