import { type AwsError, invalid } from "../../control-plane/aws-error.js";
import { type AttributeValue, attributeOf, type Item, withAttributes } from "../values/attribute-value.js";
import { addNumbers, subtractNumbers } from "../values/number.js";
import { sortMembers } from "../values/read-value.js";
import { type PathTree, treeOf } from "./path-tree.js";
import { type Path, valueAt } from "./paths.js";
import { changedPaths, type Update, type UpdateAction, type UpdateOperand } from "./update.js";

/** What happens at the end of a path: a new value, or none. `KEEP` for a value that does not change. */
type Edit = AttributeValue | typeof REMOVED | typeof KEEP;
const REMOVED = Symbol("removed");
const KEEP = Symbol("keep");

/** An item after an update, and the paths that the update changes. */
export interface UpdatedItem {
  readonly item: Item;
  readonly changedPaths: readonly Path[];
}

/**
 * Applies an update to a copy of an item. Every value is computed from the item as it was, and the places in lists are those
 * before the update; an element behind the end of a list is appended, in the order of places.
 */
export function applyUpdate(update: Update, item: Item): UpdatedItem {
  // DynamoDB computes what SET assigns before it looks at any path.
  const assigned = update.actions.map((action) => (action.type === "SET" ? compute(action.operand, item) : undefined));
  const edits = update.actions.map((action, place) => {
    checkContainer(item, action.path);
    return [action.path, assigned[place] ?? editOf(action, item, update.isLegacy)] as const;
  });
  return { item: editMembers(treeOf(edits), item), changedPaths: changedPaths(update) };
}

/** Throws unless there is a list or a map that the last part of a path is in, or can be. */
function checkContainer(item: Item, path: Path): void {
  if (path.length === 1) return;
  const container = valueAt(item, path.slice(0, -1) as [string, ...(string | number)[]]); // it has at least one part
  const type = typeof path.at(-1) === "number" ? "L" : "M";
  if (container === undefined || !(type in container)) throw invalidPath();
}

function editOf(action: UpdateAction, item: Item, isLegacy: boolean): Edit {
  switch (action.type) {
    case "SET":
      return compute(action.operand, item);
    case "REMOVE":
      return REMOVED;
    case "ADD":
      return add(valueAt(item, action.path), action.value, isLegacy);
    case "DELETE":
      return deleteMembers(valueAt(item, action.path), action.value, isLegacy);
  }
}

function compute(operand: UpdateOperand, item: Item): AttributeValue {
  switch (operand.type) {
    case "value":
      return operand.value;
    case "path":
      return valueAt(item, operand.path) ?? throwMissing();
    case "if_not_exists":
      return valueAt(item, operand.path) ?? compute(operand.otherwise, item);
    case "list_append":
      return append(compute(operand.left, item), compute(operand.right, item));
    default:
      return calculate(operand.type, compute(operand.left, item), compute(operand.right, item));
  }
}

function throwMissing(): never {
  throw invalid("The provided expression refers to an attribute that does not exist in the item");
}

function append(a: AttributeValue, b: AttributeValue): AttributeValue {
  if (!("L" in a && "L" in b)) throw wrongType(false);
  return { L: [...a.L, ...b.L] };
}

function calculate(operator: "+" | "-", a: AttributeValue, b: AttributeValue): AttributeValue {
  if (!("N" in a && "N" in b)) throw wrongType(false);
  return { N: operator === "+" ? addNumbers(a.N, b.N) : subtractNumbers(a.N, b.N) };
}

function wrongType(isLegacy: boolean): AwsError {
  return invalid(
    isLegacy
      ? "Type mismatch for attribute to update"
      : "An operand in the update expression has an incorrect data type",
  );
}

/** A number and another, or a set and the members to add. Only the legacy ADD appends to a list. */
function add(old: AttributeValue | undefined, value: AttributeValue, isLegacy: boolean): AttributeValue {
  if (old === undefined) return value;
  if ("N" in old && "N" in value) return { N: addNumbers(old.N, value.N) };
  if ("SS" in old && "SS" in value) return { SS: sortMembers("SS", new Set([...old.SS, ...value.SS])) };
  if ("NS" in old && "NS" in value) return { NS: sortMembers("NS", new Set([...old.NS, ...value.NS])) };
  if ("BS" in old && "BS" in value) return { BS: sortMembers("BS", new Set([...old.BS, ...value.BS])) };
  if (isLegacy && "L" in old && "L" in value) return { L: [...old.L, ...value.L] };
  throw wrongType(isLegacy);
}

/** A set without some members. There is no empty set. */
function deleteMembers(old: AttributeValue | undefined, value: AttributeValue, isLegacy: boolean): Edit {
  if (old === undefined) return KEEP;
  if ("SS" in old && "SS" in value) return orRemoved(without(old.SS, value.SS), (SS) => ({ SS }));
  if ("NS" in old && "NS" in value) return orRemoved(without(old.NS, value.NS), (NS) => ({ NS }));
  if ("BS" in old && "BS" in value) return orRemoved(without(old.BS, value.BS), (BS) => ({ BS }));
  throw wrongType(isLegacy);
}

function without(members: readonly string[], deleted: readonly string[]): string[] {
  const removed = new Set(deleted);
  return members.filter((member) => !removed.has(member));
}

function orRemoved(members: string[], toSet: (members: string[]) => AttributeValue): Edit {
  return members.length > 0 ? toSet(members) : REMOVED;
}

function editMembers(tree: PathTree<Edit>, item: Item): Item {
  const changes: (readonly [string, AttributeValue | undefined])[] = [];
  for (const [name, edit] of tree) {
    if (typeof name !== "string") throw invalidPath();
    const value = edited(edit, attributeOf(item, name));
    if (value !== KEEP) changes.push([name, value === REMOVED ? undefined : value]);
  }
  return withAttributes(item, changes);
}

function editElements(tree: PathTree<Edit>, list: readonly AttributeValue[]): AttributeValue[] {
  const elements: (AttributeValue | typeof REMOVED)[] = [...list];
  const places = [...tree.keys()].sort((a, b) => Number(a) - Number(b));
  for (const place of places) {
    const edit = tree.get(place);
    if (typeof place !== "number" || edit === undefined) throw invalidPath();
    const value = edited(edit, list[place]);
    if (value === KEEP) continue;
    if (place < list.length) elements[place] = value;
    else if (value !== REMOVED) elements.push(value);
  }
  return elements.filter((element) => element !== REMOVED);
}

/** The value after the edits at it, or below it. Only a list or a map has something below it. */
function edited(edit: Edit | PathTree<Edit>, old: AttributeValue | undefined): Edit {
  if (!(edit instanceof Map)) return edit;
  const [part] = edit.keys();
  if (old !== undefined && "M" in old && typeof part === "string") return { M: editMembers(edit, old.M) };
  if (old !== undefined && "L" in old && typeof part === "number") return { L: editElements(edit, old.L) };
  throw invalidPath();
}

function invalidPath(): AwsError {
  return invalid("The document path provided in the update expression is invalid for update");
}
