import { isError } from "../../../errors/is-error.js";
import { invalid } from "../../control-plane/aws-error.js";
import type { KeyRange } from "../expressions/key-range.js";
import type { KeyAttribute, KeyDefinition } from "../store/definition.js";
import { type AttributeValue, attributeOf, type Item, setMember, typeOf } from "../values/attribute-value.js";
import { isEqual } from "../values/compare.js";
import { normaliseItem } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";

const INVALID = "The provided starting key is invalid";
/** DynamoDB does not put its prefix before these errors. */
const WITHOUT_PREFIX = /contains duplicates|number set|numeric value|significant digits|number with magnitude/;

/** Reads an ExclusiveStartKey. */
export function readStartKey(wire: WireItem | undefined): Item | undefined {
  if (wire === undefined) return undefined;
  try {
    return normaliseItem(wire);
  } catch (error) {
    if (!isError(error) || WITHOUT_PREFIX.test(error.message)) throw error;
    throw invalidStartKey(`: ${error.message}`);
  }
}

/** Throws if a start key has other attributes or types than a position in the table or index. */
export function checkStartKey(position: readonly KeyAttribute[], start: Item, more = ""): void {
  const fits = position.every(({ name, type }) => {
    const value = attributeOf(start, name);
    return value !== undefined && typeOf(value) === type;
  });
  if (!fits || Object.keys(start).length !== position.length) throw invalidStartKey(more);
}

/**
 * Throws if a start key is outside of what a query reads.
 *
 * @param isInRange - Whether a position is in what the query reads.
 */
export function checkStartInRange(
  { partition }: KeyDefinition,
  { partition: values, equal, range }: KeyRange,
  start: Item,
  isInRange: (position: Item) => boolean,
): void {
  const isSamePartition = partition.every(({ name }, place) => {
    const [value, asked] = [attributeOf(start, name), values[place]];
    return value !== undefined && asked !== undefined && isEqual(value, asked);
  });
  if (equal.length === 0 && range === undefined) {
    if (!isSamePartition)
      throw invalid("The provided starting key is outside query boundaries based on provided conditions");
    return;
  }
  if (!isInRange(inPartition(partition, values, start)))
    throw invalid("The provided starting key does not match the range key predicate");
  if (!isSamePartition) throw invalid("The query can return at most one row and cannot be restarted");
}

/** The error for a start key of another segment. */
export function wrongSegment(segment: number, totalSegments: number) {
  return invalidStartKey(
    ": Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. " +
      `TotalSegments: ${totalSegments} Segment: ${segment}`,
  );
}

/** The error for a start key that is invalid. */
export function invalidStartKey(more = "") {
  return invalid(`${INVALID}${more}`);
}

/** A position with the partition key of the query. */
function inPartition(partition: readonly KeyAttribute[], values: readonly AttributeValue[], start: Item): Item {
  const position: Record<string, AttributeValue> = { ...start };
  for (const [place, { name }] of partition.entries()) {
    const value = values[place];
    if (value !== undefined) setMember(position, name, value);
  }
  return position;
}
