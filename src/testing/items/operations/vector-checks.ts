import { type AwsError, invalid } from "../../control-plane/aws-error.js";
import { searchAttributes, type VectorIndexDefinition } from "../store/definition.js";
import { type AttributeValue, attributeOf, type Item, typeOf } from "../values/attribute-value.js";
import { readVector, type VectorProblem } from "../values/vector.js";

/** Throws if an item has a vector, or a value to find it by, that a vector index cannot hold. */
export function checkVectorIndex(index: VectorIndexDefinition, item: Item): void {
  const value = attributeOf(item, index.vector);
  if (value !== undefined) checkVector(index, value);
  for (const { name, type } of searchAttributes(index)) {
    const actual = attributeOf(item, name);
    if (actual === undefined || type in actual) continue;
    throw wrongValue(
      `Attribute '${name}' type mismatch. Expected: ${type}, Actual: ${typeOf(actual)}. IndexName: ${index.name}`,
    );
  }
}

function checkVector(index: VectorIndexDefinition, value: AttributeValue): void {
  const vector = readVector(value, index.dimensions);
  if (!(vector instanceof Float32Array)) throw wrongValue(textOf(index, vector));
}

// The full stops before IndexName, and their absence, are DynamoDB's.

function textOf({ name, vector, dimensions }: VectorIndexDefinition, problem: VectorProblem): string {
  switch (problem.kind) {
    case "no list":
      return `Invalid type for parameter ${vector}, Expected: 32-bit floating point number list IndexName: ${name}`;
    case "size":
      return `Invalid size for parameter ${vector}, Expected: ${dimensions}, Actual: ${problem.actual} IndexName: ${name}`;
    case "no number":
      return (
        `Invalid type for parameter ${vector}[${problem.place}], Expected: 32-bit floating point number, ` +
        `Actual: ${problem.actual}. IndexName: ${name}`
      );
    case "range":
      return (
        `Invalid value for parameter ${vector}[${problem.place}], Value: ${problem.value} is outside valid range ` +
        `[-3.4028235E38, 3.4028235E38]. IndexName: ${name}`
      );
  }
}

function wrongValue(message: string): AwsError {
  return invalid(`One or more parameter values were invalid. ${message}`);
}
