import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import type { AttributeValue } from "../values/attribute-value.js";
import type { KeyCondition, KeyOperator } from "./key-condition.js";

/** The attributes of a key, by their part in it, and the types of their values. */
export interface KeyAttributes {
  readonly partition: readonly KeyAttribute[];
  readonly sort: readonly KeyAttribute[];
}

export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** What a query reads: one partition, and in it the items with these sort keys. */
export interface KeyRange {
  /** The values of the partition key. */
  readonly partition: readonly AttributeValue[];
  /** The values of the first sort key attributes. */
  readonly equal: readonly AttributeValue[];
  /** The condition on the sort key attribute after those. */
  readonly range?: { readonly operator: Exclude<KeyOperator, "=">; readonly values: readonly AttributeValue[] };
}

/** Finds the range of a key that conditions describe. Throws if they do not describe one. */
export function keyRangeOf({ partition, sort }: KeyAttributes, conditions: readonly KeyCondition[]): KeyRange {
  const conditionOn = ({ name }: KeyAttribute) => conditions.find((condition) => condition.name === name);
  if (sort.length === 0 && conditions.length > partition.length) throw notSupported();
  const values = partition.map((attribute) => {
    const condition = checked(attribute, conditionOn(attribute) ?? throwMissing(attribute));
    if (condition.operator !== "=") throw notSupported();
    return condition.values[0] as AttributeValue; // an operator but BETWEEN has one value
  });
  const onSort = sort.map((attribute) => {
    const condition = conditionOn(attribute);
    return condition && checked(attribute, condition);
  });
  checkNoOthers(conditions, partition, sort);
  checkOrder(sort, onSort);
  const found = onSort.filter((condition) => condition !== undefined);
  const equal = found
    .filter(({ operator }) => operator === "=")
    .map((condition) => condition.values[0] as AttributeValue);
  const last = found.at(-1);
  if (last === undefined || last.operator === "=" || last.operator === "not indexable")
    return { partition: values, equal };
  return { partition: values, equal, range: { operator: last.operator, values: last.values } };
}

function checked(attribute: KeyAttribute, condition: KeyCondition): KeyCondition {
  if (condition.operator === "not indexable")
    throw invalid("Attempted conditional constraint is not an indexable operation");
  if (!condition.values.every((value) => attribute.type in value))
    throw invalidValues("Condition parameter type does not match schema type");
  for (const value of condition.values) {
    const kind = isEmpty(value);
    if (kind === undefined) continue;
    throw invalid(
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty " +
        `${kind} value. Key: ${attribute.name}`,
    );
  }
  return condition;
}

function isEmpty(value: AttributeValue): "string" | "binary" | undefined {
  if ("S" in value && value.S === "") return "string";
  return "B" in value && value.B === "" ? "binary" : undefined;
}

/** Throws if a condition is on another attribute. The error names a sort key attribute that has none, if there is one. */
function checkNoOthers(
  conditions: readonly KeyCondition[],
  partition: readonly KeyAttribute[],
  sort: readonly KeyAttribute[],
): void {
  const names = new Set([...partition, ...sort].map(({ name }) => name));
  if (conditions.every(({ name }) => names.has(name))) return;
  throwMissing(sort.find((attribute) => !conditions.some(({ name }) => name === attribute.name)));
}

/** Throws unless every attribute before one with a condition has an equality. */
function checkOrder(sort: readonly KeyAttribute[], onSort: readonly (KeyCondition | undefined)[]): void {
  const last = onSort.findLastIndex((condition) => condition !== undefined);
  const before = sort.filter((_, place) => place < last && onSort[place]?.operator !== "=");
  if (before.length === 0) return;
  throw invalid(
    `RANGE key attributes ${before.map(({ name }) => name).join(", ")} must have equality conditions specified in the ` +
      `query because a condition is present on key attribute ${sort[last]?.name}`,
  );
}

function throwMissing(attribute: KeyAttribute | undefined): never {
  throw attribute ? invalid(`Query condition missed key schema element: ${attribute.name}`) : notSupported();
}

function notSupported() {
  return invalid("Query key condition not supported");
}
