import type { AttributeValue } from "../values/attribute-value.js";
import type { Condition } from "./condition.js";
import { joinedByAnd } from "./key-condition.js";
import { parseCondition } from "./parse-condition.js";
import type { Placeholders } from "./placeholders.js";
import { invalidExpression } from "./token-reader.js";

/** The value that an attribute has in the items that a search of vectors finds. */
export interface SearchCondition {
  readonly name: string;
  readonly value: AttributeValue;
}

/** Parses the condition of a search of vectors and checks it, as far as it does not depend on the index. */
export function parseSearchCondition(text: string, placeholders: Placeholders): SearchCondition[] {
  const conditions = joinedByAnd(parseCondition("SearchConditionExpression", text, placeholders)).map(equalityOf);
  const names = conditions.map(({ name }) => name);
  if (new Set(names).size < names.length)
    throw error("SearchConditionExpression must only contain one condition per attribute");
  return conditions;
}

/** The attribute can be on either side. */
function equalityOf(condition: Condition): SearchCondition {
  if (condition.type === "compare" && condition.comparator === "=") {
    const { left, right } = condition;
    const [attribute, value] = left.type === "path" ? [left, right] : [right, left];
    if (attribute.type === "path" && value.type === "value") {
      const [name, ...rest] = attribute.path;
      if (rest.length === 0) return { name, value: value.value };
      throw error("SearchConditionExpression cannot have conditions on nested attributes");
    }
  }
  throw error("Invalid comparator used in SearchConditionExpression");
}

function error(message: string) {
  return invalidExpression("SearchConditionExpression", message);
}
