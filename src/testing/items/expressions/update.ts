import { type AttributeValue, type Item, setMember } from "../values/attribute-value.js";
import type { Path } from "./paths.js";

/** What SET assigns. */
export type UpdateOperand =
  | { readonly type: "path"; readonly path: Path }
  | { readonly type: "value"; readonly value: AttributeValue }
  | { readonly type: "+" | "-" | "list_append"; readonly left: UpdateOperand; readonly right: UpdateOperand }
  | { readonly type: "if_not_exists"; readonly path: Path; readonly otherwise: UpdateOperand };

/** One change of an attribute. */
export type UpdateAction =
  | { readonly type: "SET"; readonly path: Path; readonly operand: UpdateOperand }
  | { readonly type: "REMOVE"; readonly path: Path }
  | { readonly type: "ADD" | "DELETE"; readonly path: Path; readonly value: AttributeValue };

/** An update of an item, with names and values resolved. */
export interface Update {
  /** In the order of the request; no two change the same attribute. */
  readonly actions: readonly UpdateAction[];
  /** Whether it comes from AttributeUpdates, which has a text of its own for a value of another type, and adds to lists. */
  readonly isLegacy: boolean;
}

/** The top-level attributes that an update sets to values of the request. */
export function setValues({ actions }: Update): Item {
  const values: Record<string, AttributeValue> = {};
  for (const action of actions) {
    const [name] = action.path;
    if (action.type === "SET" && action.operand.type === "value" && action.path.length === 1 && name !== undefined)
      setMember(values, name, action.operand.value);
  }
  return values;
}

/** The paths that an update changes, in the order of the request. */
export function changedPaths({ actions }: Update): Path[] {
  return actions.map(({ path }) => path);
}
