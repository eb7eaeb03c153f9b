import type { AttributeType, AttributeValue } from "../values/attribute-value.js";
import type { Path } from "./paths.js";

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** The comparators with the same meaning for operands in the other order. */
export const MIRRORED = { "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** What a condition compares: a value of the item, a value of the request, or the size of one. */
export type Operand =
  | { readonly type: "path"; readonly path: Path }
  | { readonly type: "value"; readonly value: AttributeValue }
  | { readonly type: "size"; readonly of: Operand };

/** A condition on an item, with names and values resolved. */
export type Condition =
  | { readonly type: "and" | "or"; readonly conditions: readonly Condition[] }
  | { readonly type: "not"; readonly condition: Condition }
  | { readonly type: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly type: "between"; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly type: "in"; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly type: "attribute_exists" | "attribute_not_exists"; readonly path: Path }
  | { readonly type: "attribute_type"; readonly operand: Operand; readonly attributeType: AttributeType }
  | { readonly type: "begins_with" | "contains"; readonly operand: Operand; readonly part: Operand };

/** The paths of a condition, in the order in which it has them. */
export function pathsIn(condition: Condition): Path[] {
  switch (condition.type) {
    case "and":
    case "or":
      return condition.conditions.flatMap(pathsIn);
    case "not":
      return pathsIn(condition.condition);
    case "compare":
      return pathsOf(condition.left, condition.right);
    case "between":
      return pathsOf(condition.operand, condition.low, condition.high);
    case "in":
      return pathsOf(condition.operand, ...condition.list);
    case "attribute_exists":
    case "attribute_not_exists":
      return [condition.path];
    case "attribute_type":
      return pathsOf(condition.operand);
    default:
      return pathsOf(condition.operand, condition.part);
  }
}

function pathsOf(...operands: readonly Operand[]): Path[] {
  return operands.flatMap((operand) => {
    if (operand.type === "path") return [operand.path];
    return operand.type === "size" ? pathsOf(operand.of) : [];
  });
}
